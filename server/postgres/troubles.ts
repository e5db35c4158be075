import { logger } from '#server/platform/logger.ts'
import { causeOf, isRetryable, type Trouble, troubleOf } from './errors.ts'

const sentences: Record<Trouble, string> = {
  away: 'the database does not answer',
  overloaded: 'the database has used up its memory or its connections',
  'read-only': 'the database takes no changes: it is a standby, or was set to only read',
  full: 'the database can’t write: its disk is full',
}

/** The troubles that last, with the time in milliseconds when each began. */
const lasting = new Map<Trouble, number>()

/** What the operator is told of a trouble that lasts, the gravest one; null where there is none. */
export function lastingTrouble(): { trouble: Trouble; sentence: string } | null {
  const trouble = (['away', 'full', 'read-only', 'overloaded'] as const).find((each) => lasting.has(each))
  return trouble ? { trouble, sentence: sentences[trouble] } : null
}

/** Whether this trouble lasts. */
export const lasts = (trouble: Trouble): boolean => lasting.has(trouble)

/** Notes that a trouble lasts. It is logged when it begins, with its cause, and not again before it is over. */
export function beginTrouble(trouble: Trouble, cause: object): void {
  if (lasting.has(trouble)) return
  lasting.set(trouble, performance.now())
  logger.error({ trouble, ...cause }, sentences[trouble])
}

/** Notes that a trouble is over. It is logged where it had begun; the answer is true then. */
export function endTrouble(trouble: Trouble): boolean {
  const began = lasting.get(trouble)
  if (began === undefined) return false
  lasting.delete(trouble)
  const seconds = Math.round((performance.now() - began) / 1000)
  logger.info({ trouble, seconds }, `no longer: ${sentences[trouble]}`)
  return true
}

/**
 * Notes an error after which a caller was told to try again. One that is owed to a trouble that lasts is logged once for
 * all requests; others, such as that a statement took too long, each time, with the request id where there is one.
 */
export function noteUnavailable(error: unknown, requestId?: string): void {
  const trouble = troubleOf(error)
  if (trouble) beginTrouble(trouble, causeOf(error))
  else if (isRetryable(error)) logger.warn({ requestId, ...causeOf(error) }, 'the database was too busy for a request')
}
