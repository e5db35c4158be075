type Listener = (unionId: string) => void
const listeners = new Set<Listener>()

/**
 * Calls the listener with the union's id after each commit of this process that appended events to its stream. Returns
 * the function that stops the calls.
 */
export function onCommit(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells every listener that events of this union have just been committed. */
export function announceCommit(unionId: string): void {
  for (const listener of listeners) listener(unionId)
}
