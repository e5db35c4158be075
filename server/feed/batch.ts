import type { LoggedEvent } from '#server/log/events.ts'

/**
 * One answer of the feed to a subscriber: the events after `after` up to and including `through` that it may see. With
 * `reset` the log cannot be followed from `after`, and there are no events.
 */
export type Batch = {
  epoch: string
  reset: boolean
  after: number
  through: number
  head: number
  /** The database's time when the log was read and ended at `head`. */
  at: Date
  events: LoggedEvent[]
}

/** A message of a subscription field that gives one event a message; `event` is null in a heartbeat. */
export type EventMessage = { epoch: string; reset: boolean; through: number; at: Date; event: LoggedEvent | null }

/**
 * Turns a batch into one message for each event, or into one heartbeat where it has none. `through` of each message is
 * the seq of its event, so that a subscriber that loses its connection between two of them misses nothing; `through`
 * of the last message is that of the batch.
 */
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
