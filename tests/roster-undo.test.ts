import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectDone, expectFiguresTrue, meet } from '#tests/setup/meeting.ts'
import {
  aDoneVisit,
  openIssue,
  orderSupply,
  planVisit,
  setResumption,
  updateEnterprise,
} from '#tests/setup/mutations.ts'
import { createZones } from '#tests/setup/organisation.ts'
import { applyKind, listRosters, outcomesOf, previewKind, undoKind } from '#tests/setup/roster-kinds.ts'
import { aCreditCode } from '#tests/setup/rosters.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'
import { expectNothingLeft, imported } from '#tests/setup/undoing.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion(6)
  await createZones(union.unionId, ['东片', '西片'])
})
afterAll(() => closeDb())

const enterprises = () => db.enterprise.findMany({ where: { unionId: union.unionId }, orderBy: { id: 'asc' } })
const named = (name: string) =>
  db.enterprise.findFirst({ where: { unionId: union.unionId, name }, include: { contacts: true } })

const header = '企业名称,统一社会信用代码,地址,员工人数,负责人,负责人电话,片区'

describe('an import of enterprises that is undone', () => {
  it('leaves nothing of new ones, and of others what they were before', async () => {
    const [known] = await enterprises()
    const before = await named(known!.name)
    const last = await expectNothingLeft(union, 'ENTERPRISES', [
      header,
      `新店,${aCreditCode()},北大街,12,张三,13800000000,东片`,
      `改名店,${known!.creditCode},西大街,77,李四,13800000001,西片`,
    ])
    const [roster] = await db.rosterImport.findMany({ where: { unionId: union.unionId }, orderBy: { id: 'asc' } })
    expect(roster!.undoneById).toBe(union.command.accountId)
    await undoKind(union.command, last)
    expect(await named('新店')).toBeNull()
    expect(await named(known!.name)).toEqual({ ...before, updatedAt: expect.any(Date) })
  })

  it('keeps what somebody has used since, and names it', async () => {
    const codes = Array.from({ length: 7 }, () => aCreditCode())
    const names = ['走访过的', '排过的', '有问题的', '订过的', '复工的', '改过的', '没用过的']
    const roster = await imported(union, 'ENTERPRISES', [
      header,
      ...names.map((name, i) => `${name},${codes[i]},,1,,,`),
    ])
    const [visited, planned, issue, ordered, resumed, changed] = await Promise.all(names.map(named))
    await aDoneVisit(union.squads[0], visited!.id)
    await planVisit(union.squads[1], planned!.id)
    await openIssue(union.command, issue!.id)
    await orderSupply(union.command, ordered!.id, union.mask)
    await setResumption(union.command, [resumed!.id], 'FILED')
    await updateEnterprise(union.command, changed!.id, { headcount: 2 })
    const query = 'query ($id: ID!) { roster(id: $id) { undoing { undone kept keptRows { name keptBecause } } } }'
    type Undoing = { undone: number; kept: number; keptRows: { name: string; keptBecause: string }[] }
    const asked = await ask<{ roster: { undoing: Undoing | null } }>(union.command, query, { id: roster.id })
    expect(asked.roster.undoing).toMatchObject({ undone: 1, kept: 6 })
    expect(asked.roster.undoing!.keptRows[0]).toEqual({ name: '走访过的', keptBecause: 'it was visited since' })
    const { roster: undone } = await undoKind(union.command, roster)
    expect((await ask<{ roster: object }>(union.command, query, { id: roster.id })).roster).toEqual({ undoing: null })
    expect(outcomesOf(undone)).toEqual([
      ['走访过的', 'KEPT', 'it was visited since'],
      ['排过的', 'KEPT', 'a visit of it was planned since'],
      ['有问题的', 'KEPT', 'it has an issue'],
      ['订过的', 'KEPT', 'it has a supply order'],
      ['复工的', 'KEPT', 'its resumption was recorded since'],
      ['改过的', 'KEPT', 'it was changed since'],
      ['没用过的', 'UNDONE', null],
    ])
    expect([undone.undone, undone.kept]).toEqual([1, 6])
    expect(undone.rows.edges.map(({ node }) => node.subjectId !== null)).toEqual([...Array(6).fill(true), false])
    await expectFiguresTrue(union.unionId)
  })

  it('sets back each value that still stands, and says which does not', async () => {
    const [known] = await enterprises()
    const lines = [header, `${known!.name},${known!.creditCode},新地址,77,,,`]
    const roster = await imported(union, 'ENTERPRISES', lines)
    await updateEnterprise(union.command, known!.id, { headcount: 78 })
    const { roster: undone } = await undoKind(union.command, roster)
    expect(outcomesOf(undone)).toEqual([[known!.name, 'KEPT', 'changed since and kept as it is now: Headcount']])
    expect(await named(known!.name)).toMatchObject({ headcount: 78, address: known!.address })
  })

  it('is CONFLICT where it was not applied, or was undone before', async () => {
    const roster = await previewKind(union.command, 'ENTERPRISES', [header, `新店,${aCreditCode()},,1,,,`])
    await expect(undoKind(union.command, roster)).rejects.toMatchObject({ code: 'CONFLICT' })
    await applyKind(union.command, roster)
    await undoKind(union.command, roster)
    await expect(undoKind(union.command, roster)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('while a visit of one is planned: the visit is before and keeps it, or after and finds it no more', async () => {
    for (const isFirst of [true, false]) {
      const name = isFirst ? '先排的' : '后排的'
      const roster = await imported(union, 'ENTERPRISES', [header, `${name},${aCreditCode()},,1,,,`])
      const { id } = (await named(name))!
      const plan = () => planVisit(union.squads[0], id)
      const undo = () => undoKind(union.command, roster)
      if (isFirst) {
        const [planned, undone] = await meet(union.unionId, plan, undo)
        expectDone(planned)
        expect(outcomesOf(expectDone(undone).roster)).toEqual([[name, 'KEPT', 'a visit of it was planned since']])
      } else {
        const [undone, planned] = await meet(union.unionId, undo, plan)
        expect(expectDone(undone).roster.kept).toBe(0)
        expect(planned).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } })
      }
      await expectFiguresTrue(union.unionId)
    }
  })
})

it('the list of imports has them newest first, and is narrowed by kind, state and name', async () => {
  const [known] = await enterprises()
  const first = await imported(union, 'ENTERPRISES', [header, `新店,${aCreditCode()},,1,,,`])
  await undoKind(union.command, first)
  await imported(union, 'RESUMPTIONS', ['企业名称,复工状态,日期,依据', `${known!.name},已备案,2020-02-20,备案表`])
  await previewKind(union.command, 'HUNDRED', ['企业名称', known!.name])
  expect(await listRosters(union.command)).toEqual([
    ['HUNDRED', 'PREVIEWED', 'COMMAND', null, null],
    ['RESUMPTIONS', 'APPLIED', 'COMMAND', 'COMMAND', null],
    ['ENTERPRISES', 'UNDONE', 'COMMAND', 'COMMAND', 'COMMAND'],
  ])
  expect(await listRosters(union.command, 'states: [APPLIED, UNDONE], kinds: [ENTERPRISES]')).toHaveLength(1)
  expect(await listRosters(union.command, 'states: [PREVIEWED], search: "名册"')).toHaveLength(1)
  expect(await listRosters(union.command, 'search: "没有"')).toEqual([])
  await expect(listRosters(union.squads[0])).rejects.toMatchObject({ message: expect.any(String) })
})
