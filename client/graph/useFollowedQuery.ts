import { use, useEffect, useRef } from 'react'
import { type AnyVariables, type TypedDocumentNode, useQuery } from 'urql'
import { Through } from './as-of.ts'

/** The milliseconds between two readings. */
const readingsApart = 1000

/**
 * Asks for figures that no event names. They are read anew as the page follows the log, at most once a second, so that they hold
 * for the moment of the last heartbeat.
 */
export function useFollowedQuery<D, V extends AnyVariables>(query: TypedDocumentNode<D, V>, variables: V) {
  const through = use(Through)
  const readAt = useRef(0)
  const [result, again] = useQuery<D, AnyVariables>({ query, variables })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each event makes the figures old
  useEffect(() => {
    if (through === 0) return
    const wait = Math.max(0, readAt.current + readingsApart - performance.now())
    const timer = setTimeout(() => {
      readAt.current = performance.now()
      again({ requestPolicy: 'network-only' })
    }, wait)
    return () => clearTimeout(timer)
  }, [through])
  return [result, again] as const
}
