import type { Step, VisitState } from '#codegen/prisma/enums.ts'
import { closeIssue } from '#server/modules/issues/close.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { acceptSupply } from '#server/modules/supplies/accept.ts'
import { cancelSupply } from '#server/modules/supplies/cancel.ts'
import { dispatchSupply } from '#server/modules/supplies/dispatch.ts'
import { orderSupply } from '#server/modules/supplies/order.ts'
import { receiveSupply } from '#server/modules/supplies/receive.ts'
import { reserveSupply } from '#server/modules/supplies/reserve.ts'
import { arriveVisit } from '#server/modules/visits/arrive.ts'
import { carryOverVisits } from '#server/modules/visits/carry-over.ts'
import { moveVisit } from '#server/modules/visits/move.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { planDay } from '#server/modules/visits/plan-day.ts'
import { recordVisit } from '#server/modules/visits/record.ts'
import { skipVisit } from '#server/modules/visits/skip.ts'
import { supplementVisit } from '#server/modules/visits/supplement.ts'
import { undoArrival } from '#server/modules/visits/undo-arrival.ts'
import { undoFinish } from '#server/modules/visits/undo-finish.ts'
import { voidVisit } from '#server/modules/visits/void.ts'
import { now } from '#server/platform/clock.ts'
import { db } from '#server/postgres/db.ts'
import { clientId, type Deed, type Draw, day, newest, oneOf, place } from './draw.ts'
import { campaignDeeds } from './random-campaign-deeds.ts'
import type { SmallUnion } from './small-union.ts'
import { contents, finish, step } from './visiting.ts'
import { wholeChecklist } from './whole-end.ts'

const hour = 3_600_000
const fourSteps: Step[] = ['LOOK', 'LISTEN', 'ASK', 'TREAT']
/** Mostly a visit in a state in which it makes sense, now and then any. */
const aVisit = async ({ unionId }: SmallUnion, draw: Draw, ...states: VisitState[]) => {
  const state = states.length && draw.row % 5 ? { in: states } : undefined
  return oneOf(await db.visit.findMany({ ...newest, where: { unionId, state } }), draw)
}

const onVisit = (states: VisitState[], work: (union: SmallUnion, visitId: string, draw: Draw) => unknown): Deed => {
  return async (union, draw) => work(union, await aVisit(union, draw, ...states), draw)
}

const onOrder = (work: (union: SmallUnion, orderId: string, draw: Draw) => unknown): Deed => {
  return async (union, draw) => {
    const orders = await db.supplyOrder.findMany({ ...newest, where: { unionId: union.unionId } })
    return work(union, oneOf(orders, draw), draw)
  }
}

const paperSteps = fourSteps.map((each) => ({ step: each, notes: contents[each] }))

/** Everything that changes a tally of visits, issues or supplies, or which visits count. */
export const deeds = new Map<string, Deed>([
  [
    'planVisit',
    async (union, draw) => {
      const continuesId = draw.yes && draw.row % 3 === 0 ? await aVisit(union, draw) : null
      const plannedOn = day(draw.quantity % 2)
      return planVisit(union.command, { clientId: clientId(), ...place(union, draw), plannedOn, continuesId })
    },
  ],
  [
    'arriveVisit',
    onVisit(['PLANNED'], ({ command }, visitId) => arriveVisit(command, { clientId: clientId(), visitId })),
  ],
  [
    'wholeVisit',
    onVisit(['PLANNED', 'ARRIVED'], async ({ command }, visitId, { quantity }) => {
      await arriveVisit(command, { clientId: clientId(), visitId }).catch(() => null)
      for (const each of fourSteps.slice(0, 1 + (quantity % 4))) await step(command, visitId, each).catch(() => null)
      return quantity % 4 === 3 && finish(command, visitId)
    }),
  ],
  [
    'completeStep',
    onVisit(['ARRIVED', 'PLANNED'], ({ command }, visitId, { quantity }) =>
      step(command, visitId, fourSteps[quantity % 4]!),
    ),
  ],
  [
    'finishVisit',
    onVisit(['ARRIVED'], ({ command }, visitId, { yes, row }) =>
      finish(command, visitId, {
        outcome: yes ? 'DONE' : 'REFUSED',
        followUp: '再访',
        ...(row % 2 && { checks: null }),
      }),
    ),
  ],
  [
    'undoArrival',
    onVisit(['ARRIVED'], ({ command }, visitId) =>
      undoArrival(command, { clientId: clientId(), visitId, reason: '误点到达' }),
    ),
  ],
  [
    'undoFinish',
    onVisit(['FINISHED'], ({ command }, visitId) =>
      undoFinish(command, { clientId: clientId(), visitId, reason: '误点结束' }),
    ),
  ],
  [
    'supplementVisit',
    onVisit(['FINISHED'], ({ command }, visitId) =>
      supplementVisit(command, { clientId: clientId(), visitId, checks: wholeChecklist }),
    ),
  ],
  [
    'skipVisit',
    onVisit(['PLANNED'], ({ command }, visitId) =>
      skipVisit(command, { clientId: clientId(), visitId, reason: '封闭' }),
    ),
  ],
  [
    'voidVisit',
    onVisit([], ({ command }, visitId) => voidVisit(command, { clientId: clientId(), visitId, reason: '录错' })),
  ],
  [
    'recordVisit',
    (union, draw) => {
      const finishedAt = new Date(now().getTime() - draw.quantity * (hour / 4))
      const times = { arrivedAt: new Date(finishedAt.getTime() - hour / 6), finishedAt }
      const outcome = draw.yes ? ('DONE' as const) : ('MOVED' as const)
      const checks = draw.row % 2 ? wholeChecklist : null
      const whole = { ...place(union, draw), ...times, outcome, steps: paperSteps, checks }
      return recordVisit(union.command, { clientId: clientId(), ...whole })
    },
  ],
  [
    'carryOverVisits',
    (union, draw) => {
      const { squadId } = place(union, draw)
      const from = day(draw.quantity % 3 === 0 ? -1 : 0)
      return carryOverVisits(union.command, { clientId: clientId(), squadId, from, to: day(1) })
    },
  ],
  [
    'moveVisit',
    onVisit(['PLANNED'], async ({ command, squads }, visitId, { squad, quantity, yes }) => {
      const squadId = yes ? squads[squad]!.squadId! : null
      const given = { plannedOn: quantity % 3 ? day(quantity % 2) : null, stop: quantity % 4 || null }
      return moveVisit(command, { clientId: clientId(), visitId, squadId, ...given, agreedTime: '09:30' })
    }),
  ],
  [
    'planDay',
    async (union, draw) => {
      const { enterpriseId, squadId } = place(union, draw)
      const left = await db.visit.findMany({ ...newest, where: { enterpriseId, state: 'PLANNED' } })
      const visitId = draw.yes ? (left[0]?.id ?? null) : null
      const stops = [{ enterpriseId, visitId, agreedTime: '09:30' }]
      return planDay(union.command, { clientId: clientId(), on: day(draw.quantity % 2), squads: [{ squadId, stops }] })
    },
  ],
  [
    'openIssue',
    (union, draw) => {
      const { enterpriseId } = place(union, draw)
      const kind = { kind: 'DIFFICULTY', category: 'TAX', severity: 'LOW', source: 'CALL', title: '税费' } as const
      return openIssue(union.squads[draw.squad]!, { clientId: clientId(), enterpriseId, ...kind })
    },
  ],
  [
    'closeIssue',
    async (union, draw) => {
      const issues = await db.issue.findMany({ ...newest, where: { unionId: union.unionId } })
      const issueId = oneOf(issues, draw)
      return closeIssue(union.command, { clientId: clientId(), issueId, closingNote: '已办' })
    },
  ],
  [
    'orderSupply',
    (union, draw) => {
      const { enterpriseId } = place(union, draw)
      const reserved = draw.row % 2 ? Math.floor(draw.quantity / 2) : null
      const order = { itemId: draw.yes ? union.mask : union.alcohol, requested: draw.quantity, reserved }
      return orderSupply(union.command, { clientId: clientId(), enterpriseId, ...order })
    },
  ],
  [
    'reserveSupply',
    onOrder(({ command }, orderId, { quantity, yes }) =>
      reserveSupply(command, { clientId: clientId(), orderId, reserved: quantity, correct: yes }),
    ),
  ],
  [
    'dispatchSupply',
    onOrder(({ command }, orderId, { quantity, yes }) =>
      dispatchSupply(command, { clientId: clientId(), orderId, dispatched: quantity, correct: yes }),
    ),
  ],
  [
    'receiveSupply',
    onOrder(({ command }, orderId, { quantity, yes }) => {
      const received = yes ? 0 : quantity
      return receiveSupply(command, {
        clientId: clientId(),
        orderId,
        received,
        correct: yes,
        confirmOverDelivery: true,
      })
    }),
  ],
  [
    'acceptSupply',
    onOrder(({ command }, orderId, { quantity, yes }) =>
      acceptSupply(command, { clientId: clientId(), orderId, accepted: quantity, correct: yes }),
    ),
  ],
  [
    'cancelSupply',
    onOrder(({ command }, orderId) => cancelSupply(command, { clientId: clientId(), orderId, reason: '够了' })),
  ],
  ...campaignDeeds,
])
