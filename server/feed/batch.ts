import type { Event } from '#codegen/prisma/client.ts'

/** What a subscriber is told: everything in (after, through] that it may see, or that its cursor is void. */
export type Batch = {
  epoch: string
  reset: boolean
  after: number
  through: number
  head: number
  /** When the log was seen to end at `head`. */
  at: Date
  events: Event[]
}

/** One event a message; `event` is null in a heartbeat. */
export type EventMessage = { epoch: string; reset: boolean; through: number; at: Date; event: Event | null }

/** A batch as single messages. Each has its own event's seq as `through`, so that a cut in between loses nothing. */
export function oneByOne({ epoch, reset, through, at, events }: Batch): EventMessage[] {
  if (events.length === 0) return [{ epoch, reset, through, at, event: null }]
  return events.map((event, i) => ({
    epoch,
    reset,
    through: i === events.length - 1 ? through : event.seq,
    at,
    event,
  }))
}
