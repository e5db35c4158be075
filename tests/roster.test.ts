import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'
import { readRosterFile } from '#server/modules/enterprises/roster-file.ts'
import { recountEnterprises } from '#server/modules/enterprises/tallies.ts'
import { db } from '#server/platform/db.ts'
import { type Answer, startTestApp, type TestApp, testPassword } from '#tests/setup/app.ts'
import { anAccount, aUnion } from '#tests/setup/factories.ts'
import { unionTally } from '#tests/setup/outcomes.ts'
import { aWorkbook, gbk } from '#tests/setup/workbook.ts'

let app: TestApp
let unionId: string
let command: string
let serial = 0

beforeAll(async () => {
  app = await startTestApp()
})
beforeEach(async () => {
  unionId = (await aUnion()).id
  command = await app.signInAs((await anAccount(unionId)).username)
})
afterAll(() => app.close())

const aCode = () => creditCodeOf(`91610199MC${String(++serial).padStart(7, '0')}`)
const header = '企业名称,统一社会信用代码,员工人数,负责人,负责人电话,片区'
const csv = (...lines: string[]) => new TextEncoder().encode([header, ...lines].join('\n'))

const rosterFields = `roster { id fileName created changed unchanged refused appliedAt rows(first: 100) { edges { node {
  row kind name creditCode changes { column from to } reasons { column sentence } } } } }`

/** Uploads as a browser does, by the GraphQL multipart request specification. */
async function preview(token: string, bytes: Uint8Array, name = '名册.csv', clientId: string = randomUUID()) {
  const form = new FormData()
  const query = `mutation ($input: PreviewRosterInput!) { previewRoster(input: $input) { seq ${rosterFields} } }`
  form.set('operations', JSON.stringify({ query, variables: { input: { clientId, file: null } } }))
  form.set('map', JSON.stringify({ 0: ['variables.input.file'] }))
  form.set('0', new File([new Uint8Array(bytes)], name))
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-sizhen-csrf': '1', 'accept-language': 'zh' },
    body: form,
  })
  const { data, errors } = (await response.json()) as Answer
  return errors ? { error: errors[0]!.extensions } : { ...data.previewRoster.roster, seq: data.previewRoster.seq }
}

const apply = async (token: string, rosterId: string, clientId: string = randomUUID()) => {
  const document = `mutation ($input: ApplyRosterInput!) { applyRoster(input: $input) { seq ${rosterFields} } }`
  const { data, errors } = await app.gql(token, document, { input: { clientId, rosterId } })
  return errors ? { error: errors[0]!.extensions } : { ...data.applyRoster.roster, seq: data.applyRoster.seq }
}

type Row = { row: number; kind: string; changes: object[]; reasons: { column: string; sentence: string }[] }
const rowsOf = (roster: { rows: { edges: { node: Row }[] } }) => roster.rows.edges.map(({ node }) => node)
const counts = ({ created, changed, unchanged, refused }: Record<string, number>) => [
  created,
  changed,
  unchanged,
  refused,
]
const expectTrue = async () => expect(await unionTally(unionId)).toEqual(await recountEnterprises(db, unionId))
const everything = async () => ({
  enterprises: await db.enterprise.findMany({ orderBy: { id: 'asc' } }),
  contacts: await db.contact.findMany({ orderBy: { id: 'asc' } }),
  events: await db.event.count(),
  rosters: await db.rosterImport.count(),
})

describe('a roster', () => {
  test('is previewed, applied as one event, and changes nothing the second time', async () => {
    const [one, two] = [aCode(), aCode()]
    const file = csv(`回坊食品,${one},30,张三,15400000001,一片区`, `钟楼百货,${two},12,,,`)
    const before = await everything()
    const seen = await preview(command, file)
    expect(counts(seen)).toEqual([2, 0, 0, 0])
    expect(rowsOf(seen).map(({ row, kind }) => [row, kind])).toEqual([
      [2, 'CREATE'],
      [3, 'CREATE'],
    ])
    expect(await everything()).toMatchObject({ ...before, rosters: before.rosters + 1 })

    const done = await apply(command, seen.id)
    expect(done.appliedAt).not.toBeNull()
    const events = await db.event.findMany({ where: { unionId, name: 'roster.applied' } })
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      seq: done.seq,
      facts: { created: 2, changed: 0, unchanged: 0, refused: 0 },
      unionTally: { enterprises: 2, resumption: { NOT_RESUMED: 2 } },
    })
    const first = await db.enterprise.findFirstOrThrow({
      where: { unionId, creditCode: one },
      include: { contacts: true, zone: true },
    })
    expect(first).toMatchObject({ name: '回坊食品', headcount: 30, zone: { name: '一片区' } })
    expect(first.contacts).toMatchObject([{ kind: 'OWNER', name: '张三', phone: '15400000001' }])
    await expectTrue()

    const applied = await everything()
    const again = await preview(command, file)
    expect(counts(again)).toEqual([0, 0, 2, 0])
    expect((await apply(command, again.id)).seq).toBe(done.seq)
    expect(await everything()).toMatchObject({ ...applied, rosters: applied.rosters + 1 })
  })

  test('changes what it says, leaves out what it leaves out, and never empties a cell', async () => {
    const code = aCode()
    await apply(command, (await preview(command, csv(`回坊食品,${code},30,张三,15400000001,一片区`))).id)
    const next = await preview(
      command,
      gbk(`单位名称,信用代码,人数,联系电话\n回坊食品有限公司,${code.toLowerCase()},,15400000002\n`),
    )
    expect(rowsOf(next)[0]).toMatchObject({
      kind: 'CHANGE',
      changes: [
        { column: 'name', from: '回坊食品', to: '回坊食品有限公司' },
        { column: 'contactPhone', from: '15400000001', to: '15400000002' },
      ],
    })
    await apply(command, next.id)
    const row = await db.enterprise.findFirstOrThrow({ where: { unionId }, include: { contacts: true, zone: true } })
    expect(row).toMatchObject({ name: '回坊食品有限公司', headcount: 30, zone: { name: '一片区' } })
    expect(row.contacts).toMatchObject([{ name: '张三', phone: '15400000002' }])
    expect(row.grams).toContain('有限')
    await expectTrue()
  })

  test('says of each refused row why, and hands them back in the file’s own columns', async () => {
    const code = aCode()
    const wrong = code.slice(0, 17) + (code.endsWith('0') ? '1' : '0')
    const bytes = await aWorkbook([
      [{ value: '北院门街道企业名册', columnSpan: 4 }, null, null, null],
      ['片区', '单位名称', '社会信用代码', '备注'],
      ['一片区', '回坊食品', code, ''],
      ['九片区', '钟楼百货', aCode(), '=1+1'],
      ['', '无码店', wrong, ''],
      ['一片区', '回坊分店', code, ''],
    ])
    const seen = await preview(command, bytes, '名册.xlsx')
    expect(counts(seen)).toEqual([1, 0, 0, 3])
    expect(
      rowsOf(seen)
        .filter(({ kind }) => kind === 'REFUSE')
        .map(({ row, reasons }) => [row, reasons[0]!.sentence]),
    ).toEqual([
      [4, '片区:没有这个片区,现有:一片区'],
      [5, '统一社会信用代码:校验位不符,请核对'],
      [6, '统一社会信用代码:与第 3 行重复'],
    ])
    await apply(command, seen.id)
    expect(await db.enterprise.count({ where: { unionId } })).toBe(1)
    const link = await app.gql(
      command,
      `{ exportList(list: ROSTER_REFUSED, format: CSV, rosterId: "${seen.id}") { url } }`,
    )
    const text = await (await fetch(link.data.exportList.url)).text()
    const [head, first] = text.replace('\uFEFF', '').split('\r\n')
    expect(head).toBe('片区,单位名称,社会信用代码,备注,Why refused')
    expect(first).toContain('九片区,钟楼百货,')
    expect(first).toContain("'=1+1,Zone is no zone of ours")
    const back = await readRosterFile(new TextEncoder().encode(text), '拒绝.csv')
    expect(back.rows).toHaveLength(3)
  })

  test('answers the same clientId with the first answer', async () => {
    const file = csv(`回坊食品,${aCode()},30,,,`)
    const clientId = randomUUID()
    const first = await preview(command, file, '名册.csv', clientId)
    expect((await preview(command, file, '名册.csv', clientId)).id).toBe(first.id)
    expect((await preview(command, csv(`别的,${aCode()},1,,,`), '名册.csv', clientId)).error.code).toBe('CONFLICT')
    const twice = randomUUID()
    expect(await apply(command, first.id, twice)).toEqual(await apply(command, first.id, twice))
    expect((await apply(command, first.id)).error).toMatchObject({ code: 'CONFLICT', current: first.id })
    await expectTrue()
  })

  test('is refused when the register has moved on since the preview, and nothing is left of it', async () => {
    const [one, two] = [aCode(), aCode()]
    await apply(command, (await preview(command, csv(`回坊食品,${one},30,,,`))).id)
    const seen = await preview(command, csv(`回坊食品,${one},31,,,`, `钟楼百货,${two},5,,,`))
    await apply(command, (await preview(command, csv(`回坊食品,${one},40,,,`))).id)
    const before = await everything()
    expect((await apply(command, seen.id)).error).toMatchObject({ code: 'CONFLICT', current: seen.id })
    expect(await everything()).toEqual(before)
    const race = await preview(command, csv(`钟楼百货,${two},5,,,`))
    const other = await preview(command, csv(`钟楼百货,${two},6,,,`))
    const results = await Promise.all([apply(command, race.id), apply(command, other.id)])
    expect(results.filter(({ error }) => error?.code === 'CONFLICT')).toHaveLength(1)
    await expectTrue()
  })

  test('is the command centre’s alone, of its own union', async () => {
    const wall = await app.signInAs((await anAccount(unionId, { role: 'WALL' })).username)
    const file = csv(`回坊食品,${aCode()},30,,,`)
    const before = await everything()
    expect((await preview(wall, file)).error.code).toBe('FORBIDDEN')
    expect(await everything()).toEqual(before)
    const seen = await preview(command, file)
    const foreign = await app.signInAs((await anAccount((await aUnion()).id)).username)
    expect((await apply(foreign, seen.id)).error.code).toBe('NOT_FOUND')
    for (const token of [wall, foreign]) {
      expect((await app.gql(token, `{ roster(id: "${seen.id}") { id } }`)).data).toEqual({ roster: null })
    }
  })

  test('that cannot be read is a clear error and changes nothing', async () => {
    const before = await everything()
    expect((await preview(command, new Uint8Array(0))).error).toMatchObject({ code: 'INVALID', field: 'file' })
    expect((await preview(command, new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]), 'a.xlsx')).error).toMatchObject({
      code: 'INVALID',
      field: 'file',
    })
    expect((await preview(command, new TextEncoder().encode('电话\n1\n'))).error.code).toBe('INVALID')
    expect(await everything()).toEqual(before)
  })

  test('of 20,000 rows goes in at once', { timeout: 120_000 }, async () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, i) => `秦岭${i}号商贸有限公司,${aCode()},${i % 90},店主${i},,一片区`,
    )
    const seen = await preview(command, csv(...lines))
    expect(counts(seen)).toEqual([20_000, 0, 0, 0])
    expect(counts(await apply(command, seen.id))).toEqual([20_000, 0, 0, 0])
    expect(await db.enterprise.count({ where: { unionId } })).toBe(20_000)
    const again = await preview(command, csv(...lines.map((line) => line.replace(/,(\d+),店主/, ',1000,店主'))))
    expect(counts(again)).toEqual([0, 20_000, 0, 0])
    await apply(command, again.id)
    expect(await db.enterprise.count({ where: { unionId, headcount: 1000 } })).toBe(20_000)
    await expectTrue()
  })
})

describe('npm run import', () => {
  test('previews and applies a file through the public API', { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sizhen-roster-'))
    const [file, refused] = [join(folder, '名册.csv'), join(folder, '拒绝.csv')]
    await writeFile(file, csv(`回坊食品,${aCode()},30,,,`, '无码店,,,,,'))
    const { username } = await anAccount(unionId)
    const script = ['--import', 'tsx', 'server/modules/enterprises/import.ts', file, '--yes', '--refused', refused]
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...script, '--url', app.url, '--username', username],
      { env: { ...process.env, SIZHEN_PASSWORD: testPassword, LANG: 'C' } },
    )
    expect(stdout).toContain('To create 1, to change 0, the same 0, refused 1.')
    expect(stdout).toContain('row 3: 无码店 : Credit code is required')
    expect(stdout).toMatch(/Applied, as event \d+\./)
    expect(await readFile(refused, 'utf8')).toContain('无码店')
    expect(await db.enterprise.count({ where: { unionId } })).toBe(1)
    await rm(folder, { recursive: true })
  })
})
