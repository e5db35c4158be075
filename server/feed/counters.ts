/** What this node's feed has done since its start; /metrics shows it. */
export const figures = {
  /** Statements on the feed's own connection. */
  statements: 0,
  /** Events that the tail read, each once. */
  read: 0,
  /** Events read again from the log, for cursors that memory does not reach back to. */
  reread: 0,
  /** Age of the newest event when it was read. */
  lagMs: 0,
  /** Events handed to subscribers. */
  delivered: 0,
  /** Messages handed to subscribers, and the executions that made them. */
  messages: 0,
  executions: 0,
  /** Subscribers ended because they lagged too far, and those whose cursor was void. */
  tooSlow: 0,
  resets: 0,
}

type Listener = (seconds: number) => void
const listeners = new Set<Listener>()

/** Calls back with the seconds from an event's writing to its handing to those who were level. Returns how to stop. */
export function onDelivered(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Notes that an event written at `at` has now been handed to a channel's level subscribers. */
export function noteDelivered(at: Date): void {
  const seconds = Math.max(0, Date.now() - at.getTime()) / 1000
  for (const listener of listeners) listener(seconds)
}
