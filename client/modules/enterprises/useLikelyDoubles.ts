import { useQuery } from 'urql'
import { useSettled } from '#client/ui/useSettled.ts'
import type { LikelyDoublesQuery, LikelyDoublesQueryVariables } from '#codegen/graph/graphql.ts'
import { LikelyDoublesDocument } from './double-documents.ts'

/** An enterprise that another one is likely to be, and why. */
export type LikelyDouble = LikelyDoublesQuery['likelyDoubles'][number]

/** Looks for the enterprises that this one is likely to be, once it has not changed for a moment; none while nothing is asked. */
export function useLikelyDoubles(told: LikelyDoublesQueryVariables | null): readonly LikelyDouble[] {
  const settled = useSettled(JSON.stringify(told))
  const variables = (JSON.parse(settled) ?? { name: '' }) as LikelyDoublesQueryVariables
  const isAsked = told !== null && variables.name !== ''
  const [{ data }] = useQuery({
    query: LikelyDoublesDocument,
    variables,
    pause: !isAsked,
    requestPolicy: 'cache-and-network',
  })
  return (isAsked && data?.likelyDoubles) || []
}
