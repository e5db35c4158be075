import type { KeyValue } from './keyset.ts'
import { delegateOf, type Model } from './lists.ts'
import type { Asked } from './orders.ts'
import { mostSorted, SortedRows } from './sorted.ts'

const pageSize = 1000

/** The ids of the rows of a list in the order that is asked for, up to a thousand at a time. */
export type IdsInOrder = AsyncGenerator<string[]>

/**
 * Reads the ids of a whole list in the order that is asked for, for its export; null where none is. INVALID, before the first
 * is read, where the list is too long for the order.
 */
export async function idsInOrder(model: Model, where: object, asked: Asked | null): Promise<IdsInOrder | null> {
  if (!asked) return null
  if (asked.index !== 'none') return byIndex(model, where, asked)
  const sorted = await SortedRows.read(model, delegateOf(model), where, asked)
  return once(await sorted.places({ size: mostSorted, backwards: false, after: null, before: null }))
}

async function* once(places: [id: string, ...values: KeyValue[]][]): IdsInOrder {
  const ids = places.map(([id]) => id)
  for (let start = 0; start < ids.length; start += pageSize) yield ids.slice(start, start + pageSize)
}

async function* byIndex(model: Model, where: object, { order }: Asked): IdsInOrder {
  const table = delegateOf(model)
  const question = { select: { id: true, ...order.select }, orderBy: order.orderBy(false), take: pageSize }
  for (let after: KeyValue[] | null = null; ; ) {
    const rows: { id: string }[] = await table.findMany({
      ...question,
      where: { AND: [where, ...(after ? [order.where(after, 'after')] : [])] },
    })
    yield rows.map(({ id }) => id)
    if (rows.length < pageSize) return
    after = order.valuesOf(rows.at(-1)!)
  }
}
