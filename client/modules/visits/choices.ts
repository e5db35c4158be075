import type { Tone } from '#client/ui/Tag.tsx'
import type { CheckAnswer, CheckItem, Step, VisitOutcome, VisitState } from '#codegen/graph/graphql.ts'

/** The four steps, in their order. */
export const steps = ['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const satisfies Step[]

/** The states of a visit, in their order. */
export const visitStates = ['PLANNED', 'ARRIVED', 'FINISHED', 'SKIPPED', 'VOIDED'] as const satisfies VisitState[]

/** What a visit can end with. */
export const outcomes = ['DONE', 'CLOSED_SHOP', 'REFUSED', 'WRONG_ADDRESS', 'MOVED'] as const satisfies VisitOutcome[]

/** The checklist, in its order. */
export const checkItems = [
  'HEALTH_REGISTER',
  'WORKER_FILES',
  'HOME_QUARANTINE',
  'DISINFECTION',
  'PROTECTIVE_GEAR',
  'EPIDEMIC_MECHANISM',
] as const satisfies CheckItem[]

/** What can be said to a line of the checklist. */
export const checkAnswers = ['YES', 'NO', 'FIX_BY'] as const satisfies CheckAnswer[]

/** How a visit's state is marked. */
export const visitTone: Record<VisitState, Tone> = {
  PLANNED: 'on-the-way',
  ARRIVED: 'under-way',
  FINISHED: 'done',
  SKIPPED: 'quiet',
  VOIDED: 'alert',
}
