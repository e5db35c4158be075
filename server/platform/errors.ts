import { GraphQLError } from 'graphql'

/** The only seven codes a caller ever sees. UNAVAILABLE means: try again; every other one means: it was refused. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'INVALID'
  | 'CONFLICT'
  | 'UNAVAILABLE'
  | 'INTERNAL'

/** One sentence in each language; the caller gets the one it asked for. */
export type Sentence = { zh: string; en: string }

export type Locale = keyof Sentence

/** What goes beside the code: the field at fault, the row to show, seconds until a retry makes sense. */
export type ErrorDetails = { field?: string; current?: string; retryAfter?: number }

/** A refusal that the caller should read. A plain Error, so that it survives a second copy of graphql. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly sentence: Sentence
  readonly details: ErrorDetails

  constructor(code: ErrorCode, sentence: Sentence, details: ErrorDetails = {}) {
    super(sentence.en)
    this.name = 'AppError'
    this.code = code
    this.sentence = sentence
    this.details = details
  }
}

/** NOT_FOUND, also for what the caller may not see: the two must not differ. */
export const notFound = (field?: string) =>
  new AppError('NOT_FOUND', { zh: '找不到这条记录。', en: 'There is no such record.' }, { field })

/** INVALID with the field at fault. */
export const invalid = (field: string, sentence: Sentence) => new AppError('INVALID', sentence, { field })

/** CONFLICT with the id of the row as it stands now. */
export const conflict = (sentence: Sentence, current?: string) => new AppError('CONFLICT', sentence, { current })

const internal: Sentence = { zh: '系统出错,已记录。', en: 'Something went wrong here; it has been recorded.' }
const unavailable: Sentence = {
  zh: '系统繁忙或数据库暂不可用,请稍后再试。',
  en: 'Busy or without its database; try again shortly.',
}
const malformed: Sentence = { zh: '请求格式有误。', en: 'The request is malformed.' }

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

/** PostgreSQL's codes for text that it cannot keep: a NUL in it. */
const unkeepable = new Set(['22021', '22P05'])

/** True where the database or the node could not answer now, and the same call may succeed later. */
export const isRetryable = (error: unknown): boolean =>
  causes(error).some(
    (e) =>
      hasCode(e, retryable) ||
      (e.name === 'DriverAdapterError' && /Connection|Timeout|Socket/.test(String(e.message))) ||
      /timeout exceeded when trying to connect|Connection terminated|Query read timeout/.test(String(e.message)),
  )

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

/** The one mapping from anything thrown to what a caller may read. `report` is called with what must not be shown. */
export function maskError(
  error: unknown,
  locale: Locale,
  requestId: string,
  report: (e: unknown) => void,
): GraphQLError {
  const graphql = error as GraphQLError
  const original = unwrap(error)
  const at = { nodes: graphql.nodes, path: graphql.path }
  const fail = (code: ErrorCode, message: string, details: ErrorDetails = {}) =>
    new GraphQLError(message, { ...at, extensions: { code, ...defined(details), requestId } })
  if (original instanceof AppError) return fail(original.code, original.sentence[locale], original.details)
  if (isInputError(original)) {
    const issue = original.issues[0]
    return fail('INVALID', issue?.message ?? malformed[locale], { field: issue?.path?.map(String).join('.') })
  }
  if (causes(original).some((e) => hasCode(e, unkeepable))) return fail('INVALID', malformed[locale])
  if (isRetryable(original)) {
    report(original)
    return fail('UNAVAILABLE', unavailable[locale], { retryAfter: 1 })
  }
  if (
    graphql.name === 'GraphQLError' &&
    !graphql.originalError &&
    graphql.extensions?.code !== 'INTERNAL_SERVER_ERROR'
  ) {
    const code = (graphql.extensions?.code ?? '') as string
    return code === 'UNAUTHENTICATED' || code === 'FORBIDDEN'
      ? fail(code, graphql.message)
      : fail('INVALID', `${malformed[locale]} ${graphql.message}`)
  }
  report(original)
  return fail('INTERNAL', internal[locale])
}

function unwrap(error: unknown): unknown {
  let e = error
  while ((e as GraphQLError)?.originalError) e = (e as GraphQLError).originalError
  return e
}

type InputError = { issues: { message: string; path?: PropertyKey[] }[] }
const isInputError = (e: unknown): e is InputError => Array.isArray((e as InputError)?.issues)

const defined = <T extends object>(o: T) => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined))
