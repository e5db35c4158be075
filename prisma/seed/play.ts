import type { Receipt } from '#server/log/receipts.ts'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { answerIssue } from '#server/modules/issues/answer.ts'
import { assignIssue } from '#server/modules/issues/assign.ts'
import { closeIssue } from '#server/modules/issues/close.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { parkIssue } from '#server/modules/issues/park.ts'
import { returnIssue } from '#server/modules/issues/return.ts'
import { ringIssue } from '#server/modules/issues/ring.ts'
import { takeIssue } from '#server/modules/issues/take.ts'
import { actByLink } from '#server/modules/links/act-by-issue-link.ts'
import { createIssueLink } from '#server/modules/links/create-issue-link.ts'
import { dropMeasure } from '#server/modules/measures/drop.ts'
import { finishMeasure } from '#server/modules/measures/finish.ts'
import { recordMeasure } from '#server/modules/measures/record.ts'
import { ringMeasure } from '#server/modules/measures/ring.ts'
import { acceptSupply } from '#server/modules/supplies/accept.ts'
import { dispatchSupply } from '#server/modules/supplies/dispatch.ts'
import { orderSupply } from '#server/modules/supplies/order.ts'
import { receiveSupply } from '#server/modules/supplies/receive.ts'
import { reserveSupply } from '#server/modules/supplies/reserve.ts'
import { arriveVisit } from '#server/modules/visits/arrive.ts'
import { completeStep } from '#server/modules/visits/complete-step.ts'
import { finishVisit } from '#server/modules/visits/finish.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { recordChecklist } from '#server/modules/visits/record-checklist.ts'
import { skipVisit } from '#server/modules/visits/skip.ts'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { actsOf, callsOf, type Ids, type RuleName } from './calls.ts'
import type { Action, ActionOf } from './plan.ts'
import { dateOf, timeOf } from './timeline.ts'

// what a call's input holds is made for its rule in calls.ts; the table only brings the two together
type Rule = (actor: Actor, input: never) => Promise<Receipt>

const rules: { [rule in RuleName]: Rule } = {
  planVisit,
  arriveVisit,
  completeStep,
  recordChecklist,
  finishVisit,
  skipVisit,
  openIssue,
  closeIssue,
  assignIssue,
  takeIssue,
  returnIssue,
  answerIssue,
  parkIssue,
  createIssueLink,
  recordMeasure,
  finishMeasure,
  dropMeasure,
  orderSupply,
  reserveSupply,
  dispatchSupply,
  receiveSupply,
  acceptSupply,
  setResumption,
}

/** What the set-up made: the plan's keys in rows, and who acts. */
export type Cast = Omit<Ids, 'visit' | 'issue' | 'measure' | 'order'> & { actor: (username: string) => Actor }

/** Plays actions one after another through the rules, each at its own time. */
export function player(cast: Cast, today: string): (actions: readonly Action[]) => Promise<void> {
  const made = new Map<string, string>()
  const find = (key: string) => made.get(key)!
  const ids: Ids = { ...cast, visit: find, issue: find, measure: find, order: find }
  const play = async (action: Action) => {
    for (const { rule, input } of callsOf(action, ids, (day) => dateOf(day, today))) {
      const { subjectId } = await rules[rule](cast.actor(action.by), input as never)
      const key = keyMade(action)
      if (key) made.set(key, subjectId!)
      if (action.do === 'actByLink') await playByLink(subjectId!, action)
    }
  }
  return async (actions) => {
    for (const action of actions) {
      const at = timeOf(action.at, today)
      await ringUntil(at)
      await runAt(at, () => play(action))
    }
  }
}

/** Does by a link what an action says, as whoever has opened it. */
async function playByLink(id: string, action: ActionOf<'actByLink'>): Promise<void> {
  const link = await db.personalLink.findUniqueOrThrow({ where: { id }, include: { account: true } })
  for (const each of actsOf(action)) await actByLink(link, each)
}

/** Lets the clocks of issues and measures come that are due by a time, each step at its own moment, as their jobs would have. */
export async function ringUntil(time: Date): Promise<void> {
  const where = { alarmAt: { lte: time } }
  for (;;) {
    const issue = await db.issue.findFirst({ where, orderBy: [{ alarmAt: 'asc' }, { id: 'asc' }] })
    const measure = await db.measure.findFirst({ where, orderBy: [{ alarmAt: 'asc' }, { id: 'asc' }] })
    if (issue && !(measure && measure.alarmAt! < issue.alarmAt!)) {
      await runAt(issue.alarmAt!, () => ringIssue(issue.unionId, issue.id))
    } else if (measure) {
      await runAt(measure.alarmAt!, () => ringMeasure(measure.unionId, measure.id))
    } else return
  }
}

/** The plan's key for the row that an action brings into being. */
function keyMade(action: Action): string | null {
  if (action.do === 'planVisit') return action.visit
  if (action.do === 'openIssue') return action.issue
  if (action.do === 'recordMeasure') return action.measure
  return action.do === 'orderSupply' ? action.order : null
}
