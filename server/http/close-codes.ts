/**
 * The codes with which the server closes a WebSocket, besides those of the protocol graphql-transport-ws (4400 to 4429).
 * After each of them except `forbidden` a client may connect again and resume with its last `through`.
 */
export const closeCodes = {
  /** The credentials are wrong, or the session has ended or changed. */
  forbidden: 4403,
  /** The client did not read, and its position is more than RESUME_LIMIT events behind. */
  tooSlow: 4490,
  /** The session or account has too many connections open. */
  tooManyConnections: 4491,
  /** The client has asked for more than OPERATIONS_PER_SOCKET subscriptions. */
  tooManySubscriptions: 4492,
  /** The client has sent more than MESSAGES_PER_MINUTE messages. */
  tooManyMessages: 4493,
  /** The server cannot reach its database and so cannot find out who connects. */
  tryAgain: 1013,
} as const
