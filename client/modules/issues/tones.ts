import type { Tone } from '#client/ui/Tag.tsx'
import type { IssueStatus, Severity } from '#codegen/graph/graphql.ts'

/** How severity is marked. */
export const severityTone: Record<Severity, Tone> = { LOW: 'quiet', MEDIUM: 'under-way', HIGH: 'alert' }

/** How status is marked. */
export const statusTone: Record<IssueStatus, Tone> = { OPEN: 'on-the-way', CLOSED: 'done', VOIDED: 'quiet' }
