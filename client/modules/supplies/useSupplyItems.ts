import { useQuery } from 'urql'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import type { SupplyItemFieldsFragment } from '#codegen/graph/graphql.ts'
import { SupplyItemsDocument } from './documents.ts'

/** The items of the union; undefined until they are known, and over several unions, of which each has its own. */
export function useSupplyItems(): readonly SupplyItemFieldsFragment[] | undefined {
  const [{ data }] = useQuery({ query: SupplyItemsDocument, pause: isAskedOverAll() })
  return data?.supplyItems
}
