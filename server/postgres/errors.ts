/** A state of the database that lasts, in which nothing can be written, or nothing at all can be asked. */
export type Trouble = 'away' | 'overloaded' | 'read-only' | 'full'

/** The codes by which Prisma, PostgreSQL and Node say that the database is away, starts, stops or recovers. */
const away = [
  ...['P1001', 'P1002', 'P1017', '57P01', '57P02', '57P03', '57P05', '08000', '08001', '08003', '08004', '08006'],
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ENOENT',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EAI_AGAIN',
    'ENOTFOUND',
  ],
]

/** The codes of each trouble. */
const codesOf: Record<Trouble, Set<string>> = {
  away: new Set(away),
  // its memory, its connections or a limit of its configuration are used up
  overloaded: new Set(['53000', '53200', '53300', '53400']),
  'read-only': new Set(['25006']),
  full: new Set(['53100']),
}

/** The codes by which they say that a statement has waited too long, was cancelled or must be repeated. */
const cancellations = new Set([
  'P1008',
  'P2024',
  'P2028',
  'P2034',
  '25P03',
  '25P04',
  '40001',
  '40P01',
  '55P03',
  '57014',
])

/** The codes for a value that no row can hold or be found by, such as a text with a NUL character. */
const unusable = new Set(['22021', '22P02', '22P05', 'P2007', 'P2009', 'P2023'])

/** The messages, without a code, by which `pg` says that it has lost a connection or did not get one. */
const lostConnection = /timeout expired|Connection terminated|not queryable/

/** The messages by which it says that it had to wait too long: for a connection of its pool, or for an answer. */
const lateAnswer = /timeout exceeded when trying to connect|Query read timeout/

/**
 * By this code PgBouncer says that it cannot reach PostgreSQL, and many other things. What it says of a setting in the first
 * packet of a connection never passes.
 */
const isPoolerError = ({ code, originalCode, message }: Record<string, unknown>): boolean =>
  (code === '08P01' || originalCode === '08P01') && !/startup parameter/.test(String(message))

/** The messages by which PostgreSQL says, with another code, that a file can't become larger. */
const fullDisk =
  /^could not (extend|write|create|allocate|fsync)\b.*(No space left on device|File too large|uota exceeded)/

/**
 * What PostgreSQL says of a prepared statement whose table has got other columns since: a migration ran beside this process.
 * The code stands for all that it does not support, which no statement of ours asks for; the message is in its language.
 */
const stalePlan = new Set(['0A000'])

/** Whether the statements that the connection has prepared are out of date, so that it must be closed. */
export const hasStalePlan = (error: unknown): boolean => causes(error).some((e) => hasCode(e, stalePlan))

/** The state of the database that the error is owed to; null where it is owed to none that lasts. */
export function troubleOf(error: unknown): Trouble | null {
  const all = causes(error)
  if (all.some(({ message }) => fullDisk.test(String(message)))) return 'full'
  for (const trouble of ['full', 'read-only', 'overloaded', 'away'] as const) {
    if (all.some((e) => hasCode(e, codesOf[trouble]))) return trouble
  }
  const isLost = all.some(
    (e) =>
      (e.name === 'DriverAdapterError' && /Connection|NotReachable|Timeout|Socket/.test(String(e.message))) ||
      lostConnection.test(String(e.message)) ||
      isPoolerError(e),
  )
  return isLost ? 'away' : null
}

/** Whether the database could not do now what was asked, so that the same request may succeed later. */
export const isRetryable = (error: unknown): boolean =>
  troubleOf(error) !== null ||
  causes(error).some((e) => hasCode(e, cancellations) || lateAnswer.test(String(e.message))) ||
  hasStalePlan(error)

/** The message and the code of what has caused the error, without what Prisma has put around them. */
export function causeOf(error: unknown): { code: string; error: string } {
  const last = causes(error).at(-1) ?? {}
  return {
    code: String(last.originalCode ?? last.code ?? ''),
    error: String(last.originalMessage ?? last.message ?? ''),
  }
}

/** Whether the error is caused by a value of the caller's. */
export const isUnusableValue = (error: unknown): boolean => causes(error).some((e) => hasCode(e, unusable))

/** Whether a row that the statement needs does not exist. */
export const isMissingRow = (error: unknown): boolean => causes(error).some(({ code }) => code === 'P2025')

/** The error and the errors that caused it: Prisma wraps the driver's error in its own. */
function causes(error: unknown): Record<string, unknown>[] {
  const all: Record<string, unknown>[] = []
  for (let e = error as Record<string, unknown> | undefined; e && all.length < 5; ) {
    all.push(e)
    const meta = e.meta as { driverAdapterError?: unknown } | undefined
    e = (meta?.driverAdapterError ?? e.cause) as Record<string, unknown> | undefined
  }
  return all
}

const hasCode = ({ code, originalCode }: Record<string, unknown>, codes: Set<string>): boolean =>
  codes.has(String(code)) || codes.has(String(originalCode))
