import { randomUUID } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import {
  mayCancel,
  resumptionsFor,
  type StageOfDeed,
  stagesToCorrect,
  stagesToDo,
  totalsFor,
  visitDeeds,
} from '#client/desk/offers.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { Resumption, Role, VisitState } from '#codegen/graph/graphql.ts'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { acceptSupply } from '#server/modules/supplies/accept.ts'
import { cancelSupply } from '#server/modules/supplies/cancel.ts'
import { dispatchSupply } from '#server/modules/supplies/dispatch.ts'
import { receiveSupply } from '#server/modules/supplies/receive.ts'
import { reserveSupply } from '#server/modules/supplies/reserve.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { recordVisit } from '#server/modules/visits/record.ts'
import { setVisitMembers } from '#server/modules/visits/set-members.ts'
import { skipVisit } from '#server/modules/visits/skip.ts'
import { supplementVisit } from '#server/modules/visits/supplement.ts'
import { undoArrival } from '#server/modules/visits/undo-arrival.ts'
import { undoFinish } from '#server/modules/visits/undo-finish.ts'
import { voidVisit } from '#server/modules/visits/void.ts'
import type { Actor } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'
import { usualTime } from '#tests/setup/usual-time.ts'

/** What a deed reads from the database. */
let state: object

// a deed does all but write: its role, its input and what it has read are checked by its own rules
vi.mock('#server/log/write.ts', async (original) => ({
  ...(await original<object>()),
  write: async (_: Actor, __: string, ___: object, plan: { decide: (state: object, at: Date) => object }) => ({
    decision: plan.decide(state, new Date()),
  }),
}))

const roles: Role[] = ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE', 'SQUAD']
const id = randomUUID()

const actorOf = (role: Role): Actor => ({
  role,
  unionId: id,
  unionIds: [id],
  squadId: id,
  agencyId: id,
  enterpriseId: id,
  zoneId: id,
  scopes: [],
  linkId: null,
  mustChangePassword: false,
  accountId: id,
  sessionId: id,
  username: 'u',
  displayName: 'U',
  rank: role === 'COMMAND' ? 'CHAIR' : null,
})

/** True where the deed is done, false where it is refused. */
async function accepts(deed: unknown, role: Role, read: object, input: object): Promise<boolean> {
  state = read
  try {
    await (deed as (actor: Actor, input: object) => Promise<unknown>)(actorOf(role), {
      clientId: randomUUID(),
      ...input,
    })
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

describe('what is offered of an order', () => {
  const deeds = { reserved: reserveSupply, dispatched: dispatchSupply, received: receiveSupply, accepted: acceptSupply }
  const stages = Object.keys(deeds) as StageOfDeed[]
  const most = 2
  const upTo = (end: number) => Array.from({ length: end + 1 }, (_, n) => n)

  /** Every state of an order of at most two: with more delivered than was reserved or asked for, and cancelled. */
  const orders = upTo(most).flatMap((requested) =>
    upTo(requested).flatMap((reserved) =>
      upTo(most).flatMap((dispatched) =>
        upTo(dispatched).flatMap((received) =>
          upTo(received).flatMap((accepted) =>
            [null, new Date().toISOString()].map((cancelledAt) => ({
              quantities: { requested, reserved, dispatched, received, accepted },
              cancelledAt,
            })),
          ),
        ),
      ),
    ),
  )
  type Order = (typeof orders)[number]

  const takes = (role: Role, order: Order, stage: StageOfDeed, total: number, ticks: object = {}) => {
    const row = { id, enterpriseId: id, itemCode: 'MASK', supplierId: null, ...order.quantities, ...order }
    const read = { order: row, sums: { requested: 0, reserved: 0, received: 0 }, supplier: null }
    return accepts(deeds[stage], role, read, { orderId: id, [stage]: total, ...ticks })
  }
  const totals = upTo(most + 1)
  const inTurn = async <T, R>(all: readonly T[], work: (each: T) => Promise<R>) => {
    const done: R[] = []
    for (const each of all) done.push(await work(each))
    return done
  }

  it.each(roles)('to %s are the next steps that the server takes without a confirmation', async (role) => {
    for (const order of orders) {
      const taken = await inTurn(stages, (stage) => {
        const higher = totals.filter((total) => total > order.quantities[stage])
        return inTurn(higher, (total) => takes(role, order, stage, total)).then((answers) => answers.some(Boolean))
      })
      expect([order, stagesToDo(role, order).toReversed()]).toEqual([order, stages.filter((_, i) => taken[i])])
      for (const stage of stagesToDo(role, order)) {
        const { usual, least } = totalsFor(role, order, stage, false)!
        expect([order, stage, await takes(role, order, stage, usual)]).toEqual([order, stage, true])
        expect([order, stage, await takes(role, order, stage, least)]).toEqual([order, stage, true])
      }
    }
  })

  it.each(roles)(
    'to %s are the corrections that the server takes, and in each no total that it refuses',
    async (role) => {
      for (const order of orders) {
        const offered = stagesToCorrect(role, order)
        for (const stage of stages) {
          const range = totalsFor(role, order, stage, true)
          const ticks = { correct: true, ...(range?.mayExceed && { confirmOverDelivery: true }) }
          const taken = await inTurn(totals, (total) => takes(role, order, stage, total, ticks))
          const now = order.quantities[stage]
          const within = totals.map((total) =>
            Boolean(range && total >= range.least && total <= range.most && total !== now),
          )
          // others than the command centre go on and correct nothing
          expect([order, stage, within]).toEqual([order, stage, role === 'COMMAND' ? taken : within.map(() => false)])
          expect([order, stage, offered.includes(stage)]).toEqual([order, stage, within.some(Boolean)])
        }
      }
    },
  )

  it.each(roles)('to %s is to cancel where the server cancels', async (role) => {
    for (const order of orders) {
      const row = { id, enterpriseId: id, itemCode: 'MASK', ...order.quantities, ...order }
      const read = { order: row, sums: { requested: 0, reserved: 0, received: 0 } }
      const taken = await accepts(cancelSupply, role, read, { orderId: id, reason: 'r' })
      expect([order, mayCancel(role, order)]).toEqual([order, taken])
    }
  })

  it('is nothing of a finished order but corrections, and of a cancelled one only what is on its way', () => {
    const all = { requested: 5, reserved: 5, dispatched: 5, received: 5, accepted: 5 }
    expect(stagesToDo('COMMAND', { quantities: all, cancelledAt: null })).toEqual([])
    const onItsWay = { quantities: { ...all, received: 3, accepted: 3 }, cancelledAt: '2020-03-01T00:00:00Z' }
    expect(stagesToDo('COMMAND', onItsWay)).toEqual(['received'])
    expect(totalsFor('COMMAND', onItsWay, 'received', false)).toMatchObject({ least: 4, most: 5, usual: 5 })
  })
})

describe('what is offered of a visit', () => {
  const enterprise = {
    name: '一家企业',
    creditCode: '91610104MA6U00001X',
    id,
    unionId: id,
    visits: [],
    isListed: true,
    progress: 'PLANNED',
    progressStep: null,
    openIssues: 0,
  }
  const [past, now] = [new Date('2020-03-09'), new Date()]
  const times = { plannedOn: past, createdAt: past, arrivedAt: now, finishedAt: now }
  const visitIn = (of: VisitState) => ({
    id,
    squadId: id,
    enterpriseId: id,
    unionId: id,
    steps: [],
    counts: false,
    missing: [],
    state: of,
    ...times,
  })
  const issue = { source: 'VISIT', kind: 'DIFFICULTY', category: 'TAX', severity: 'LOW', title: 't' }
  const findings = { heardOrAsked: false, spoken: [], items: [] }
  const words = { own: [], last: [] }
  const own = { notes: {}, items: [] }
  const checks = [{ item: 'DISINFECTION', answer: 'YES' }]
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

  it.each(enums.VisitState)('that is %s is what the server lets each role do', async (of) => {
    const visit = visitIn(of)
    const door = { candidates: [], doors: [] }
    const read = { visit, enterprise, next: [], continuations: [], agencies: [], time: usualTime, ...door }
    const left = { ...read, memberIds: [], later: null }
    const paper = { squadId: id, enterpriseId: id, visitId: id, outcome: 'REFUSED', steps: [], arrivedAt: new Date() }
    for (const role of roles) {
      const taken = {
        record: await accepts(
          recordVisit,
          role,
          { ...read, squad: visit, stop: visit, foundBefore: null, words },
          paper,
        ),
        skip: await accepts(skipVisit, role, read, { visitId: id, reason: 'r' }),
        continue: await accepts(
          planVisit,
          role,
          { squad: visit, enterprise, already: null, lastStop: 0, earlier: visit },
          { squadId: id, enterpriseId: id, plannedOn: day, continuesId: id },
        ),
        issue: await accepts(openIssue, role, read, { enterpriseId: id, visitId: id, ...issue }),
        supplement: await accepts(supplementVisit, role, { ...read, own, findings, words }, { visitId: id, checks }),
        members: await accepts(setVisitMembers, role, { ...read, before: [] }, { visitId: id, memberIds: [] }),
        undoArrival: await accepts(undoArrival, role, { ...read, hasRecords: false }, { visitId: id, reason: 'r' }),
        undoFinish: await accepts(undoFinish, role, left, { visitId: id, reason: 'r' }),
        void: await accepts(voidVisit, role, read, { visitId: id, reason: 'r' }),
      }
      const offered = visitDeeds(role, of)
      expect([
        role,
        Object.fromEntries(Object.keys(taken).map((deed) => [deed, offered.includes(deed as 'void')])),
      ]).toEqual([role, taken])
    }
  })
})

describe('what is offered of the resumption of work', () => {
  it.each(enums.Resumption)('from %s are the states that the server accepts of each role', async (from) => {
    const read = { enterprises: [{ id, unionId: id, resumption: from, resumptionOn: null }], visited: [id] }
    for (const role of roles) {
      const input = { enterpriseIds: [id], on: '2020-03-09', basis: 'b', source: 'VISIT' }
      const taken: Resumption[] = []
      for (const to of enums.Resumption) if (await accepts(setResumption, role, read, { ...input, to })) taken.push(to)
      expect([role, resumptionsFor(role, from)]).toEqual([role, taken])
    }
  })
})
