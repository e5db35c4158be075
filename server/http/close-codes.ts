/**
 * Codes by which a socket is closed, besides those of graphql-transport-ws (4400 to 4429). After each of them but the
 * first a client may come back with its last `through`.
 */
export const closeCodes = {
  /** Bad, ended or changed credentials. */
  forbidden: 4403,
  /** It lagged further than RESUME_LIMIT. */
  tooSlow: 4490,
  /** Its session or account has too many connections open. */
  tooManyConnections: 4491,
  /** It asked for more than OPERATIONS_PER_SOCKET subscriptions. */
  tooManySubscriptions: 4492,
  /** It sent more than MESSAGES_PER_MINUTE. */
  tooManyMessages: 4493,
  /** The database is away: nobody can be known. */
  tryAgain: 1013,
} as const
