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

/** INVALID from where only a GraphQLError may be thrown: while a request is read, parsed and validated. */
export const refusal = (sentence: Sentence, http?: { status: number }) =>
  new GraphQLError(sentence.en, { extensions: { sentence, ...(http && { http }) } })
