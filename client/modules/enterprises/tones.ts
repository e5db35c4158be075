import type { Tone } from '#client/ui/Tag.tsx'
import type { Resumption, VisitProgress } from '#codegen/graph/graphql.ts'

/** How a state of resumption is marked. */
export const resumptionTone: Record<Resumption, Tone> = {
  NOT_RESUMED: 'quiet',
  FILED: 'on-the-way',
  APPROVED: 'on-the-way',
  RESUMED: 'done',
  SUSPENDED: 'alert',
}

/** How the progress of visits is marked. */
export const progressTone: Record<VisitProgress, Tone> = {
  NOT_PLANNED: 'quiet',
  PLANNED: 'on-the-way',
  UNDER_WAY: 'under-way',
  DONE: 'done',
}
