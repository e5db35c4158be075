import type { Resumption } from '#codegen/prisma/enums.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import { isoDate } from '#server/platform/clock.ts'
import type { EnterpriseState } from './load.ts'

/** The way to work again; from RESUMED one can only stop, and from there start again. */
const way = ['NOT_RESUMED', 'FILED', 'APPROVED', 'RESUMED'] as const satisfies readonly Resumption[]

/** The states between two, in order; null where there is no way from one to the other. */
export function statesBetween(from: Resumption, to: Resumption): Resumption[] | null {
  if (from === 'RESUMED') return to === 'SUSPENDED' ? [] : null
  if (from === 'SUSPENDED') return to === 'RESUMED' ? [] : null
  const [start, end] = [way.indexOf(from), way.indexOf(to as (typeof way)[number])]
  return end > start ? way.slice(start + 1, end) : null
}

/** A step whose date was only learnt now. */
export type EarlierStep = { state: Resumption; on: string }

/** What is wrong with the dates of a change: a step that lies not between, out of order, or after the change itself. */
export function earlierFault(between: Resumption[], earlier: EarlierStep[], last: string | null, on: string): boolean {
  let place = -1
  let date = last ?? ''
  for (const step of earlier) {
    const next = between.indexOf(step.state)
    if (next <= place || step.on < date) return true
    place = next
    date = step.on
  }
  return on < date
}

/** A state of an enterprise, and since which day it holds. */
type Standing = { to: Resumption; on: string }

/**
 * The first of these changes that cannot follow the one before it: there is no way from state to state, or it is older. Null
 * where each follows. `start` is the state before all of them.
 */
export function brokenAt<C extends Standing>(start: Resumption, changes: readonly C[]): C | null {
  let last: { to: Resumption; on: string | null } = { to: start, on: null }
  for (const change of changes) {
    if (!statesBetween(last.to, change.to) || (last.on && change.on < last.on)) return change
    last = change
  }
  return null
}

/** The change of the union's tally: an enterprise counts in one state, and if it has resumed also on the day it did. */
export const standingDelta = (before: StandingOrNone, after: StandingOrNone): TallyDelta =>
  plus(stateDelta(before, -1), stateDelta(after, 1))

/** What an enterprise adds to the union's tally where it enters the register or, with -1, leaves it. */
export const registerDelta = (enterprise: EnterpriseState, by: 1 | -1): TallyDelta =>
  plus({ enterprises: by }, stateDelta(standingOf(enterprise), by))

/** How far an enterprise has resumed, by its row. */
export const standingOf = ({ resumption, resumptionOn }: EnterpriseState): StandingOrNone => ({
  to: resumption,
  on: resumptionOn && isoDate(resumptionOn),
})

/** How far an enterprise has resumed; without a day where no change was recorded. */
type StandingOrNone = { to: Resumption; on: string | null }

const stateDelta = ({ to, on }: StandingOrNone, by: number): TallyDelta => ({
  resumption: { [to]: by },
  ...(to === 'RESUMED' && on && { days: { [on]: { resumed: by } } }),
})
