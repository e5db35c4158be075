import { actsOf, type Call, callsOf } from '#prisma/seed/calls.ts'
import type { Action, ActionOf, ResumptionEntry, ResumptionState } from '#prisma/seed/plan.ts'
import { dateOf } from '#prisma/seed/timeline.ts'
import { type Api, Refusal } from './api.ts'
import type { Pace } from './pace.ts'
import type { Stats } from './stats.ts'
import type { World } from './world.ts'

/** All that playing an action needs. */
export type Stage = { world: World; as: (username: string) => Api; pace: Pace; stats: Stats }

const way: ResumptionState[] = ['NOT_RESUMED', 'FILED', 'APPROVED', 'RESUMED']

/** Whether the server is past this action already, or cannot come to it from where it stands. */
export function isPast({ visits, orders, issues, resumption }: World, action: Action): boolean {
  switch (action.do) {
    case 'planVisit':
      return visits.has(action.visit)
    case 'arriveVisit':
    case 'skipVisit':
      return visits.get(action.visit)?.state !== 'PLANNED'
    case 'completeStep': {
      const visit = visits.get(action.visit)
      const { step } = action.content
      const isOpen = visit?.state === 'ARRIVED' || (visit?.state === 'PLANNED' && step === 'LOOK')
      return !isOpen || visit.steps.includes(step)
    }
    case 'finishVisit':
      return visits.get(action.visit)?.state !== 'ARRIVED'
    case 'openIssue':
      return action.visit !== null && visits.get(action.visit)?.state !== 'ARRIVED'
    case 'closeIssue':
    case 'assignIssue':
    case 'returnIssue':
    case 'parkIssue':
      return !issues.has(action.issue)
    case 'takeIssue':
    case 'actByLink':
      return issues.get(action.issue)?.state !== 'ASSIGNED'
    case 'answerIssue':
      return issues.get(action.issue)?.state !== 'TAKEN'
    case 'recordMeasure':
    case 'finishMeasure':
    case 'dropMeasure':
      // the drill takes no measures but those of TREAT
      return true
    case 'orderSupply':
      return orders.has(action.order)
    case 'reserveSupply':
      return !((orders.get(action.order)?.reserved ?? Number.POSITIVE_INFINITY) < action.reserved)
    case 'dispatchSupply':
      return !((orders.get(action.order)?.dispatched ?? Number.POSITIVE_INFINITY) < action.dispatched)
    case 'receiveSupply':
      return !((orders.get(action.order)?.received ?? Number.POSITIVE_INFINITY) < action.received)
    case 'acceptSupply':
      return !((orders.get(action.order)?.accepted ?? Number.POSITIVE_INFINITY) < action.accepted)
    case 'setResumption':
      return action.entries.every((entry) => hasCome(resumption.get(entry.enterprise)!, entry.state))
  }
}

function hasCome(now: ResumptionState, to: ResumptionState): boolean {
  if (now === to) return true
  if (to === 'SUSPENDED') return now !== 'RESUMED'
  return now !== 'SUSPENDED' && way.indexOf(now) > way.indexOf(to)
}

/** Plays one action at its time, unless it is past; a refusal is counted and the drill goes on. False: the drill is over. */
export async function act({ world, as, pace, stats }: Stage, action: Action): Promise<boolean> {
  if (isPast(world, action)) return !pace.stopped()
  if (!(await pace.turn(action.at.day * 1440 + action.at.minute))) return false
  try {
    for (const call of callsOf(action, world.ids, dayFromToday)) {
      const answer = await as(action.by).mutate(call.rule, call.input, selections[call.rule])
      note(world, action, answer)
      if (action.do === 'actByLink') await actByLink(as(action.by), answer.address, action)
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    stats.refused(`${error.code} in ${action.do}`)
  }
  return !pace.stopped()
}

/** Does what an action says by the link at this address; it is null where the link was made in a drill before. */
async function actByLink(api: Api, address: string | null, action: ActionOf<'actByLink'>): Promise<void> {
  const secret = address && new URL(address).hash.slice(1)
  if (!secret) return
  for (const each of actsOf(action)) await api.mutate('actByIssueLink', { ...each, secret }, 'issue { no }')
}

/** The date of day `day` of the plan, where today is day 0: by the union's clock, in Shanghai. */
const dayFromToday = (day: number) => dateOf(day, new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10))

const visit = 'visit { id state steps }'
const order = 'supplyOrder { id quantities { requested reserved dispatched received accepted } }'
const issue = 'issue { id state }'
const measure = 'measure { id }'
const selections: { [rule in Call['rule']]: string } = {
  planVisit: visit,
  arriveVisit: visit,
  completeStep: visit,
  recordChecklist: visit,
  finishVisit: visit,
  skipVisit: visit,
  openIssue: issue,
  closeIssue: issue,
  assignIssue: issue,
  takeIssue: issue,
  returnIssue: issue,
  answerIssue: issue,
  createIssueLink: 'address',
  parkIssue: issue,
  recordMeasure: measure,
  finishMeasure: measure,
  dropMeasure: measure,
  orderSupply: order,
  reserveSupply: order,
  dispatchSupply: order,
  receiveSupply: order,
  acceptSupply: order,
  setResumption: 'enterprises { id resumption }',
}

// biome-ignore lint/suspicious/noExplicitAny: the answer has what `selections` asked for
function note({ visits, orders, issues, resumption }: World, action: Action, answer: any): void {
  if (answer.visit && 'visit' in action) visits.set(action.visit!, answer.visit)
  if (answer.supplyOrder && 'order' in action) {
    orders.set(action.order, { id: answer.supplyOrder.id, ...answer.supplyOrder.quantities })
  }
  if (answer.issue && 'issue' in action) issues.set(action.issue, answer.issue)
  if (action.do === 'closeIssue') issues.delete(action.issue)
  if (action.do !== 'setResumption') return
  const [entry] = action.entries as [ResumptionEntry]
  resumption.set(entry.enterprise, answer.enterprises[0].resumption)
}
