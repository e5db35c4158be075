/** Prisma and PostgreSQL codes that mean the database is away, overloaded or has cancelled us: nothing was done. */
const retryable = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
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

/** Codes for what no row can hold or be found by: a NUL in a text, a cursor that is no id. */
const unusable = new Set(['22021', '22P05', 'P2007', 'P2009', 'P2023'])

/** What pg says of a connection that it lost or never got, without a code. */
const lost =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|not queryable/

/** True where the database or the node could not answer now, and the same call may succeed later. */
export const isRetryable = (error: unknown): boolean =>
  causes(error).some(
    (e) =>
      hasCode(e, retryable) ||
      (e.name === 'DriverAdapterError' && /Connection|NotReachable|Timeout|Socket/.test(String(e.message))) ||
      lost.test(String(e.message)),
  )

/** True where the caller's value is at fault; a cursor of the wrong kind is refused by the client already. */
export const isUnusableValue = (error: unknown): boolean =>
  causes(error).some(
    (e) =>
      hasCode(e, unusable) ||
      (e.name === 'PrismaClientValidationError' && /^\s*\+?\s*cursor: \{/m.test(String(e.message))),
  )

/** True where a row that must be there is not. */
export const isMissingRow = (error: unknown): boolean => causes(error).some(({ code }) => code === 'P2025')

/** The error and what caused it, through the layers that Prisma wraps it in. */
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
