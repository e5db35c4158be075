type List = 'enterprises' | 'visits' | 'issues' | 'orders'

/** Where a record opens at the desk. */
export const recordPath = (list: List, id: string): string => `/desk/${list}/${encodeURIComponent(id)}`

/** The list behind a figure: the desk's list with the filter that counts to it. */
export const listPath = (list: List, filter: Record<string, string> = {}): string => {
  const query = new URLSearchParams(filter).toString()
  return query ? `/desk/${list}?${query}` : `/desk/${list}`
}
