import { setTimeout as sleep } from 'node:timers/promises'
import { logger } from '#server/platform/logger.ts'
import { StartError } from '#server/platform/start-error.ts'
import { causeOf, isRetryable } from './errors.ts'

const againAfterMs = 500
const sayEveryMs = 30_000

/**
 * Does what a start needs of the database, again and again while that is away, overloaded, full or takes no changes: a node
 * and its database are often started together. It says at once what it waits for, and again each half minute. Throws a
 * StartError when that has lasted for `longestMs`, and any other error at once.
 */
export async function waitForDatabase<T>(work: () => Promise<T>, longestMs: number): Promise<T> {
  const began = performance.now()
  for (let saidAt = Number.NEGATIVE_INFINITY; ; ) {
    try {
      return await work()
    } catch (error) {
      if (!isRetryable(error)) throw error
      const cause = causeOf(error)
      const time = performance.now()
      if (time - began > longestMs) {
        throw new StartError(`The database can't be used: ${cause.error || cause.code}. Try again when it can.`)
      }
      if (time - saidAt >= sayEveryMs) {
        logger.warn({ ...cause, seconds: Math.round((time - began) / 1000) }, 'waiting for the database')
        saidAt = time
      }
    }
    await sleep(againAfterMs)
  }
}
