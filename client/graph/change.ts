import { useRef } from 'react'
import { type CombinedError, type TypedDocumentNode, useClient } from 'urql'
import { v4 as newId } from 'uuid'
import { type Failure, failureOf } from './errors.ts'

/** What came of an action: the answer, or why nothing was done. */
export type Changed<D> = { data: D; failure?: undefined } | { data?: undefined; failure: Failure }

type Input = { clientId: string }

/**
 * Sends a mutation. Its `clientId` is made once for what is intended: the same input sent again after no answer keeps
 * it, so that nothing happens twice; another input, or the same after an answer, is a new intention.
 */
export function useChange<D, I extends Input>(
  document: TypedDocumentNode<D, { input: I }>,
): (input: Omit<I, 'clientId'>) => Promise<Changed<D>> {
  const client = useClient()
  const open = useRef<{ input: string; clientId: string }>(null)
  return async (input) => {
    const key = JSON.stringify(input, fileByName)
    if (open.current?.input !== key) open.current = { input: key, clientId: newId() }
    const { clientId } = open.current
    const { data, error } = await client.mutation(document, { input: { ...input, clientId } as I }).toPromise()
    const failure = failed(data, error)
    if (!failure?.retry) open.current = null
    return failure ? { failure } : { data: data as D }
  }
}

/** A file has nothing that JSON shows; its name, size and time tell it from another. */
const fileByName = (_: string, value: unknown) =>
  value instanceof File ? [value.name, value.size, value.lastModified] : value

const failed = (data: unknown, error: CombinedError | undefined): Failure | null => {
  if (error) return failureOf(error)
  return data ? null : { code: 'UNAVAILABLE', message: '', retry: true }
}
