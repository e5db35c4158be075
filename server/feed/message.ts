import type { ExecutionResult } from 'graphql'

/**
 * What subscribers are handed: one result, serialised once however many take it. A result with errors has no shared
 * text: each of its readers gets them in its own language, under its own request id.
 */
export type Message = {
  result: ExecutionResult & { stringify?: () => string }
  /** The result's JSON as UTF-8 bytes, each a character of a latin1 string, which sockets write without encoding. */
  bytes: (() => string) | null
}

/** The message of a result. */
export function messageOf(result: ExecutionResult): Message {
  if (result.errors?.length) return { result, bytes: null }
  const json = lazy(() => JSON.stringify(result))
  return { result: { ...result, stringify: json }, bytes: lazy(() => latin1Bytes(json())) }
}

/** A text as the string whose latin1 bytes are its UTF-8 bytes. */
export const latin1Bytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

function lazy(make: () => string): () => string {
  let made: string | undefined
  return () => (made ??= make())
}
