import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localDate } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { type Caller, callerOf } from '#tests/setup/caller.ts'
import { aSecret } from '#tests/setup/factories.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { wholeEnd } from '#tests/setup/whole-end.ts'

let app: TestApp
let union: SmallUnion
let command: Caller

/** The rows by the names that the tests give them, as global ids. */
const rows: Record<string, string> = {}

/**
 * Three enterprises of which the first two are of the hundred. The first has an open issue, a visit that counts and an
 * order that has all arrived; the second a closed issue, a visit that does not count and an order that has not arrived;
 * the third, which is not of the hundred, a cancelled order.
 */
beforeAll(async () => {
  app = await startTestApp()
  union = await aSmallUnion()
  command = callerOf(app, await aSecret(union.command.accountId))
  const [first, second, third] = union.enterprises.map((id) => globalId('Enterprise', id)) as [string, string, string]
  Object.assign(rows, { first, second, third })
  for (const [name, enterpriseId] of Object.entries(rows)) await stock(name, enterpriseId)
  await command.change('closeIssue', { issueId: rows['second issue'], closingNote: '已减免' })
  const { 'first order': arrived, 'third order': cancelled } = rows
  await command.change('receiveSupply', { orderId: arrived, received: 5, dispatched: 5 })
  await command.change('cancelSupply', { orderId: cancelled, reason: '企业已自购' })
  await visit('first', async (visitId) => {
    for (const step of ['LOOK', 'LISTEN', 'ASK']) await command.change('completeStep', { visitId, step })
    await command.change('finishVisit', { visitId, outcome: 'DONE', ...wholeEnd })
  })
  await visit('second', (visitId) => command.change('finishVisit', { visitId, outcome: 'REFUSED' }))
  await visit('third', (visitId) => command.change('voidVisit', { visitId, reason: '录错' }))
})
afterAll(() => app.close())

/** An order for the enterprise, and an issue for the first two. */
async function stock(name: string, enterpriseId: string): Promise<void> {
  const wanted = { enterpriseId, itemId: globalId('SupplyItem', union.mask), requested: 5, reserved: 5 }
  type Ordered = { supplyOrder: { id: string } }
  rows[`${name} order`] = (await command.change<Ordered>('orderSupply', wanted, 'supplyOrder { id }')).supplyOrder.id
  if (name === 'third') return
  const report = { enterpriseId, kind: 'DIFFICULTY', category: 'RENT', severity: 'LOW', title: '房租', source: 'CALL' }
  rows[`${name} issue`] = (
    await command.change<{ issue: { id: string } }>('openIssue', report, 'issue { id }')
  ).issue.id
}

/** A visit to the enterprise at whose door the squad stands, and how it ends. */
async function visit(name: string, end: (visitId: string) => Promise<unknown>): Promise<void> {
  const squadId = globalId('Squad', union.squads[0].squadId!)
  const stop = { squadId, enterpriseId: rows[name], plannedOn: localDate(new Date()) }
  const planned = await command.change<{ visit: { id: string } }>('planVisit', stop, 'visit { id }')
  rows[`${name} visit`] = planned.visit.id
  await command.change('arriveVisit', { visitId: planned.visit.id })
  await end(planned.visit.id)
}

/** A list, a filter, and the rows that it leaves. */
const filters: [string, string, string[]][] = [
  ['supplyOrders', 'open: true', ['second order']],
  // what was cancelled before it was sent off has nothing left to arrive
  ['supplyOrders', 'open: false', ['first order', 'third order']],
  ['supplyOrders', 'cancelled: true', ['third order']],
  ['supplyOrders', 'cancelled: false', ['first order', 'second order']],
  ['supplyOrders', 'having: RECEIVED', ['first order']],
  ['supplyOrders', 'having: RESERVED', ['first order', 'second order']],
  ['supplyOrders', 'having: ACCEPTED', []],
  ['issues', 'status: OPEN', ['first issue']],
  ['issues', 'status: CLOSED', ['second issue']],
  ['enterprises', 'hasOpenIssues: true', ['first']],
  ['enterprises', 'hasOpenIssues: false', ['second', 'third']],
  ['enterprises', 'listed: true', ['first', 'second']],
  ['enterprises', 'listed: false', ['third']],
  ['enterprises', 'progress: [DONE]', ['first']],
  ['visits', 'counts: true', ['first visit']],
  ['visits', 'counts: false', ['second visit', 'third visit']],
  ['visits', 'listed: true', ['first visit', 'second visit']],
  ['visits', 'listed: false', ['third visit']],
  ['visits', 'outcome: REFUSED', ['second visit']],
  ['visits', 'states: [VOIDED]', ['third visit']],
  ['visits', 'states: [FINISHED, VOIDED]', ['first visit', 'second visit', 'third visit']],
]

describe('a list and its count', () => {
  it.each(filters)('%s with %s', async (list, filter, expected) => {
    type Answer = Record<string, { totalCount: number; edges: { node: { id: string } }[] }>
    const answer = await command.query<Answer>(
      `{ ${list}(filter: { ${filter} }) { totalCount edges { node { id } } } }`,
    )
    const { totalCount, edges } = answer[list]!
    expect(edges.map(({ node }) => node.id).sort()).toEqual(expected.map((name) => rows[name]).sort())
    expect(totalCount).toBe(expected.length)
  })
})
