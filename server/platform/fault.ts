/** What the log says of a fault: its kind, and the places in the code. */
export type Fault = { name?: string; code?: string; message?: string; at?: string }

/** The messages that only our own code can be in: those of the language, and of GraphQL about a field. */
const harmless =
  /^(Cannot (return null for non-nullable field|read properties of|destructure property)|[\w.]+ is not (a function|defined))/

/**
 * Describes a fault for the log, without its message where this may repeat what somebody has typed, such as the line of a GraphQL
 * document, the value of a row that a database refuses, or the text that is no JSON.
 */
export function describeFault(error: unknown): Fault {
  const { name, code, message, stack } = (error ?? {}) as Record<string, unknown>
  const places = typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)) : []
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof code === 'string' && { code }),
    ...(typeof message === 'string' && harmless.test(message) && { message: message.split('\n')[0]! }),
    ...(places.length > 0 && { at: places.map((line) => line.trim()).join('\n') }),
  }
}
