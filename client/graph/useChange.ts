import { useMemo } from 'react'
import { type TypedDocumentNode, useClient } from 'urql'
import { type Change, type ChangeInput, createChange } from './change.ts'

/** The function of `createChange` for a component, which stays the same as long as the document does. */
export function useChange<D, I extends ChangeInput>(document: TypedDocumentNode<D, { input: I }>): Change<D, I> {
  const client = useClient()
  return useMemo(() => createChange(client, document), [client, document])
}
