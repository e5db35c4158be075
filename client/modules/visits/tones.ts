import type { Tone } from '#client/ui/Tag.tsx'
import type { VisitState } from '#codegen/graph/graphql.ts'

/** How a visit's state is marked. */
export const visitTone: Record<VisitState, Tone> = {
  PLANNED: 'on-the-way',
  ARRIVED: 'under-way',
  FINISHED: 'done',
  SKIPPED: 'quiet',
  VOIDED: 'alert',
}
