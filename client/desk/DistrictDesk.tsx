import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { allUnions, askAbout, storedUnion } from '#client/graph/chosen-union.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { SubdistrictsDocument } from '#client/modules/unions/documents.ts'
import { mayGoOverAll, type Subdistrict } from './unions.ts'

type DistrictDeskProps = {
  viewer: Viewer
  /** Shows the desk; `union` is the one that its pages are about, and absent where they go over all or the district has none yet. */
  children: (unions: readonly Subdistrict[], union: Subdistrict | undefined) => ReactNode
}

/** Finds out which union the pages of a district's desk are about: the one chosen on this device, or the first, or all. */
export function DistrictDesk({ viewer, children }: DistrictDeskProps) {
  const [result, again] = useQuery({ query: SubdistrictsDocument })
  return (
    <QueryResult result={result} retry={again}>
      {({ unions }) => {
        const stored = storedUnion(viewer.id)
        if (stored === allUnions && mayGoOverAll(unions)) {
          askAbout(allUnions)
          return children(unions, undefined)
        }
        const union = unions.find(({ id }) => id === stored) ?? unions[0]
        if (union) askAbout(union.id)
        return children(unions, union)
      }}
    </QueryResult>
  )
}
