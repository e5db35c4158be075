import { randomUUID } from 'node:crypto'
import type { GraphQLError } from 'graphql'
import { AppError } from '#server/platform/errors.ts'
import { describeFault } from '#server/platform/fault.ts'
import { logger } from '#server/platform/logger.ts'
import { internalError } from '#server/platform/mask-error.ts'
import { isRetryable, troubleOf } from '#server/postgres/errors.ts'
import { noteUnavailable } from '#server/postgres/troubles.ts'

let isAway = false
let hasFailedSincePoll = false

/**
 * What an error means for the subscribers that were being served. Null: the database could not answer now, they keep
 * their position, and the next poll tries again. Otherwise the error that ends their subscription. A fault of ours is
 * logged here, once, with its stack, under the request id that every one of them is told.
 */
export function faultFor(error: unknown): AppError | null {
  const cause = (error as GraphQLError).originalError ?? error
  if (isRetryable(cause)) {
    noteAway(cause)
    return null
  }
  if (cause instanceof AppError) return cause
  const requestId = randomUUID()
  logFault(cause, requestId)
  return internalError(requestId)
}

/** Writes down a fault of ours. */
export function logFault(error: unknown, requestId: string): void {
  logger.error({ requestId, ...describeFault(error) }, 'feed: unexpected error')
}

/** Notes that the poll has read the log. The database counts as back once nothing failed between two polls. */
export function notePoll(): void {
  if (isAway && !hasFailedSincePoll) {
    logger.info('feed: the database answers again')
    isAway = false
  }
  hasFailedSincePoll = false
}

/**
 * Notes that the log could not be read. What a state of the database that lasts has caused is logged once for the whole node;
 * anything else is logged here once, however many subscribers wait and however long. Where it is the poll that failed for
 * a reason of ours, the stack says which.
 */
export function noteAway(error: unknown): void {
  if (troubleOf(error)) {
    noteUnavailable(error)
    return
  }
  const line = isRetryable(error) ? { error: (error as Error).message } : describeFault(error)
  if (!isAway) logger.warn(line, 'feed: the database does not answer; subscribers keep their position')
  isAway = true
  hasFailedSincePoll = true
}
