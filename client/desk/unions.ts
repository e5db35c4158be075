import { storeUnion } from '#client/graph/chosen-union.ts'
import type { SubdistrictsQuery } from '#codegen/graph/graphql.ts'

/** A union below the district whose account is signed in. */
export type Subdistrict = SubdistrictsQuery['unions'][number]

/** Loads that page of the desk anew, about another union. */
export function openUnion(accountId: string, unionId: string, path: string): void {
  storeUnion(accountId, unionId)
  location.assign(path)
}
