/** What this node's feed has done since its start; /metrics shows it. */
export const feedCounters = {
  /** Statements on the feed's own connection. */
  statements: 0,
  /** Events that were read from the log, each once. */
  read: 0,
  /** Events that were read from the log again, for cursors that memory does not reach back to. */
  reread: 0,
  /** Age of the newest event when it was read, in milliseconds. */
  lagMs: 0,
  /** Events delivered, counted once for each subscriber that received them. */
  delivered: 0,
  /** Messages delivered, counted in the same way. */
  messages: 0,
  /** Executions that made these messages. */
  executions: 0,
  /** Subscribers ended because they lagged too far. */
  tooSlow: 0,
  /** Subscribers told to take the snapshot again because their cursor was void. */
  resets: 0,
}

type Listener = (seconds: number) => void
const listeners = new Set<Listener>()

/**
 * Calls back with the seconds between the writing of an event and its delivery to those who had received everything
 * before it. Returns a function that stops the calls.
 */
export function onDelivered(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Notes that an event written at `at` has just been delivered to subscribers who had received everything before it. */
export function noteDelivered(at: Date): void {
  const seconds = Math.max(0, Date.now() - at.getTime()) / 1000
  for (const listener of listeners) listener(seconds)
}
