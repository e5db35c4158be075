import { invalid } from './errors.ts'
import type { KeyValue, Side } from './keyset.ts'

/** The most rows of one page, and the rows of a page that is asked for without a number. */
export const mostRows = 100
export const usualRows = 20

/** The arguments by which a caller asks for a page. */
export type PageArgs = {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
}

/** A page that is asked for: so many rows from this end, between these places. */
export type Page<P = readonly KeyValue[]> = { size: number; backwards: boolean; after: P | null; before: P | null }

/** A row of a page, with its cursor. */
export type Edge<R> = { cursor: string; node: R }

/** A place of the list that was read, with its row; undefined where that was deleted before it could be read. */
export type Place<R> = { cursor: string; node: R | undefined }

/** Whether there are rows after a page, or before it. */
type Rest = boolean | (() => Promise<boolean>)

/**
 * The page that the arguments ask for. INVALID, on the argument at fault: a number below zero or above a hundred, both
 * `first` and `last`, or what `place` cannot read as a cursor of this list.
 */
export function pageOf<P>(
  { first, last, after, before }: PageArgs,
  place: (cursor: string, field: string) => P,
): Page<P> {
  checkSize(first, 'first')
  checkSize(last, 'last')
  if (first != null && last != null) {
    throw invalid('last', { zh: 'first 与 last 只能填一个。', en: 'Give first or last, not both.' })
  }
  return {
    size: first ?? last ?? usualRows,
    backwards: last != null,
    after: after == null ? null : place(after, 'after'),
    before: before == null ? null : place(before, 'before'),
  }
}

function checkSize(size: number | null | undefined, field: string): void {
  if (size == null || (size >= 0 && size <= mostRows)) return
  throw invalid(field, { zh: `${field} 须在 0 到 ${mostRows} 之间。`, en: `${field} is between 0 and ${mostRows}.` })
}

/** The conditions for the rows of the page: those between its places. */
export const boundsOf = <C>({ after, before }: Page, make: (values: readonly KeyValue[], side: Side) => C): C[] => [
  ...(after ? [make(after, 'after')] : []),
  ...(before ? [make(before, 'before')] : []),
]

/** What a page has at its two ends. It is found out only where the caller asks for it. */
class PageInfo {
  readonly startCursor: string | null
  readonly endCursor: string | null
  readonly #previous: Rest
  readonly #next: Rest

  constructor(places: readonly Place<unknown>[], previous: Rest, next: Rest) {
    this.startCursor = places[0]?.cursor ?? null
    this.endCursor = places.at(-1)?.cursor ?? null
    this.#previous = previous
    this.#next = next
  }

  get hasPreviousPage(): boolean {
    return found(this.#previous)
  }

  get hasNextPage(): boolean {
    return found(this.#next)
  }
}

// GraphQL waits for a promise that it finds in the place of a value, which the types of Pothos do not know of a field like this
const found = (rest: Rest): boolean => (typeof rest === 'function' ? (rest() as unknown as boolean) : rest)

/** A page of a list as it is answered. */
export type MadePage<R> = { edges: Edge<R>[]; pageInfo: PageInfo }

/**
 * Makes a page of the places that were read in the order in which they are read, one more than it holds where there are
 * more. `lies` says whether the list has rows on the other side of `after` or `before`, their own places included: rows may
 * have left the list or come into it since the caller got its cursors.
 */
export function makePage<R>(
  page: Page<unknown>,
  read: readonly Place<R>[],
  lies: (side: 'at or before' | 'at or after') => Rest,
): MadePage<R> {
  const places = read.slice(0, page.size)
  if (page.backwards) places.reverse()
  const isMore = read.length > page.size
  const previous = (page.backwards && isMore) || (page.after !== null && lies('at or before'))
  const next = (!page.backwards && isMore) || (page.before !== null && lies('at or after'))
  const edges = places.filter((place): place is Edge<R> => place.node !== undefined)
  return { edges, pageInfo: new PageInfo(places, previous, next) }
}

/** How far a list is counted: whoever has more rows than this before them narrows the list and does not page through it. */
export const mostCounted = 10_000

/** How many rows a list has; with `isFloor` it has more than that. */
export type Count = { total: number; isFloor: boolean }

/** The count of a list of which at most one row more than `most` was counted. */
export const countOf = (counted: number, most = mostCounted): Count => ({
  total: Math.min(counted, most),
  isFloor: counted > most,
})

/** What a field of a list answers with. Its page and its count are each read only where the caller asks for them. */
export class Connection<R> {
  readonly #read: () => Promise<MadePage<R>>
  readonly #readCount: () => Promise<Count>
  readonly #ordersOf: (count: () => Promise<Count>) => Promise<readonly string[]>
  #count: Promise<Count> | undefined
  #page: Promise<MadePage<R>> | undefined

  /** `ordersOf` says in which orders the list can be asked for; a list without it has one order. */
  constructor(
    read: () => Promise<MadePage<R>>,
    readCount: () => Promise<Count>,
    ordersOf: (count: () => Promise<Count>) => Promise<readonly string[]> = async () => [],
  ) {
    this.#read = read
    this.#readCount = readCount
    this.#ordersOf = ordersOf
  }

  /** Counts the list, once for all fields that say something of its count. */
  count(): Promise<Count> {
    this.#count ??= this.#readCount()
    return this.#count
  }

  /** The orders in which the list can be asked for. */
  orders(): Promise<readonly string[]> {
    return this.#ordersOf(() => this.count())
  }

  get edges(): Promise<Edge<R>[]> {
    return this.#once().then(({ edges }) => edges)
  }

  get pageInfo(): Promise<PageInfo> {
    return this.#once().then(({ pageInfo }) => pageInfo)
  }

  #once(): Promise<MadePage<R>> {
    this.#page ??= this.#read()
    return this.#page
  }
}
