import type { Tone } from '#client/ui/Tag.tsx'
import type { IssueCategory, IssueKind, IssueSource, IssueStatus, Severity } from '#codegen/graph/graphql.ts'

/** What an issue can be. */
export const issueKinds = ['SUGGESTION', 'DIFFICULTY', 'HARD_POINT', 'BLOCKAGE'] as const satisfies IssueKind[]

/** What an issue can be about. */
export const categories = [
  'SUPPLIES',
  'WORKERS',
  'FUNDS',
  'TAX',
  'LOGISTICS',
  'RENT',
  'EPIDEMIC',
  'LICENCE',
  'MARKET',
  'OTHER',
] as const satisfies IssueCategory[]

/** How much can hang on it. */
export const severities = ['LOW', 'MEDIUM', 'HIGH'] as const satisfies Severity[]

/** How it can be heard of at the desk; an issue from a visit is the squad's to open. */
export const deskSources = ['CALL', 'FORM', 'ENTERPRISE'] as const satisfies IssueSource[]

/** Where an issue can stand. */
export const statuses = ['OPEN', 'CLOSED'] as const satisfies IssueStatus[]

/** How severity is marked. */
export const severityTone: Record<Severity, Tone> = { LOW: 'quiet', MEDIUM: 'under-way', HIGH: 'alert' }

/** How status is marked. */
export const statusTone: Record<IssueStatus, Tone> = { OPEN: 'on-the-way', CLOSED: 'done' }
