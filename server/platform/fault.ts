/** What the log says of a fault: its kind, and the places in the code. */
export type Fault = { name?: string; code?: string; at?: string }

/**
 * Describes a fault for the log, without its message: this may repeat what somebody has typed, such as the line of a GraphQL
 * document, the value of a row that a database refuses, or the text that is no JSON.
 */
export function describeFault(error: unknown): Fault {
  const { name, code, stack } = (error ?? {}) as { name?: unknown; code?: unknown; stack?: unknown }
  const places = typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)) : []
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof code === 'string' && { code }),
    ...(places.length > 0 && { at: places.map((line) => line.trim()).join('\n') }),
  }
}
