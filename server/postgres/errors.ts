/**
 * The codes by which Prisma, PostgreSQL and Node say that the database is away, is overloaded or has cancelled the
 * statement.
 */
const retryable = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
  '25P03',
  '25P04',
  '40001',
  '40P01',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
])

/** The codes for a value that no row can hold or be found by: a NUL character in a text, a cursor that is not an id. */
const unusable = new Set(['22021', '22P02', '22P05', 'P2007', 'P2009', 'P2023'])

/** The messages, without a code, by which `pg` says that it has lost a connection or did not get one. */
const lostConnection =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|not queryable/

/** The message of a prepared statement whose table has got other columns since: a migration ran beside this process. */
const stalePlan = /cached plan must not change result type/

/** Whether the statements that the connection has prepared are out of date, so that it must be closed. */
export const hasStalePlan = (error: unknown): boolean =>
  causes(error).some(({ message }) => stalePlan.test(String(message)))

/** Whether the database could not answer now, so that the same request may succeed later. */
export const isRetryable = (error: unknown): boolean =>
  causes(error).some(
    (e) =>
      hasCode(e, retryable) ||
      (e.name === 'DriverAdapterError' && /Connection|NotReachable|Timeout|Socket/.test(String(e.message))) ||
      lostConnection.test(String(e.message)) ||
      stalePlan.test(String(e.message)),
  )

/**
 * Whether the error is caused by a value of the caller's. A cursor of the wrong kind is refused by Prisma's client
 * itself.
 */
export const isUnusableValue = (error: unknown): boolean =>
  causes(error).some(
    (e) =>
      hasCode(e, unusable) ||
      (e.name === 'PrismaClientValidationError' && /^\s*\+?\s*cursor: \{/m.test(String(e.message))),
  )

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
