type List = 'enterprises' | 'visits' | 'issues' | 'orders'

/** The address of a record at the desk. */
export const recordPath = (list: List, id: string): string => `/desk/${list}/${encodeURIComponent(id)}`

/** The address of an issue at the desk, where the form that assigns it is open at once. */
export const assignPath = (id: string): string => `${recordPath('issues', id)}?deed=assign`

/** The address of the list behind a figure: the desk's list with the filter whose count is that figure. */
export const listPath = (list: List, filter: Record<string, string> = {}): string => {
  const query = new URLSearchParams(filter).toString()
  return query ? `/desk/${list}?${query}` : `/desk/${list}`
}
