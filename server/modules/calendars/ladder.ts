import type { EscalationRung } from '#codegen/prisma/client.ts'

/** One rung: who is told, and how long after the deadline. */
export type Rung = Pick<EscalationRung, 'recipient' | 'minutes' | 'emergencyMinutes'>

/** Whom an overdue issue reaches one after the other, each once. */
export type Ladder = readonly Rung[]

/** The ladder of a union that has set none: after an hour, half a day, one day and two days of the usual working time. */
export const usualLadder: Ladder = [
  { recipient: 'OFFICER', minutes: 60, emergencyMinutes: 15 },
  { recipient: 'AGENCY_HEAD', minutes: 210, emergencyMinutes: 30 },
  { recipient: 'CADRE', minutes: 420, emergencyMinutes: 60 },
  { recipient: 'CHAIR', minutes: 840, emergencyMinutes: 120 },
]
