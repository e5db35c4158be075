import { useSearchParams } from 'wouter'

/** Which way a list is sorted: the name of what it is sorted by, and the direction. */
export type ListOrder = { by: string; direction: 'ASC' | 'DESC' }

/** What an address says besides the filters: the page of the list, what lies open beside it, and how it is shown. */
const places = ['after', 'before', 'from']
const shown = [...places, 'open', 'order', 'columns']

/** How a list is asked for by the address of its page: its filters, its order, its columns and what lies open beside it. */
export type ListAddress = {
  get: (name: string) => string | undefined
  /** Changes parts of the address. A change of what the list holds goes back to its first page. */
  set: (changes: Record<string, string | undefined>) => void
  order: ListOrder | undefined
  columns: string[] | undefined
  open: string | undefined
  /** The part of the address that a saved view keeps: filters, order and columns. */
  view: string
  setView: (view: string) => void
}

/**
 * The address of a list’s page. It holds all that narrows, orders and shows the list, so that a link to it shows the same list
 * to whoever may see it.
 */
export function useListAddress(): ListAddress {
  const [params, setParams] = useSearchParams()
  const change = (edit: (next: URLSearchParams) => URLSearchParams) => setParams(edit, { replace: true })
  const [by, direction] = params.get('order')?.split('.') ?? []
  return {
    get: (name) => params.get(name) || undefined,
    set: (changes) =>
      change((next) => {
        if (Object.keys(changes).some((name) => name === 'order' || !shown.includes(name))) {
          for (const place of places) next.delete(place)
        }
        for (const [name, value] of Object.entries(changes)) {
          if (value) next.set(name, value)
          else next.delete(name)
        }
        return next
      }),
    order: by ? { by, direction: direction === 'desc' ? 'DESC' : 'ASC' } : undefined,
    columns: params.get('columns')?.split(',').filter(Boolean),
    open: params.get('open') || undefined,
    view: viewOf(params),
    setView: (view) => change(() => new URLSearchParams(view)),
  }
}

/** The address without the place in the list and without what lies open, in a fixed order of its parts. */
function viewOf(params: URLSearchParams): string {
  const view = new URLSearchParams(params)
  for (const name of [...places, 'open']) view.delete(name)
  view.sort()
  return view.toString()
}

/** The text that the address holds for an order. */
export const orderText = ({ by, direction }: ListOrder): string => `${by}.${direction.toLowerCase()}`

/** The value where it is one of the known ones, else undefined: an address may contain any text. */
export const oneOf = <V extends string>(value: string | undefined, values: readonly V[]): V | undefined =>
  values.find((one) => one === value)

/** Those of the values, separated by commas, that are known; undefined where there is none. */
export function someOf<V extends string>(value: string | undefined, values: readonly V[]): V[] | undefined {
  const found = value?.split(',').flatMap((one) => oneOf(one, values) ?? [])
  return found?.length ? found : undefined
}

/** True or false for these words in the address; undefined for everything else. */
export const truthOf = (value: string | undefined): boolean | undefined =>
  value === 'true' ? true : value === 'false' ? false : undefined

/** The order of the address, where one of the columns has it: an address may contain any text. */
export function orderOf<B extends string>(
  order: ListOrder | undefined,
  columns: readonly { order?: B | undefined }[],
): { by: B; direction: ListOrder['direction'] } | undefined {
  const by = columns.find((column) => column.order === order?.by)?.order
  return by && order ? { by, direction: order.direction } : undefined
}
