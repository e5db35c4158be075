import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { askAbout, storedUnion } from '#client/graph/chosen-union.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { SubdistrictsDocument } from '#client/modules/unions/documents.ts'
import type { Subdistrict } from './unions.ts'

type DistrictDeskProps = {
  viewer: Viewer
  /** Shows the desk; `union` is the one that its pages are about, and absent where the district has none yet. */
  children: (unions: readonly Subdistrict[], union: Subdistrict | undefined) => ReactNode
}

/** Finds out which union the pages of a district's desk are about: the one chosen on this device, or the first. */
export function DistrictDesk({ viewer, children }: DistrictDeskProps) {
  const [result, again] = useQuery({ query: SubdistrictsDocument })
  return (
    <QueryResult result={result} retry={again}>
      {({ unions }) => {
        const stored = storedUnion(viewer.id)
        const union = unions.find(({ id }) => id === stored) ?? unions[0]
        if (union) askAbout(union.id)
        return children(unions, union)
      }}
    </QueryResult>
  )
}
