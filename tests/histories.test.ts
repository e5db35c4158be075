import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mayKnow } from '#server/log/catalogue.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { day } from '#tests/setup/days.ts'
import {
  anArrivedVisit,
  arriveVisit,
  closeIssue,
  completeStep,
  finishVisit,
  openIssue,
  orderSupply,
  planVisit,
  recordChecklist,
  setResumption,
  voidVisit,
} from '#tests/setup/mutations.ts'
import { aSmallUnion, ask, type Listed, type SmallUnion, someone } from '#tests/setup/small-union.ts'

type Line = { seq: number; kind: string; actor: { displayName: string } | null; issue: { title: string } | null }
type History = Listed<Line> & { pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string } }

let union: SmallUnion
let command: Actor
let first: string
let second: string
let third: string
let visitId: string
let issueId: string
let orderId: string

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
  command = union.command
  ;[first, second, third] = union.enterprises as [string, string, string]
  visitId = (await planVisit(union.squads[0], first)).id
  await arriveVisit(union.squads[0], visitId)
  await completeStep(union.squads[0], visitId, 'LOOK')
  issueId = (await openIssue(command, first, { agencyId: globalId('Agency', union.tax.agencyId!) })).id
  await openIssue(command, first, { agencyId: globalId('Agency', union.police.agencyId!) })
  await closeIssue(command, issueId)
  orderId = (await orderSupply(command, first, union.mask)).id
  await setResumption(command, [first, second], 'FILED')
  await planVisit(union.squads[1], second)
})
afterAll(() => closeDb())

/** What is asked of a history: a wall reads no names. */
const shownTo = ({ role }: Actor) => `totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
  edges { cursor node { seq kind ${role === 'WALL' ? '' : 'actor { displayName }'} enterprise { id } issue { title } campaign { visited } } }`
const historyOf = async (actor: Actor, type: string, id: string, page = '') => {
  const document = `query ($id: ID!) { node(id: $id) { ... on ${type} { history${page} { ${shownTo(actor)} } } } }`
  return (await ask<{ node: { history: History } | null }>(actor, document, { id: globalId(type, id) })).node?.history
}
const kindsOf = async (actor: Actor, type: string, id: string) =>
  (await historyOf(actor, type, id))?.edges.map(({ node }) => node.kind)

describe('a history', () => {
  it('is what happened to a visit, an issue or an order, newest first', async () => {
    const visit = ['VISIT_STEP_COMPLETED', 'VISIT_ARRIVED', 'VISIT_PLANNED']
    expect(await kindsOf(command, 'Visit', visitId)).toEqual(visit)
    expect(await kindsOf(union.squads[0], 'Visit', visitId)).toEqual(visit)
    expect(await kindsOf(union.squads[1], 'Visit', visitId)).toBeUndefined()
    expect(await kindsOf(command, 'Issue', issueId)).toEqual(['ISSUE_CLOSED', 'ISSUE_OPENED'])
    expect(await kindsOf(command, 'SupplyOrder', orderId)).toEqual(['SUPPLY_ORDERED'])
    const { edges } = (await historyOf(union.tax, 'Issue', issueId))!
    expect(edges[0]!.node).toMatchObject({ actor: { displayName: 'COMMAND' }, campaign: null })
    expect(edges[0]!.node.issue!.title).toBeTruthy()
  })

  it('of an enterprise is all that happened there, and of it what each viewer may know', async () => {
    const events = await db.event.findMany({ where: { enterpriseId: first }, orderBy: { seq: 'desc' } })
    expect(events.length).toBeGreaterThan(8)
    const viewers = [...union.squads, union.tax, union.police, union.owner, union.wall, union.integrator('ENTERPRISES')]
    for (const viewer of [command, ...viewers, union.integrator('BOARD')]) {
      const { edges, totalCount } = (await historyOf(viewer, 'Enterprise', first))!
      const known = events.filter((event) => mayKnow(viewer, event)).map(({ seq }) => seq)
      expect([viewer.role, edges.map(({ node }) => node.seq)]).toEqual([viewer.role, known])
      expect(totalCount).toBe(known.length)
    }
    expect(await kindsOf(union.tax, 'Enterprise', first)).toEqual(['ISSUE_CLOSED', 'ISSUE_OPENED'])
    expect(await kindsOf(union.neighbour, 'Enterprise', first)).toBeUndefined()
  })

  it('has pages, forwards and backwards, that stay in place while the log grows', async () => {
    const all = (await historyOf(command, 'Enterprise', first))!.edges.map(({ node }) => node.seq)
    const one = (await historyOf(command, 'Enterprise', first, '(first: 3)'))!
    expect(one.edges.map(({ node }) => node.seq)).toEqual(all.slice(0, 3))
    expect(one.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
    await openIssue(command, first)
    const after = one.pageInfo.endCursor
    const two = (await historyOf(command, 'Enterprise', first, `(first: 3, after: "${after}")`))!
    expect(two.edges.map(({ node }) => node.seq)).toEqual(all.slice(3, 6))
    expect(two.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
    const last = (await historyOf(command, 'Enterprise', first, '(last: 2)'))!
    expect(last.edges.map(({ node }) => node.seq)).toEqual(all.slice(-2))
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    await expect(historyOf(command, 'Enterprise', first, '(after: "x")')).rejects.toMatchObject({ code: 'INVALID' })
  })

  it('of many rows is read together', async () => {
    const document = '{ enterprises { edges { node { id history(first: 2) { totalCount edges { node { seq } } } } } } }'
    const { enterprises } = await ask<{ enterprises: Listed<{ history: History }> }>(command, document)
    const [one, two, three] = enterprises.edges.map(({ node }) => node.history)
    expect([one!.edges.length, two!.edges.length]).toEqual([2, 2])
    expect(three).toMatchObject({ totalCount: 1, edges: [{ node: {} }] })
  })
})

describe('rectifications', () => {
  type Check = { item: string; fixBy: string; note: string; visit: { id: string } }
  const read = async (actor: Actor) => {
    const document = `query ($id: ID!) { enterprise(id: $id) { rectifications { item fixBy note visit { id } } } }`
    const variables = { id: globalId('Enterprise', third) }
    return (await ask<{ enterprise: { rectifications: Check[] } }>(actor, document, variables)).enterprise
      .rectifications
  }
  const check = (actor: Actor, visit: string, checks: object[]) => recordChecklist(actor, visit, { checks })
  const fix = (item: string, fixBy: string, note = '') => ({ item, answer: 'FIX_BY', fixBy, note })
  const items = async (actor: Actor) => (await read(actor)).map(({ item }) => item)

  it('are the items whose newest answer is FIX_BY, by the day by which they are to be done', async () => {
    const [squad, other] = union.squads
    await finishVisit(squad, visitId, { outcome: 'REFUSED' })
    const id = await anArrivedVisit(squad, third)
    await check(squad, id, [fix('DISINFECTION', '2030-03-02', '走廊'), fix('WORKER_FILES', '2030-03-01')])
    await check(squad, id, [{ item: 'HEALTH_REGISTER', answer: 'NO' }])
    expect(await read(command)).toEqual([
      { item: 'WORKER_FILES', fixBy: '2030-03-01', note: '', visit: { id: globalId('Visit', id) } },
      { item: 'DISINFECTION', fixBy: '2030-03-02', note: '走廊', visit: { id: globalId('Visit', id) } },
    ])
    expect(await items(squad)).toEqual(['WORKER_FILES', 'DISINFECTION'])
    for (const viewer of [union.wall, other, union.integrator('ENTERPRISES')]) {
      expect(await items(viewer)).toEqual([])
    }

    const later = (await planVisit(other, third, { plannedOn: day(1) })).id
    await arriveVisit(other, later)
    await check(other, later, [{ item: 'WORKER_FILES', answer: 'YES' }, fix('HOME_QUARANTINE', '2030-02-01')])
    expect(await items(command)).toEqual(['HOME_QUARANTINE', 'DISINFECTION'])
    // put right at the other squad's visit, which this squad does not see
    expect(await items(squad)).toEqual(['DISINFECTION'])
    expect(await items(other)).toEqual(['HOME_QUARANTINE'])
    await voidVisit(command, later)
    expect(await items(command)).toEqual(['WORKER_FILES', 'DISINFECTION'])
  })
})

describe('heardAt of a squad', () => {
  it('is the time of what an account of the squad last did, and not of what others did about it', async () => {
    const heard = async (actor: Actor) => {
      const { squads } = await ask<{ squads: { id: string; heardAt: string | null }[] }>(
        actor,
        '{ squads { id heardAt } }',
      )
      return new Map(squads.map(({ id, heardAt }) => [id, heardAt]))
    }
    const [squad] = union.squads
    const id = globalId('Squad', squad.squadId!)
    await planVisit(squad, second, { plannedOn: day(1) })
    const before = (await heard(command)).get(id)
    const own = await db.event.findFirst({ where: { actorId: squad.accountId }, orderBy: { seq: 'desc' } })
    expect(before).toBe(own!.at.toISOString())
    await planVisit(command, second, { squadId: squad.squadId!, plannedOn: day(2) })
    expect((await heard(command)).get(id)).toBe(before)
    const colleague = await someone(union.unionId, 'SQUAD', { squadId: squad.squadId! })
    await planVisit(colleague, second, { plannedOn: day(3) })
    const after = (await heard(command)).get(id)!
    expect(after > before!).toBe(true)
    const order = await orderSupply(squad, second, union.mask)
    const last = await db.event.findFirstOrThrow({ where: { subjectId: order.id } })
    expect((await heard(squad)).get(id)).toBe(last.at.toISOString())
    for (const viewer of [union.squads[1], union.tax, union.owner]) expect((await heard(viewer)).get(id)).toBeNull()
  })
})
