import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recountEnterprises } from '#server/modules/enterprises/tallies.ts'
import { readRosterFile } from '#server/modules/rosters/file.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'
import { rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'
import { eventOf, unionTally } from './setup/outcomes.ts'
import { aCreditCode, applyRoster, previewRoster, rosterCsv, sendApplyRoster, uploadRoster } from './setup/rosters.ts'
import { aWorkbook, gbk } from './setup/workbook.ts'

let app: TestApp
let unionId: string
let command: string

beforeAll(async () => {
  app = await startTestApp()
})
beforeEach(async () => {
  unionId = (await aUnion()).id
  command = await app.signInAs((await anAccount(unionId)).username)
})
afterAll(() => app.close())

type Tail<F> = F extends (app: TestApp, ...args: infer A) => unknown ? A : never
const preview = (...args: Tail<typeof previewRoster>) => previewRoster(app, ...args)
const apply = (...args: Tail<typeof applyRoster>) => applyRoster(app, ...args)
const previewRefused = async (...args: Tail<typeof previewRoster>) =>
  (await uploadRoster(app, ...args)).errors![0]!.extensions
const applyRefused = async (...args: Tail<typeof applyRoster>) =>
  (await sendApplyRoster(app, ...args)).errors![0]!.extensions

type Row = { row: number; kind: string; changes: object[]; reasons: { column: string; sentence: string }[] }
const rowsOf = (roster: { rows: { edges: { node: Row }[] } }) => roster.rows.edges.map(({ node }) => node)
const counts = ({
  created,
  changed,
  unchanged,
  refused,
}: Record<'created' | 'changed' | 'unchanged' | 'refused', number>) => [created, changed, unchanged, refused]
const expectTrue = async () => expect(await unionTally(unionId)).toEqual(await recountEnterprises(db, unionId))
const everything = async () => ({
  enterprises: await db.enterprise.findMany({ orderBy: { id: 'asc' } }),
  contacts: await db.contact.findMany({ orderBy: { id: 'asc' } }),
  events: await db.event.count(),
  rosters: await db.rosterImport.count(),
})

describe('a roster', () => {
  test('is previewed, applied as one event, and changes nothing the second time', async () => {
    const [one, two] = [aCreditCode(), aCreditCode()]
    const file = rosterCsv(`回坊食品,${one},30,张三,15400000001,一片区`, `钟楼百货,${two},12,,,`)
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
    expect(await db.event.count({ where: { unionId, name: 'roster.applied' } })).toBe(1)
    expect(await eventOf(unionId, done)).toMatchObject({
      name: 'roster.applied',
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
    expect((await apply(command, again.id)).seq).toBeNull()
    expect(await everything()).toMatchObject({ ...applied, rosters: applied.rosters + 1 })
  })

  test('changes what it says, leaves out what it leaves out, and never empties a cell', async () => {
    const code = aCreditCode()
    await apply(command, (await preview(command, rosterCsv(`回坊食品,${code},30,张三,15400000001,一片区`))).id)
    const next = await preview(
      command,
      gbk(`单位名称,信用代码,人数,联系电话\n回坊食品有限公司,${code.toLowerCase()},,15400000002\n`),
    )
    expect(rowsOf(next)[0]).toMatchObject({
      kind: 'CHANGE',
      changes: [
        { column: 'name', from: '回坊食品', to: '回坊食品有限公司' },
        { column: 'contactPhone', from: '154****0001', to: '154****0002' },
      ],
    })
    await apply(command, next.id)
    const row = await db.enterprise.findFirstOrThrow({
      where: { unionId },
      include: { contacts: true, zone: true },
      omit: { grams: false },
    })
    expect(row).toMatchObject({ name: '回坊食品有限公司', headcount: 30, zone: { name: '一片区' } })
    expect(row.contacts).toMatchObject([{ name: '张三', phone: '15400000002' }])
    expect(row.grams).toContain('有限')
    await expectTrue()
  })

  test('keeps of each row the enterprise, and what stood in the register before and after', async () => {
    const [known, one] = [aCreditCode(), aCreditCode()]
    await apply(command, (await preview(command, rosterCsv(`回坊食品,${known},30,,,`))).id)
    const file = rosterCsv(`回坊食品,${known},31,张三,,一片区`, `钟楼百货,${one},12,,,`, `回坊分店,${known},1,,,`)
    const { id } = await preview(command, file)
    await apply(command, id)
    const idOf = async (creditCode: string) =>
      (await db.enterprise.findFirstOrThrow({ where: { unionId, creditCode } })).id
    const { rows } = await db.rosterImport.findUniqueOrThrow({ where: { id: rowId('RosterImport', id, 'id') } })
    expect(rows).toMatchObject([
      {
        kind: 'CHANGE',
        subjectId: await idOf(known),
        changes: [
          { column: 'headcount', from: '30', to: '31' },
          { column: 'contactName', from: '', to: '张三' },
          { column: 'zone', from: '', to: '一片区' },
        ],
      },
      { kind: 'CREATE', subjectId: await idOf(one), entry: { name: '钟楼百货', headcount: 12 }, changes: [] },
      { kind: 'REFUSE', subjectId: null, entry: null },
    ])
  })

  test('says of each refused row why, and hands them back in the file’s own columns', async () => {
    const code = aCreditCode()
    const wrong = code.slice(0, 17) + (code.endsWith('0') ? '1' : '0')
    const bytes = await aWorkbook([
      [{ value: '北院门街道企业名册', columnSpan: 4 }, null, null, null],
      ['片区', '单位名称', '社会信用代码', '备注'],
      ['一片区', '回坊食品', code, ''],
      ['九片区', '钟楼百货', aCreditCode(), ''],
      ['', '无码店', wrong, '=1+1'],
      ['一片区', '回坊分店', code, ''],
    ])
    const seen = await preview(command, bytes, '名册.xlsx')
    expect(counts(seen)).toEqual([2, 0, 0, 2])
    expect(
      rowsOf(seen)
        .filter(({ kind }) => kind === 'REFUSE')
        .map(({ row, reasons }) => [row, reasons[0]!.sentence]),
    ).toEqual([
      [5, '统一社会信用代码:最后一位(校验位)与前 17 位不符,请逐位核对'],
      [6, '统一社会信用代码:与第 3 行重复'],
    ])
    await apply(command, seen.id)
    expect(await db.enterprise.count({ where: { unionId } })).toBe(2)
    const link = await app.gql<{ exportList: { url: string } }>(
      command,
      `{ exportList(list: ROSTER_REFUSED, format: CSV, rosterId: "${seen.id}") { url } }`,
    )
    const text = await (await fetch(link.data!.exportList.url)).text()
    const [head, first] = text.replace('\uFEFF', '').split('\r\n')
    expect(head).toBe('片区,单位名称,社会信用代码,备注,Sheet of the file,Row of the file,Why refused')
    expect(first).toContain(',无码店,')
    expect(first).toMatch(/'=1\+1,[^,]+,5,Credit code /)
    const back = await readRosterFile(new TextEncoder().encode(text), '拒绝.csv', enterpriseRoster)
    expect(back.rows).toHaveLength(2)
  })

  test('answers the same clientId with the first answer', async () => {
    const file = rosterCsv(`回坊食品,${aCreditCode()},30,,,`)
    const clientId = randomUUID()
    const first = await preview(command, file, '名册.csv', clientId)
    expect((await preview(command, file, '名册.csv', clientId)).id).toBe(first.id)
    expect((await previewRefused(command, rosterCsv(`别的,${aCreditCode()},1,,,`), '名册.csv', clientId)).code).toBe(
      'CONFLICT',
    )
    const twice = randomUUID()
    expect(await apply(command, first.id, twice)).toEqual(await apply(command, first.id, twice))
    expect(await applyRefused(command, first.id)).toMatchObject({ code: 'CONFLICT', current: first.id })
    await expectTrue()
  })

  test('is refused when the register has moved on since the preview, and nothing is left of it', async () => {
    const [one, two] = [aCreditCode(), aCreditCode()]
    await apply(command, (await preview(command, rosterCsv(`回坊食品,${one},30,,,`))).id)
    const seen = await preview(command, rosterCsv(`回坊食品,${one},31,,,`, `钟楼百货,${two},5,,,`))
    await apply(command, (await preview(command, rosterCsv(`回坊食品,${one},40,,,`))).id)
    const before = await everything()
    expect(await applyRefused(command, seen.id)).toMatchObject({ code: 'CONFLICT', current: seen.id })
    expect(await everything()).toEqual(before)
    const race = await preview(command, rosterCsv(`钟楼百货,${two},5,,,`))
    const other = await preview(command, rosterCsv(`钟楼百货,${two},6,,,`))
    const results = await Promise.all([race, other].map(({ id }) => sendApplyRoster(app, command, id)))
    expect(results.filter(({ errors }) => errors?.[0]?.extensions.code === 'CONFLICT')).toHaveLength(1)
    await expectTrue()
  })

  test('is the command centre’s alone, of its own union', async () => {
    const wall = await app.signInAs((await anAccount(unionId, { role: 'WALL' })).username)
    const file = rosterCsv(`回坊食品,${aCreditCode()},30,,,`)
    const before = await everything()
    expect((await previewRefused(wall, file)).code).toBe('FORBIDDEN')
    expect((await previewRefused(wall, new Uint8Array(0))).code).toBe('FORBIDDEN')
    expect(await everything()).toEqual(before)
    const seen = await preview(command, file)
    const foreign = await app.signInAs((await anAccount((await aUnion()).id)).username)
    expect((await applyRefused(foreign, seen.id)).code).toBe('NOT_FOUND')
    for (const token of [wall, foreign]) {
      expect((await app.gql(token, `{ roster(id: "${seen.id}") { id } }`)).data).toEqual({ roster: null })
    }
  })

  test('or any other text with a NUL in it is INVALID, or tidied where it is one line, never an internal error', async () => {
    const asked = await app.gql(command, '{ enterprises(filter: { industry: "a\\u0000" }) { totalCount } }')
    expect(asked.errors![0]!.extensions.code).toBe('INVALID')
    const item = { code: 'GLOVES', name: 'a\0b', nameEn: 'gloves', unit: '双', unitEn: 'pair' }
    const { data } = await app.change<{ supplyItem: object }>(command, 'createSupplyItem', item, 'supplyItem { name }')
    expect(data!.createSupplyItem!.supplyItem).toEqual({ name: 'a b' })
  })

  test('that cannot be read is a clear error and changes nothing', async () => {
    const before = await everything()
    expect(await previewRefused(command, new Uint8Array(0))).toMatchObject({ code: 'INVALID', field: 'input.file' })
    expect(await previewRefused(command, new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]), 'a.xlsx')).toMatchObject({
      code: 'INVALID',
      field: 'input.file',
    })
    expect((await previewRefused(command, new TextEncoder().encode('电话\n1\n'))).code).toBe('INVALID')
    expect(await everything()).toEqual(before)
  })
})
