import type { Tone } from '#client/ui/Tag.tsx'
import type { ContactKind, Resumption, ResumptionSource, VisitProgress } from '#codegen/graph/graphql.ts'

/** The states of resumption, in their order. */
export const resumptions = ['NOT_RESUMED', 'FILED', 'APPROVED', 'RESUMED', 'SUSPENDED'] as const satisfies Resumption[]

/** How far visits can be, in order. */
export const progresses = ['NOT_PLANNED', 'PLANNED', 'UNDER_WAY', 'DONE'] as const satisfies VisitProgress[]

/** The three contacts. */
export const contactKinds = ['OWNER', 'UNION_CHAIR', 'HEALTH'] as const satisfies ContactKind[]

/** How the union learns of a resumption. */
export const sources = ['VISIT', 'CALL', 'FORM', 'ENTERPRISE'] as const satisfies ResumptionSource[]

/** The states that can follow one, as the rule has it. */
export function nextResumptions(from: Resumption): Resumption[] {
  if (from === 'RESUMED') return ['SUSPENDED']
  if (from === 'SUSPENDED') return ['RESUMED']
  const way = resumptions.slice(0, 4)
  return way.slice(way.indexOf(from as (typeof way)[number]) + 1)
}

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
