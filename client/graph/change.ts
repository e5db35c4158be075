import type { Client, CombinedError, TypedDocumentNode } from 'urql'
import { v4 as newId } from 'uuid'
import { type Failure, failureOf } from './errors.ts'

/** The result of a mutation: its data, or the failure because of which nothing was changed. */
export type ChangeResult<D> = { data: D; failure?: undefined } | { data?: undefined; failure: Failure }

/** The field that every mutation's input has: a UUID by which the server recognises a second try of the same change. */
export type ChangeInput = { clientId: string }

/** Sends a mutation with this input, to which it adds the `clientId`. */
export type Change<D, I extends ChangeInput> = (input: Omit<I, 'clientId'>) => Promise<ChangeResult<D>>

/**
 * Makes a function that sends a mutation. Where no answer came and the same input is sent again, it is sent with the
 * same `clientId`, so that the server does not make the change twice. Another input, or the same after an answer, is a
 * new change and gets a new `clientId`.
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

/** Replaces files, of which JSON would show nothing, by their name, size and time of change, which tell them apart. */
const withFiles = (_: string, value: unknown) =>
  value instanceof File ? [value.name, value.size, value.lastModified] : value

const failureIn = (data: unknown, error: CombinedError | undefined): Failure | null => {
  if (error) return failureOf(error)
  return data ? null : { code: 'UNAVAILABLE', message: '', retry: true }
}
