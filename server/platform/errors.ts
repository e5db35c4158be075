import { GraphQLError } from 'graphql'

/**
 * The seven codes of errors that a caller gets. After UNAVAILABLE and INTERNAL the same request may succeed later; all
 * others are refusals.
 */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'INVALID'
  | 'CONFLICT'
  | 'UNAVAILABLE'
  | 'INTERNAL'

/** The same sentence in Chinese and in English. */
export type Sentence = { zh: string; en: string }

/** A language of the API. */
export type Locale = keyof Sentence

/**
 * What an error has besides its code: the field at fault (the path to it from the field's arguments; in a deed from its
 * input), the id of the row to show, the seconds to wait before the
 * next try, that a password has to be chosen first, the request id under which the fault was logged where that is not the caller's own, and the headers of the sheets
 * of a file that was refused.
 */
export type ErrorDetails = {
  field?: string
  current?: string
  retryAfter?: number
  mustChangePassword?: true
  requestId?: string
  sheets?: readonly SheetHeaders[]
}

/** A sheet of a file with its likely header row: each header with the column that it is taken for and some values below it. */
export type SheetHeaders = {
  name: string
  headerRow: number | null
  headers: readonly { header: string; column: string | null; samples?: readonly string[] }[]
}

/**
 * An error that the caller may read. It is a plain Error, because `instanceof GraphQLError` fails when there are two
 * copies of graphql.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly sentence: Sentence
  readonly details: ErrorDetails
  /** The argument in which the field at fault is, where it is not an argument itself. */
  argument: string | undefined

  constructor(code: ErrorCode, sentence: Sentence, details: ErrorDetails = {}) {
    super(sentence.en)
    this.name = 'AppError'
    this.code = code
    this.sentence = sentence
    this.details = details
  }

  /** The path to the field at fault from the arguments, as the caller named them. */
  get fieldPath(): string | undefined {
    const { field } = this.details
    return field && this.argument ? `${this.argument}.${field}` : field
  }
}

/**
 * The error NOT_FOUND, for a row that does not exist and for one that the caller may not see: callers must not be able
 * to tell them apart.
 */
export const notFound = (field?: string) =>
  new AppError('NOT_FOUND', { zh: '找不到这条记录。', en: 'There is no such record.' }, { field })

/** The error INVALID for a field. */
export const invalid = (field: string, sentence: Sentence) => new AppError('INVALID', sentence, { field })

/**
 * The error CONFLICT. `current` is the global id of the row that shows how things are now, and `field` the one at fault where
 * there are several like it.
 */
export const conflict = (sentence: Sentence, current?: string, field?: string) =>
  new AppError('CONFLICT', sentence, { current, field })

/**
 * The error INVALID for where only a GraphQLError can be thrown: while a request is read, parsed and validated. `http`
 * is the status of the answer, and headers of it.
 */
export const refusal = (sentence: Sentence, http?: { status: number; headers?: Record<string, string> }) =>
  new GraphQLError(sentence.en, { extensions: { sentence, ...(http && { http }) } })
