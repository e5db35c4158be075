/** The server cannot start; the message is a sentence for whoever started it, no stack is wanted. */
export class StartError extends Error {
  override name = 'StartError'
}
