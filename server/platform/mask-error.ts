import { PothosValidationError } from '@pothos/core'
import { GraphQLError } from 'graphql'
import { isMissingRow, isRetryable, isUnusableValue, troubleOf } from '#server/postgres/errors.ts'
import { argumentPath } from './argument-path.ts'
import { AppError, type ErrorCode, type ErrorDetails, type Locale, notFound, type Sentence } from './errors.ts'
import { type InputIssue, inputSentence } from './input-sentences.ts'

const internal: Sentence = { zh: '系统出错,已记录。', en: 'Something went wrong here; it has been recorded.' }
const unavailable: Sentence = {
  zh: '系统繁忙或数据库暂不可用,请稍后再试。',
  en: 'Busy or without its database; try again shortly.',
}
const malformed: Sentence = { zh: '请求格式有误。', en: 'The request is malformed.' }
const unusable: Sentence = {
  zh: '游标、翻页参数或编号无效。',
  en: 'A cursor, the size of a page or an id cannot be used.',
}

/** INTERNAL for several callers at once: the fault is logged under this request id, which all of them get. */
export const internalError = (requestId: string) => new AppError('INTERNAL', internal, { requestId })

/**
 * Turns anything that was thrown into the error that the caller gets. `report` is called with an error that the caller
 * must not read.
 */
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
    new GraphQLError(message, { ...at, extensions: { code, requestId, ...defined(details) } })
  if (original instanceof AppError) {
    return fail(original.code, original.sentence[locale], {
      ...original.details,
      field: original.fieldPath ?? argumentPath(graphql),
    })
  }
  if (isInputError(original)) {
    const [issue] = original.issues
    return fail('INVALID', issue ? inputSentence(issue, locale) : malformed[locale], { field: issue?.path?.join('.') })
  }
  if (original instanceof PothosValidationError || isUnusableValue(original)) return fail('INVALID', unusable[locale])
  if (isMissingRow(original)) return fail('NOT_FOUND', notFound().sentence[locale])
  if (isRetryable(original)) {
    report(original)
    return fail('UNAVAILABLE', unavailable[locale], { retryAfter: secondsToWait(original) })
  }
  if (isRequestError(graphql, original)) {
    const { sentence } = original.extensions as { sentence?: Sentence }
    return fail('INVALID', sentence?.[locale] ?? `${malformed[locale]} ${graphql.message}`, {
      field: argumentPath(graphql),
    })
  }
  report(original)
  return fail('INTERNAL', internal[locale])
}

/** What takes an operator to change takes longer than what passes by itself. */
const secondsToWait = (error: unknown): number => (['full', 'read-only'].includes(troubleOf(error) ?? '') ? 5 : 1)

/** The error that was thrown first: GraphQL wraps it in errors of its own. */
function unwrap(error: unknown): unknown {
  let e = error
  while ((e as GraphQLError)?.originalError) e = (e as GraphQLError).originalError
  return e
}

/** Whether the request itself is at fault: it could not be parsed, or is not valid, or a variable could not be read. */
function isRequestError(graphql: GraphQLError, original: unknown): original is GraphQLError {
  const { name, extensions } = original as GraphQLError
  if (name !== 'GraphQLError' || extensions?.code === 'INTERNAL_SERVER_ERROR') return false
  return !graphql.path || !graphql.originalError
}

type InputError = { issues: InputIssue[] }
const isInputError = (e: unknown): e is InputError => Array.isArray((e as InputError)?.issues)

const defined = <T extends object>(o: T) => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined))
