import { queryFromInfo } from '@pothos/plugin-prisma'
import type { GraphQLResolveInfo } from 'graphql'
import type PrismaTypes from '#codegen/pothos.ts'
import type { Prisma } from '#codegen/prisma/client.ts'
import { db } from '#server/postgres/db.ts'
import type { Context } from './context.ts'
import type { Order } from './keyset.ts'
import { avoiding, countedTo, countNear, findNear, mostFound } from './near.ts'
import type { Offer } from './orders.ts'
import {
  boundsOf,
  Connection,
  type Count,
  countOf,
  type MadePage,
  makePage,
  mostCounted,
  type PageArgs,
  pageOf,
} from './page.ts'
import { mostSorted, SortedRows } from './sorted.ts'

/** The table in which the rows of a list are, and their GraphQL type. */
export type Rows<M extends Model = Model> = { model: M; type: string }

/** A table that is a type of the API. */
export type Model = Prisma.ModelName & keyof PrismaTypes

/** What the fields of a row's type are read from. */
export type Shape<M extends Model> = PrismaTypes[M]['Shape']

/**
 * A list of a table: what belongs to it, and its order. Two kinds of conditions stand in no index that has the order of the
 * list. `among` is given where few rows or most may fulfil one, such as words that are searched for: it is what belongs to
 * the list apart from such conditions. `isShort` says of another condition that few rows ever fulfil it. `offer` are the
 * orders that the caller can ask for, and the one that it asks for; `search` the words that are searched for. `unionIds` are the unions over which the list goes, where it
 * can go over several.
 */
type List = {
  where: object
  unionIds?: readonly string[]
  order: Order
  among?: object | undefined
  search?: string | null | undefined
  isShort?: boolean
  offer: Offer
}

type Row<M extends Model> = Shape<M> & { id: string; [column: string]: unknown }

/** The part of a Prisma model that lists use. */
type Delegate<M extends Model> = {
  findMany: (args: object) => Promise<Row<M>[]>
  findFirst: (args: object) => Promise<object | null>
  count: (args: object) => Promise<number>
}

/** The Prisma model of a table. */
export const delegateOf = <M extends Model>(model: M): Delegate<M> =>
  (db as unknown as Record<string, Delegate<M>>)[model[0]!.toLowerCase() + model.slice(1)]!

/** The selection of the rows of a page, with what its cursors are made of. */
export const selectionOf = (rows: Rows, order: Order, context: Context, info: GraphQLResolveInfo): object =>
  queryFromInfo({ ...selecting(rows, context, info), select: { id: true, ...order.select } })

const selecting = ({ type }: Rows, context: Context, info: GraphQLResolveInfo) => ({
  ...{ context, info, typeName: type },
  paths: [['edges', 'node']],
})

/** The page of a list that is asked for, and its count. INVALID where an argument of the page is. */
export function rootList<M extends Model>(
  rows: Rows<M>,
  list: List,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<Shape<M>> {
  const { offer } = list
  const table = delegateOf(rows.model)
  const count = () => countList(table, list)
  const ordersOf = async (count: () => Promise<Count>) => {
    const { total, isFloor } = await count()
    return isFloor || total > mostSorted ? offer.always : offer.short
  }
  const read = offer.asked?.index === 'none' ? sortedReader : indexReader
  return new Connection(read(rows, list, args, context, info), count, ordersOf)
}

/** Counts a list. One that is searched has its words in an index, or in its first rows, but not over several unions. */
async function countList<M extends Model>(
  table: Delegate<M>,
  { where, among, search, order, unionIds = [] }: List,
): Promise<Count> {
  if (!search?.trim()) return countOf(await table.count({ where, ...countedTo(mostCounted) }), mostCounted)
  const isNear = among && unionIds.length < 2
  const counted = isNear
    ? countNear({ table, among, order, backwards: false }, where)
    : table.count({ where, ...countedTo(mostFound) })
  return countOf(await counted, mostFound)
}

type Reader = <M extends Model>(
  rows: Rows<M>,
  list: List,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
) => () => Promise<MadePage<Shape<M>>>

/** Reads a page in an order that stands in no index. */
const sortedReader: Reader = (rows, { where, offer }, args, context, info) => {
  const asked = offer.asked!
  const { order } = asked
  const page = pageOf(args, (cursor, field) => order.read(cursor, field))
  const table = delegateOf(rows.model)
  return async () => {
    const sorted = await SortedRows.read(rows.model, table, where, asked)
    const places = await sorted.places(page)
    const ids = places.slice(0, page.size).map(([id]) => id)
    const selection = queryFromInfo({ ...selecting(rows, context, info), select: { id: true } })
    const read = ids.length ? await table.findMany({ ...selection, where: { AND: [where, { id: { in: ids } }] } }) : []
    const byId = new Map(read.map((row) => [row.id, row]))
    const made = places.map(([id, ...values]) => ({ cursor: order.cursorOf(values), node: byId.get(id) }))
    return makePage(
      page,
      made,
      (side) => () => sorted.lies((side === 'at or before' ? page.after : page.before)!, side),
    )
  }
}

/** Reads a page in an order that stands in an index. */
const indexReader: Reader = (rows, list, args, context, info) => {
  const { where, offer, unionIds = [] } = list
  const order = offer.asked?.order ?? list.order
  // an index of an order's own has the conditions for which the order is offered in it
  const { among, isShort } = offer.asked?.index === 'own' ? {} : list
  const page = pageOf(args, (cursor, field) => order.read(cursor, field))
  const selection = selectionOf(rows, order, context, info)
  const table = delegateOf(rows.model)
  return async () => {
    const bounds = boundsOf(page, (values, side) => order.where(values, side))
    const inOrder = { orderBy: order.orderBy(page.backwards), take: page.size + 1 }
    const find = async (select: object, ...parts: object[]) => {
      const within = (...more: object[]) => ({
        ...select,
        ...inOrder,
        where: { AND: [where, ...bounds, ...parts, ...more] },
      })
      const { backwards } = page
      const near = among
        ? await findNear({ table, among: { AND: [among, ...bounds, ...parts] }, order, backwards }, page, within)
        : null
      const all = () => table.findMany(within())
      return near ?? (among || isShort ? avoiding('indexscan', all()) : all())
    }
    const found =
      unionIds.length > 1 ? await findOver(table, unionIds, find, { ...selection, ...inOrder }) : await find(selection)
    const places = found.map((node) => ({ cursor: order.cursorOf(order.valuesOf(node)), node }))
    return makePage(page, places, (side) => async () => {
      const place = order.where((side === 'at or before' ? page.after : page.before)!, side)
      return (await table.findFirst({ where: { AND: [where, place] }, select: { id: true } })) !== null
    })
  }
}

/** How many unions are asked at the same time, so that one list does not take all connections. */
const unionsAtOnce = 5

/**
 * The first rows of several unions together. An index has the order of a list within one union: the first rows of each are found
 * in it, and the first of these are read.
 */
async function findOver<M extends Model>(
  table: Delegate<M>,
  unionIds: readonly string[],
  find: (select: object, ...parts: object[]) => Promise<Row<M>[]>,
  question: object,
): Promise<Row<M>[]> {
  const ids: string[] = []
  for (let start = 0; start < unionIds.length; start += unionsAtOnce) {
    const some = unionIds.slice(start, start + unionsAtOnce)
    const found = await Promise.all(some.map((unionId) => find({ select: { id: true } }, { unionId })))
    ids.push(...found.flat().map(({ id }) => id))
  }
  return ids.length ? avoiding('indexscan', table.findMany({ ...question, where: { id: { in: ids } } })) : []
}
