import { nextResumptions } from '#client/modules/enterprises/next-resumptions.ts'
import { type Stage, stages } from '#client/modules/supplies/items.ts'
import { enums } from '#codegen/graph/enums.ts'
import type {
  CommandRank,
  IssueSource,
  IssueState,
  PartState,
  Resumption,
  Role,
  VisitState,
} from '#codegen/graph/graphql.ts'
import { may } from './rights.ts'

/** The largest quantity of an order. */
const mostUnits = 1_000_000

/** A quantity that a deed sets. */
export type StageOfDeed = Exclude<Stage, 'requested'>

const deedOf = {
  reserved: 'reserveSupply',
  dispatched: 'dispatchSupply',
  received: 'receiveSupply',
  accepted: 'acceptSupply',
} as const

/** What is read of an order to know what can be done with it. */
export type OrderState = { quantities: Record<Stage, number>; cancelledAt?: string | null }

/**
 * The totals to which a deed can set a quantity: from `least` to `most`, and what is the usual one. `mayExceed` is true where
 * more can be received than was dispatched, once that is confirmed.
 */
export type Totals = { least: number; most: number; usual: number; mayExceed: boolean }

const afterOf = { reserved: 'dispatched', dispatched: 'received', received: 'accepted', accepted: null } as const
const beforeOf = {
  reserved: 'requested',
  dispatched: 'reserved',
  received: 'dispatched',
  accepted: 'received',
} as const

/** The totals that the server accepts for this quantity: as the next step of the order, or as a correction. Null where none. */
export function totalsFor(role: Role, order: OrderState, stage: StageOfDeed, isCorrection: boolean): Totals | null {
  if (!may(role, deedOf[stage]) || (isCorrection && role !== 'COMMAND')) return null
  const { quantities, cancelledAt } = order
  if (cancelledAt && (stage === 'reserved' || stage === 'dispatched')) return null
  const now = quantities[stage]
  const after = afterOf[stage]
  const usual = quantities[beforeOf[stage]]
  const mayExceed = stage === 'received' && role === 'COMMAND' && !cancelledAt
  const lowest = after ? quantities[after] : 0
  const least = isCorrection ? lowest : Math.max(now + 1, lowest)
  const most = mayExceed ? mostUnits : usual
  // what is more than usual is confirmed in the form of the usual step, and is else a correction
  if (least > (isCorrection ? most : usual) || (least === now && most === now)) return null
  return { least, most, usual: isCorrection ? now : usual, mayExceed }
}

/** The next steps of an order, the one that is farthest along first: what is on its way comes before what is not reserved. */
export const stagesToDo = (role: Role, order: OrderState): StageOfDeed[] =>
  stagesOfDeeds.filter((stage) => totalsFor(role, order, stage, false) !== null)

/** The quantities of an order that can be corrected. */
export const stagesToCorrect = (role: Role, order: OrderState): StageOfDeed[] =>
  stagesOfDeeds.filter((stage) => totalsFor(role, order, stage, true) !== null).toReversed()

const stagesOfDeeds = stages.filter((stage): stage is StageOfDeed => stage !== 'requested').toReversed()

/** True where a part of the order can be cancelled: what is not dispatched yet. */
export const mayCancel = (role: Role, { quantities, cancelledAt }: OrderState): boolean =>
  may(role, 'cancelSupply') && !cancelledAt && quantities.requested > quantities.dispatched

/** What can be done with a visit in this state, the usual deed first. `issue` opens one from the visit. */
export function visitDeeds(
  role: Role,
  state: VisitState,
): ('record' | 'supplement' | 'members' | 'skip' | 'continue' | 'issue' | 'undoArrival' | 'undoFinish' | 'void')[] {
  return [
    ...(state === 'PLANNED' && may(role, 'recordVisit') ? (['record'] as const) : []),
    ...(state === 'FINISHED' && may(role, 'supplementVisit') ? (['supplement'] as const) : []),
    ...((state === 'ARRIVED' || state === 'FINISHED') && may(role, 'setVisitMembers') ? (['members'] as const) : []),
    ...(state === 'FINISHED' && may(role, 'planVisit') ? (['continue'] as const) : []),
    ...(state === 'PLANNED' && may(role, 'skipVisit') ? (['skip'] as const) : []),
    ...(state !== 'SKIPPED' && state !== 'VOIDED' && mayOpenFromVisit(role) ? (['issue'] as const) : []),
    ...(state === 'ARRIVED' && may(role, 'undoArrival') ? (['undoArrival'] as const) : []),
    ...(state === 'FINISHED' && may(role, 'undoFinish') ? (['undoFinish'] as const) : []),
    ...(state !== 'VOIDED' && may(role, 'voidVisit') ? (['void'] as const) : []),
  ]
}

/** A deed on an issue, by the key under which it is offered. */
export type IssueDeed =
  | 'assign'
  | 'take'
  | 'answer'
  | 'callBack'
  | 'return'
  | 'resume'
  | 'reopen'
  | 'note'
  | 'park'
  | 'extend'
  | 'edit'
  | 'split'
  | 'merge'
  | 'void'

/** What is read of an issue to know what can be done with it. */
export type IssueStanding = {
  state: IssueState
  source: IssueSource
  doneBy?: string | null
  parts: readonly { agency: { id: string }; leads: boolean; state: PartState; endedAt?: string | null }[]
}

/** Whether a deadline is still to come; a date that is not known is not. */
const isAhead = (at: string | null | undefined): boolean => Boolean(at) && Date.parse(at!) > Date.now()

const ofAgencies: readonly IssueDeed[] = ['take', 'answer', 'return']

/** What can be done with an issue, the usual next deed first. `agencyId` is the agency for which an officer acts. */
export function issueDeeds(
  role: Role,
  { state, source, doneBy, parts }: IssueStanding,
  agencyId?: string,
): IssueDeed[] {
  const isOver = state === 'CLOSED' || state === 'VOIDED' || state === 'MERGED'
  const isHandled = !isOver && state !== 'PARKED'
  const now = parts.filter(({ endedAt }) => !endedAt)
  const part = role === 'AGENCY' ? now.find(({ agency }) => agency.id === agencyId) : now.find(({ leads }) => leads)
  const canEdit = role !== 'ENTERPRISE' || (state === 'UNASSIGNED' && source === 'ENTERPRISE')
  const next: (IssueDeed | false)[] = [
    isHandled && part?.state === 'ASSIGNED' && may(role, 'takeIssue') && 'take',
    // at the same place before and after the answer: a button that moves when an issue comes back is missed
    isHandled && part !== undefined && may(role, 'answerIssue') && 'answer',
    !isOver && state === 'ANSWERED' && may(role, 'closeIssue') && 'callBack',
    state === 'PARKED' && may(role, 'resumeIssue') && 'resume',
    !isOver && may(role, 'assignIssue') && 'assign',
    !isOver && state !== 'ANSWERED' && role !== 'ENTERPRISE' && may(role, 'closeIssue') && 'callBack',
    isOver && (state === 'CLOSED' || role === 'COMMAND') && may(role, 'reopenIssue') && 'reopen',
    may(role, 'addIssueNote') && 'note',
    !isOver && state !== 'ANSWERED' && role === 'ENTERPRISE' && may(role, 'closeIssue') && 'callBack',
    isHandled && part !== undefined && part.state !== 'ANSWERED' && may(role, 'returnIssue') && 'return',
    !isOver && may(role, 'parkIssue') && 'park',
    isHandled && state !== 'ANSWERED' && isAhead(doneBy) && may(role, 'extendIssue') && 'extend',
    !isOver && canEdit && may(role, 'updateIssue') && 'edit',
    !isOver && may(role, 'splitIssue') && 'split',
    !isOver && may(role, 'mergeIssue') && 'merge',
    state !== 'VOIDED' && state !== 'MERGED' && may(role, 'voidIssue') && 'void',
  ]
  const deeds = next.filter((deed) => deed !== false)
  // what agencies do comes after what the centre itself does
  const first = deeds.filter((deed) => role !== 'COMMAND' || !ofAgencies.includes(deed))
  return [...first, ...deeds.filter((deed) => !first.includes(deed))]
}

/** An enterprise may open an issue of its own alone, and never one from a visit. */
const mayOpenFromVisit = (role: Role): boolean => role !== 'ENTERPRISE' && may(role, 'openIssue')

/** The states of resumption that a role may set after one. An enterprise may file for itself, and nothing else. */
export function resumptionsFor(role: Role, from: Resumption): readonly Resumption[] {
  if (!may(role, 'setResumption')) return []
  const next = nextResumptions(from)
  return role === 'ENTERPRISE' ? next.filter((to) => to === 'FILED') : next
}

/** The ranks that somebody may manage: the own one and lower ones. */
export const ranksUpTo = (rank: CommandRank | null | undefined): CommandRank[] =>
  rank ? enums.CommandRank.slice(enums.CommandRank.indexOf(rank)) : []

type Ranked = { id: string; role: Role; rank?: CommandRank | null }

/** Whether an account has a higher rank than somebody. */
export const isAbove = ({ rank }: Pick<Ranked, 'rank'>, account: Pick<Ranked, 'rank'>): boolean =>
  Boolean(account.rank) && !ranksUpTo(rank).includes(account.rank!)

/**
 * What can be done with an account, unless it is one of a higher rank. Nobody disables their own, whose password is changed by the old one, and so one of the command
 * centre’s always stays in use.
 */
export function accountDeeds(
  viewer: Ranked,
  account: Ranked & { disabledAt?: string | null; signInAttempts?: { failures: number } },
): ('edit' | 'password' | 'disable' | 'enable' | 'lift')[] {
  if (isAbove(viewer, account)) return []
  const { id, role } = viewer
  return [
    ...(account.signInAttempts?.failures && may(role, 'liftLockout') ? (['lift'] as const) : []),
    ...(may(role, 'updateAccount') ? (['edit'] as const) : []),
    ...(account.disabledAt && may(role, 'enableAccount') ? (['enable'] as const) : []),
    ...(account.id !== id && may(role, 'setPassword') ? (['password'] as const) : []),
    ...(!account.disabledAt && account.id !== id && may(role, 'disableAccount') ? (['disable'] as const) : []),
  ]
}
