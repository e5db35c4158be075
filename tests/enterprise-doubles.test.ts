import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anEnterprise } from '#tests/setup/factories.ts'
import { idOf, merge, separate, trueFigures } from '#tests/setup/mergers.ts'
import {
  aDoneVisit,
  anArrivedVisit,
  completeStep,
  mutate,
  openIssue,
  orderSupply,
  planVisit,
  recordVisit,
  reserveSupply,
  setResumption,
  updateEnterprise,
} from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aCreditCode } from '#tests/setup/rosters.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let double: string
let other: string

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  double = union.enterprises[0]
  other = union.enterprises[1]
})
afterAll(() => closeDb())

/** Both of the hundred are visited, resumed, supplied, and have an issue and an account. */
async function twoAlike(): Promise<void> {
  for (const [i, id] of [double, other].entries()) {
    await aDoneVisit(union.squads[i]!, id)
    await setResumption(union.command, [id], 'FILED')
    await setResumption(union.command, [id], 'APPROVED')
    await setResumption(union.command, [id], 'RESUMED')
    const order = await orderSupply(union.command, id, union.mask, { requested: 100 })
    await reserveSupply(union.command, order.id, 50)
    await openIssue(union.command, id)
  }
}

describe('a double that is merged', () => {
  it('makes the hundred, the visited, the resumed and the supplied fewer by one, and separateEnterprise restores them', async () => {
    await twoAlike()
    const before = await trueFigures(union)
    await merge(union, double, other)
    const after = await trueFigures(union)
    expect(after.enterprises).toBe(before.enterprises - 1)
    expect(after.listed).toBe(before.listed - 1)
    expect(after.visited).toBe(before.visited! - 1)
    expect(after.resumption.RESUMED).toBe(before.resumption.RESUMED! - 1)
    expect(after.supplies!.MASK).toEqual({
      ...before.supplies!.MASK,
      enterprisesRequested: 1,
      enterprisesReserved: 1,
    })
    const { enterprise } = await ask<{ enterprise: object }>(
      union.command,
      `{ enterprise(id: "${idOf(other)}") { openIssues doubles { id } visits { totalCount } issues { totalCount }
        supplyOrders { totalCount } history { edges { node { name enterprise { id } } } } } }`,
    )
    expect(enterprise).toMatchObject({
      openIssues: 2,
      doubles: [{ id: idOf(double) }],
      visits: { totalCount: 2 },
      issues: { totalCount: 2 },
      supplyOrders: { totalCount: 2 },
    })
    expect((await db.account.findUniqueOrThrow({ where: { id: union.owner.accountId } })).enterpriseId).toBe(other)
    await separate(union, double)
    expect(await trueFigures(union)).toEqual(before)
    expect(await db.visit.count({ where: { enterpriseId: double } })).toBe(1)
    expect((await db.account.findUniqueOrThrow({ where: { id: union.owner.accountId } })).enterpriseId).toBe(double)
  })

  it('keeps one history of both, each event at its own time, in pages as well', async () => {
    await twoAlike()
    await merge(union, double, other)
    type History = { history: { totalCount: number; edges: { cursor: string; node: { seq: number } }[] } }
    const read = async (args: string) =>
      (
        await ask<{ enterprise: History }>(
          union.command,
          `{ enterprise(id: "${idOf(other)}") { history(${args}) { totalCount edges { cursor node { seq } } } } }`,
        )
      ).enterprise.history
    const all = await read('first: 100')
    const own = await db.event.count({ where: { unionId: union.unionId, enterpriseId: { in: [double, other] } } })
    expect(all.edges).toHaveLength(own)
    expect(all.totalCount).toBe(own)
    const seqs = all.edges.map(({ node }) => node.seq)
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a))
    const next = await read(`first: 3, after: "${all.edges[2]!.cursor}"`)
    expect(next.edges.map(({ node }) => node.seq)).toEqual(seqs.slice(3, 6))
  })

  it('leads to the other one: its id shows it, what a phone sends about it goes there, and lists that name it mean it', async () => {
    const id = await anEnterprise(union.command, { name: '老孙家(回民街店)' })
    const { id: visitId } = await planVisit(union.squads[0], id)
    const creditCode = aCreditCode()
    await updateEnterprise(union.command, id, { creditCode })
    await updateEnterprise(union.command, other, { creditCode: aCreditCode() })
    await merge(union, id, other)
    const { enterprise } = await ask<{ enterprise: object }>(
      union.command,
      `{ enterprise(id: "${idOf(id)}") { retiredAt mergedInto { id } } }`,
    )
    expect(enterprise).toMatchObject({ mergedInto: { id: idOf(other) }, retiredAt: expect.any(String) })
    await mutate(union.squads[0], 'arriveVisit', { visitId: globalId('Visit', visitId) })
    await completeStep(union.squads[0], visitId, 'LOOK')
    const issue = await openIssue(union.squads[0], id)
    expect(await db.issue.findUniqueOrThrow({ where: { id: issue.id } })).toMatchObject({ enterpriseId: other })
    await setResumption(union.command, [id], 'FILED')
    expect(await db.enterprise.findUniqueOrThrow({ where: { id: other } })).toMatchObject({ resumption: 'FILED' })
    await trueFigures(union)
  })

  it('gives the other one its code, address, zone and contacts where that lacks them, and takes them back', async () => {
    const id = await anEnterprise(union.command)
    const creditCode = aCreditCode()
    const contacts = [{ kind: 'OWNER', name: '孙女士', phone: '13900000001' }]
    await updateEnterprise(union.command, id, { creditCode, address: '回民街 1 号', headcount: 5, contacts })
    await updateEnterprise(union.command, other, { creditCode: null, contacts: [], address: '' })
    await merge(union, id, other)
    const read = (row: string) =>
      db.enterprise.findUniqueOrThrow({
        where: { id: row },
        select: { creditCode: true, address: true, contacts: { select: { name: true } } },
      })
    expect(await read(other)).toMatchObject({ creditCode, address: '回民街 1 号', contacts: [{ name: '孙女士' }] })
    expect(await read(id)).toMatchObject({ creditCode: null })
    await separate(union, id)
    expect(await read(other)).toMatchObject({ creditCode: null, address: '', contacts: [] })
    expect(await read(id)).toMatchObject({ creditCode, address: '回民街 1 号', contacts: [{ name: '孙女士' }] })
  })

  it('gives its place on the list to the other one that has none, and its later state of resumption', async () => {
    const outside = union.enterprises[2]!
    await setResumption(union.command, [double], 'FILED')
    await recordVisit(union.squads[0], double, new Date())
    await aDoneVisit(union.squads[1], outside)
    const before = await trueFigures(union)
    await merge(union, double, outside)
    const after = await trueFigures(union)
    expect(after).toMatchObject({ listed: before.listed, visited: 1 })
    expect(after.visitedOutside ?? 0).toBe(0)
    expect(await db.visit.count({ where: { enterpriseId: outside, counts: true } })).toBe(1)
    expect(await db.enterprise.findUniqueOrThrow({ where: { id: outside } })).toMatchObject({ resumption: 'FILED' })
    await separate(union, double)
    expect(await trueFigures(union)).toEqual(before)
  })
})

describe('mergeEnterprise is refused', () => {
  it('into itself, into a retired or merged one, and while a squad is at the double', async () => {
    const spare = union.enterprises[2]!
    await expectRefused(() => merge(union, double, double), 'INVALID')
    await mutate(union.command, 'retireEnterprise', { enterpriseId: idOf(spare) })
    await expectRefused(() => merge(union, double, spare), 'CONFLICT')
    await merge(union, spare, other)
    await expectRefused(() => merge(union, double, spare), 'CONFLICT')
    await expectRefused(() => merge(union, spare, double), 'CONFLICT')
    await anArrivedVisit(union.squads[0], double)
    await expectRefused(() => merge(union, double, other), 'CONFLICT')
    await trueFigures(union)
  })

  it('while both have a visit to come on one day; and a merged entry is neither changed nor restored', async () => {
    await planVisit(union.squads[0], double)
    const { id } = await planVisit(union.squads[1], other)
    await expectRefused(() => merge(union, double, other), 'CONFLICT')
    await mutate(union.command, 'skipVisit', { visitId: globalId('Visit', id), reason: '重复' })
    await merge(union, double, other)
    await expectRefused(() => updateEnterprise(union.command, double, { headcount: 3 }), 'CONFLICT')
    const itself = { enterpriseId: idOf(double) }
    await expectRefused(() => mutate(union.command, 'restoreEnterprise', itself), 'CONFLICT')
    await expectRefused(() => mutate(union.command, 'retireEnterprise', itself), 'CONFLICT')
    await expectRefused(() => separate(union, other), 'CONFLICT')
  })
})
