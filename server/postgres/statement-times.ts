const listeners = new Set<(seconds: number) => void>()

/** Reports how many seconds a statement took that was not sent by the Prisma client. */
export function noteStatement(seconds: number): void {
  for (const listener of listeners) listener(seconds)
}

/**
 * Calls the listener with the seconds that each statement took, network included. Answers with a function that ends it.
 */
export function onStatement(listener: (seconds: number) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
