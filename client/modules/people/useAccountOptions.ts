import { useQuery } from 'urql'
import type { Option } from '#client/ui/form/SelectField.tsx'
import { AccountsDocument } from './documents.ts'

/** The first hundred accounts of the union as choices of a select. */
export function useAccountOptions(): Option[] {
  const [{ data }] = useQuery({ query: AccountsDocument, variables: { first: 100 } })
  return (
    data?.accounts.edges.map(({ node: { id, displayName, username } }) => ({
      value: id,
      label: `${displayName} (${username})`,
    })) ?? []
  )
}
