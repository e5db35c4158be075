import { useSearchParams } from 'wouter'

/** What narrows a list, kept in the address so that it can be linked to. A change starts at the first page again. */
export function useFilters(): {
  get: (name: string) => string | undefined
  set: (changes: Record<string, string | undefined>) => void
} {
  const [params, setParams] = useSearchParams()
  return {
    get: (name) => params.get(name) || undefined,
    set: (changes) =>
      setParams(
        (old) => {
          old.delete('after')
          old.delete('before')
          for (const [name, value] of Object.entries(changes)) {
            if (value) old.set(name, value)
            else old.delete(name)
          }
          return old
        },
        { replace: true },
      ),
  }
}

/** The value if it is one of those there are: an address may hold anything. */
export const oneOf = <V extends string>(value: string | undefined, values: readonly V[]): V | undefined =>
  values.find((one) => one === value)

/** What an address says of yes and no; anything else says nothing. */
export const truthOf = (value: string | undefined): boolean | undefined =>
  value === 'true' ? true : value === 'false' ? false : undefined
