import type { Client, CombinedError, TypedDocumentNode } from 'urql'
import { v4 as newId } from 'uuid'
import { type Failure, failureOf } from './errors.ts'

/** What came of a mutation: the answer, or why nothing was changed. */
export type ChangeResult<D> = { data: D; failure?: undefined } | { data?: undefined; failure: Failure }

/** Every mutation's input carries the id by which the server knows a second try of the same change. */
export type ChangeInput = { clientId: string }

/** Sends one mutation with an input. */
export type Change<D, I extends ChangeInput> = (input: Omit<I, 'clientId'>) => Promise<ChangeResult<D>>

/**
 * Makes a function that sends a mutation. It makes one `clientId` for what is intended: the same input sent again after
 * no answer keeps it, so that nothing happens twice; another input, or the same after an answer, is a new intention.
 */
export function createChange<D, I extends ChangeInput>(
  client: Client,
  document: TypedDocumentNode<D, { input: I }>,
): Change<D, I> {
  let unanswered: { key: string; clientId: string } | null = null
  return async (input) => {
    const key = JSON.stringify(input, withFiles)
    if (unanswered?.key !== key) unanswered = { key, clientId: newId() }
    const { clientId } = unanswered
    const { data, error } = await client.mutation(document, { input: { ...input, clientId } as I }).toPromise()
    const failure = failureIn(data, error)
    if (!failure?.retry && unanswered?.clientId === clientId) unanswered = null
    return failure ? { failure } : { data: data as D }
  }
}

/** A file has nothing that JSON shows; its name, size and time tell it from another. */
const withFiles = (_: string, value: unknown) =>
  value instanceof File ? [value.name, value.size, value.lastModified] : value

const failureIn = (data: unknown, error: CombinedError | undefined): Failure | null => {
  if (error) return failureOf(error)
  return data ? null : { code: 'UNAVAILABLE', message: '', retry: true }
}
