import { storeUnion } from '#client/graph/chosen-union.ts'
import type { SubdistrictsQuery } from '#codegen/graph/graphql.ts'

/** A union below the district whose account is signed in. */
export type Subdistrict = SubdistrictsQuery['unions'][number]

/** How many unions are shown together at most: each is followed on its own, and a socket carries so many feeds. */
const mostTogether = 18

/** True where a list can go over all of these unions. */
export const mayGoOverAll = (unions: readonly Subdistrict[]): boolean =>
  unions.length > 1 && unions.length <= mostTogether

/** Loads that page of the desk anew, about another union or about all. */
export function openUnion(accountId: string, unionId: string, path: string): void {
  storeUnion(accountId, unionId)
  location.assign(path)
}
