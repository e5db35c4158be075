import { useSearchParams } from 'wouter'

/**
 * The filters of a list. They are kept in the page's address, so that a filtered list can be linked to; changing one
 * goes back to the first page.
 */
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

/** The value where it is one of the known ones, else undefined: an address may contain any text. */
export const oneOf = <V extends string>(value: string | undefined, values: readonly V[]): V | undefined =>
  values.find((one) => one === value)

/** True or false for these words in the address; undefined for everything else. */
export const truthOf = (value: string | undefined): boolean | undefined =>
  value === 'true' ? true : value === 'false' ? false : undefined
