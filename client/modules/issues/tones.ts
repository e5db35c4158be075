import type { Tone } from '#client/ui/Tag.tsx'
import type { IssueClock, IssueState, PartState, Severity } from '#codegen/graph/graphql.ts'

/** How severity is marked. */
export const severityTone: Record<Severity, Tone> = { LOW: 'quiet', MEDIUM: 'under-way', HIGH: 'alert' }

/** How the state of an issue is marked. */
export const stateTone: Record<IssueState, Tone> = {
  UNASSIGNED: 'alert',
  ASSIGNED: 'on-the-way',
  TAKEN: 'under-way',
  ANSWERED: 'on-the-way',
  PARKED: 'quiet',
  CLOSED: 'done',
  VOIDED: 'quiet',
  MERGED: 'quiet',
}

/** How the clock of an issue is marked once its time is short. */
export const clockTone: Record<Exclude<IssueClock, 'RUNNING' | 'STOPPED'>, Tone> = {
  WARNED: 'under-way',
  OVERDUE: 'alert',
  ESCALATED: 'alert',
}

/** How the state of an agency's part is marked. */
export const partTone: Record<PartState, Tone> = {
  ASSIGNED: 'on-the-way',
  TAKEN: 'under-way',
  ANSWERED: 'done',
  RETURNED: 'alert',
  ENDED: 'quiet',
}
