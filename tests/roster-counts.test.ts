import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { readBoard } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, anEnterprise, aUnion } from '#tests/setup/factories.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { aCreditCode, rosterCsv } from '#tests/setup/rosters.ts'
import { ask } from '#tests/setup/small-union.ts'

type RosterRow = {
  row: number
  kind: 'CREATE' | 'CHANGE' | 'SAME' | 'REFUSE'
  name: string
  key: string
  changes: { column: string; from: string; to: string }[]
  reasons: { column: string; sentence: string }[]
}
type Roster = {
  id: string
  fileName: string
  created: number
  changed: number
  unchanged: number
  refused: number
  appliedAt: string | null
  rows: { edges: { node: RosterRow }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
}
type Payload = { seq: number | null; roster: Roster }

const rowFields = 'row kind name key changes { column from to } reasons { column sentence }'
const fields = `roster { id fileName created changed unchanged refused appliedAt
  rows(first: 100) { edges { node { ${rowFields} } } } }`

let union: { id: string; zoneId: string }
let command: Actor

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aUnion()
  command = await anActor((await anAccount(union.id)).id)
})
afterAll(() => closeDb())

const preview = async (actor: Actor, ...lines: string[]): Promise<Roster> =>
  (await mutate<Payload>(actor, 'previewRoster', { file: new File([rosterCsv(...lines)], '名册.csv') }, fields)).roster
const apply = (actor: Actor, rosterId: string) => mutate<Payload>(actor, 'applyRoster', { rosterId }, fields)
/** Enters an enterprise at the desk, with an owner where a phone is given. */
const enter = (actor: Actor, name: string, creditCode: string, headcount: number, phone?: string, zoneId?: string) =>
  mutate(actor, 'createEnterprise', {
    name,
    creditCode,
    headcount,
    zoneId: zoneId && globalId('Zone', zoneId),
    contacts: phone ? [{ kind: 'OWNER', name: '张三', phone }] : [],
  })
const kinds = ({ rows }: Roster) => rows.edges.map(({ node: { row, kind } }) => [row, kind])
const counts = ({ created, changed, unchanged, refused }: Roster) => ({ created, changed, unchanged, refused })
const register = (unionId: string) =>
  db.enterprise.findMany({ where: { unionId }, include: { contacts: true, zone: true }, orderBy: { id: 'asc' } })
const wrongCheck = (code: string) => code.slice(0, 17) + (code.endsWith('0') ? '1' : '0')

describe('a previewed roster', () => {
  it('says of every row what becomes of it, and counts each kind exactly', async () => {
    const [known, same, one, two] = [aCreditCode(), aCreditCode(), aCreditCode(), aCreditCode()]
    await enter(command, '旧店', known, 10)
    await enter(command, '老店', same, 20, '15400000001', union.zoneId)
    const before = await register(union.id)
    const roster = await preview(
      command,
      `旧店,${known},11,,,`,
      `甲店,${one},1,,,`,
      `老店,${same},20,张三,15400000001,一片区`,
      `乙店,${two},,李四,15400000002,一片区`,
      `甲店分号,${one},1,,,`,
      `错店,${wrongCheck(one)},1,,,`,
      `,${aCreditCode()},1,,,`,
      `远店,${aCreditCode()},1,,,九片区`,
      `多店,${aCreditCode()},很多,,123,`,
    )
    expect(counts(roster)).toEqual({ created: 4, changed: 1, unchanged: 1, refused: 3 })
    expect(kinds(roster)).toEqual([
      [2, 'CHANGE'],
      [3, 'CREATE'],
      [4, 'SAME'],
      [5, 'CREATE'],
      [6, 'REFUSE'],
      [7, 'REFUSE'],
      [8, 'REFUSE'],
      [9, 'CREATE'],
      [10, 'CREATE'],
    ])
    const rows = roster.rows.edges.map(({ node }) => node)
    expect(rows[0]!.changes).toEqual([{ column: 'headcount', from: '10', to: '11' }])
    expect(rows.slice(4).map(({ reasons }) => reasons.map(({ column }) => column))).toEqual([
      ['creditCode'],
      ['creditCode'],
      ['name'],
      [],
      [],
    ])
    expect(rows[4]!.reasons[0]!.sentence).toContain('row 3')
    expect(await register(union.id), 'a preview changes nothing').toEqual(before)

    const seq = (await readBoard(command)).seq
    const applied = await apply(command, roster.id)
    expect(applied.seq).toBe(seq + 1)
    expect(applied.roster).toMatchObject({ ...counts(roster), appliedAt: expect.any(String) })
    const event = await db.event.findUniqueOrThrow({ where: { unionId_seq: { unionId: union.id, seq: seq + 1 } } })
    expect(event.facts).toEqual({ ...counts(roster), doubtful: 0 })
    const after = await register(union.id)
    expect(after.map(({ name, headcount, zone }) => [name, headcount, zone?.name ?? null])).toEqual([
      ['旧店', 11, null],
      ['老店', 20, '一片区'],
      ['甲店', 1, null],
      ['乙店', null, '一片区'],
      ['远店', 1, null],
      ['多店', null, null],
    ])
    expect(after[1]).toEqual(before[1])
    expect(after[3]!.contacts).toMatchObject([{ kind: 'OWNER', name: '李四', phone: '15400000002' }])
    expect((await readBoard(command)).resumption).toMatchObject({ enterprises: 6, notResumed: 6 })
    await expectFiguresTrue(union.id)
  })

  it('shows its rows by their kinds, and by pages', async () => {
    const lines = Array.from({ length: 5 }, (_, i) => `第${i}店,${i % 2 ? 'X' : aCreditCode()},1,,,`)
    const { id } = await preview(command, ...lines)
    const rows = async (args: string) => {
      const query = `query ($id: ID!) { roster(id: $id) { rows(${args}) {
        edges { node { name } } pageInfo { hasNextPage endCursor } } } }`
      const { roster } = await ask<{ roster: Roster }>(command, query, { id })
      const { edges, pageInfo } = roster.rows
      return { names: edges.map(({ node }) => node.name), ...pageInfo }
    }
    expect(await rows('kinds: [REFUSE]')).toMatchObject({ names: ['第1店', '第3店'], hasNextPage: false })
    expect((await rows('kinds: [CREATE, REFUSE]')).names).toHaveLength(5)
    expect((await rows('kinds: [CHANGE]')).names).toEqual([])
    const page = await rows('first: 2, kinds: [CREATE]')
    expect(page).toMatchObject({ names: ['第0店', '第2店'], hasNextPage: true })
    expect(await rows(`first: 2, kinds: [CREATE], after: "${page.endCursor}"`)).toMatchObject({
      names: ['第4店'],
      hasNextPage: false,
    })
  })

  it('of refused and known rows alone does nothing when it is applied, and is applied once', async () => {
    const code = aCreditCode()
    await enter(command, '老店', code, 20)
    const before = await register(union.id)
    const { seq } = await readBoard(command)
    const roster = await preview(command, `老店,${code},,,,`, `错店,${wrongCheck(code)},1,,,`)
    expect(counts(roster)).toEqual({ created: 0, changed: 0, unchanged: 1, refused: 1 })
    expect((await apply(command, roster.id)).seq).toBeNull()
    expect(await register(union.id)).toEqual(before)
    expect((await readBoard(command)).seq).toBe(seq)
    await expect(apply(command, roster.id)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { current: roster.id },
    })
  })
})

describe('rosters of two unions', () => {
  let neighbour: { id: string; zoneId: string }
  let theirs: Actor

  beforeEach(async () => {
    neighbour = await aUnion()
    await db.zone.create({ data: { unionId: neighbour.id, name: '邻片区', position: 2 } })
    theirs = await anActor((await anAccount(neighbour.id)).id)
  })

  it('are each compared with the register and the zones of their own', async () => {
    const code = aCreditCode()
    await enter(theirs, '邻店', code, 30, '15400000005')
    const lines = [`邻店,${code},31,,,`, `新店,${aCreditCode()},1,,,邻片区`]
    const [ours, neighbours] = [await preview(command, ...lines), await preview(theirs, ...lines)]
    expect(kinds(ours)).toEqual([
      [2, 'CREATE'],
      [3, 'CREATE'],
    ])
    expect(kinds(neighbours)).toEqual([
      [2, 'CHANGE'],
      [3, 'CREATE'],
    ])
    await apply(command, ours.id)
    expect((await register(union.id)).map(({ headcount, contacts }) => [headcount, contacts])).toEqual([
      [31, []],
      [1, []],
    ])
    expect((await register(union.id)).map(({ zone }) => zone)).toEqual([null, null])
    expect((await register(neighbour.id)).map(({ headcount }) => headcount)).toEqual([30])
    expect((await readBoard(theirs)).resumption.enterprises).toBe(1)
    await expectFiguresTrue(union.id)
    await expectFiguresTrue(neighbour.id)
  })

  it('are neither read nor applied by the other, nor by anybody but the command centre', async () => {
    const roster = await preview(command, `本店,${aCreditCode()},30,,,`)
    const enterpriseId = await anEnterprise(command)
    const squad: Actor = { ...command, role: 'SQUAD', squadId: null }
    const owner: Actor = { ...command, role: 'ENTERPRISE', enterpriseId }
    const district: Actor = { ...command, role: 'DISTRICT', unionIds: [union.id, neighbour.id] }
    const read = async (actor: Actor) =>
      (await ask<{ roster: object | null }>(actor, `{ roster(id: "${roster.id}") { id } }`)).roster
    expect(await read(command)).toEqual({ id: roster.id })
    for (const actor of [theirs, squad, owner, district]) expect(await read(actor)).toBeNull()
    await expect(apply(theirs, roster.id)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { field: 'rosterId' },
    })
    for (const actor of [squad, owner, district]) {
      await expect(apply(actor, roster.id)).rejects.toMatchObject({ code: 'FORBIDDEN' })
      await expect(preview(actor, `店,${aCreditCode()},1,,,`)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    expect(await register(neighbour.id)).toEqual([])
    expect((await apply(command, roster.id)).roster.appliedAt).not.toBeNull()
    expect((await register(union.id)).map(({ name }) => name)).toContain('本店')
  })
})
