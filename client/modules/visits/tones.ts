import type { Tone } from '#client/ui/Tag.tsx'
import type { CheckAnswer, VisitState } from '#codegen/graph/graphql.ts'

/** How a visit's state is marked. */
export const visitTone: Record<VisitState, Tone> = {
  PLANNED: 'on-the-way',
  ARRIVED: 'under-way',
  FINISHED: 'done',
  SKIPPED: 'quiet',
  VOIDED: 'alert',
}

/** How an answer of the checklist is marked. */
export const answerTone: Record<CheckAnswer, Tone> = {
  YES: 'done',
  NO: 'alert',
  FIX_BY: 'under-way',
  NOT_SEEN: 'quiet',
}
