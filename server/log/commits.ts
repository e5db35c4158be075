type Listener = (unionId: string) => void
const listeners = new Set<Listener>()

/** Calls back with the union after each commit of this process that wrote events to its stream. Returns how to stop. */
export function onCommit(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells every listener that events of this union have just been committed. */
export function announceCommit(unionId: string): void {
  for (const listener of listeners) listener(unionId)
}
