/**
 * The server or a command cannot do what it was started for. Its message is a sentence for the person who started it,
 * and is printed without a stack.
 */
export class StartError extends Error {
  override name = 'StartError'
}
