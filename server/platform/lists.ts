import { queryFromInfo } from '@pothos/plugin-prisma'
import type { GraphQLResolveInfo } from 'graphql'
import type PrismaTypes from '#codegen/pothos.ts'
import { Prisma } from '#codegen/prisma/client.ts'
import { db } from '#server/postgres/db.ts'
import type { Access } from './access.ts'
import { batchLoader } from './batch-loader.ts'
import { type Context, signedIn } from './context.ts'
import type { KeyValue, Order } from './keyset.ts'
import {
  boundsOf,
  Connection,
  type Count,
  countOf,
  type MadePage,
  makePage,
  mostCounted,
  type Page,
  type PageArgs,
  pageOf,
} from './page.ts'

/** The table in which the rows of a list are, and their GraphQL type. */
type Rows<M extends Model = Model> = { model: M; type: string }

/** A table that is a type of the API. */
export type Model = Prisma.ModelName & keyof PrismaTypes

/** What the fields of a row's type are read from. */
type Shape<M extends Model> = PrismaTypes[M]['Shape']

/**
 * A list of a table: what belongs to it, and its order. Two kinds of conditions stand in no index that has the order of the
 * list. `among` is given where few rows or most may fulfil one, such as words that are searched for: it is what belongs to
 * the list apart from such conditions. `isShort` says of another condition that few rows ever fulfil it.
 */
type List = { where: object; order: Order; among?: object | undefined; isShort?: boolean }

/**
 * The rows of a table that belong to one parent row: those with its id in this column that the viewer may see. `where`
 * narrows them further; the table is called c in it.
 */
// biome-ignore lint/suspicious/noExplicitAny: each right has columns of its own
type Related = { column: string; parent: string; visible: Access<any>; order: Order; where?: Prisma.Sql }

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
const selectionOf = ({ type }: Rows, order: Order, context: Context, info: GraphQLResolveInfo): object =>
  queryFromInfo({ context, info, typeName: type, paths: [['edges', 'node']], select: { id: true, ...order.select } })

/** The page of a list that is asked for, and its count. INVALID where an argument of the page is. */
export function rootList<M extends Model>(
  rows: Rows<M>,
  { where, order, among, isShort }: List,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<Shape<M>> {
  const page = pageOf(args, (cursor, field) => order.read(cursor, field))
  const selection = selectionOf(rows, order, context, info)
  const table = delegateOf(rows.model)
  const read = async () => {
    const bounds = boundsOf(page, (values, side) => order.where(values, side))
    const question = { ...selection, orderBy: order.orderBy(page.backwards), take: page.size + 1 }
    const within = (...more: object[]) => ({ ...question, where: { AND: [where, ...bounds, ...more] } })
    const near = among ? await findNear(table, { AND: [among, ...bounds] }, order, page, within) : null
    const isSorted = !near && (among || isShort)
    const found =
      near ?? (await (isSorted ? findWithout('enable_indexscan', table, within()) : table.findMany(within())))
    const places = found.map((node) => ({ cursor: order.cursorOf(order.valuesOf(node)), node }))
    return makePage(page, places, (side) => async () => {
      const place = order.where((side === 'at or before' ? page.after : page.before)!, side)
      return (await table.findFirst({ where: { AND: [where, place] }, select: { id: true } })) !== null
    })
  }
  return new Connection(read, async () => countOf(await table.count({ where, ...countedAtMost })))
}

/** Prisma would count the first rows by id; by their union, which is one, PostgreSQL counts them as it finds them. */
const countedAtMost = { take: mostCounted + 1, orderBy: { unionId: 'asc' } }

/** How many rows a search looks through before it has all matches found: some milliseconds' worth. */
const nearRows = 4000

/**
 * The page of a search, where it is full of matches among the first rows of the list, or where the list has no others. Null:
 * the matches lie far apart.
 */
async function findNear<M extends Model>(
  table: Delegate<M>,
  where: object,
  order: Order,
  { size, backwards }: Page,
  within: (...more: object[]) => object,
): Promise<Row<M>[] | null> {
  const edge = { where, orderBy: order.orderBy(backwards), skip: nearRows, take: 1 }
  const [last] = await table.findMany({ ...edge, select: { id: true, ...order.select } })
  if (!last) return table.findMany(within())
  const near = order.where(order.valuesOf(last), backwards ? 'at or after' : 'at or before')
  const found = await findWithout('enable_bitmapscan', table, within(near))
  return found.length > size ? found : null
}

/**
 * Finds rows without one of PostgreSQL's ways to read them. It cannot know how often words stand side by side: it would now
 * and then find all matches in the index of words where a few rows of the list suffice, or go through the whole list
 * for a few matches.
 */
async function findWithout<M extends Model>(
  way: 'enable_bitmapscan' | 'enable_indexscan',
  table: Delegate<M>,
  question: object,
): Promise<Row<M>[]> {
  const statements = [db.$executeRawUnsafe(`SET LOCAL ${way} = off`), table.findMany(question)]
  const [, found] = await db.$transaction(statements as Prisma.PrismaPromise<unknown>[])
  return found as Row<M>[]
}

/**
 * The same for a list of rows that belong to a parent row. A request that asks for such a list of many parents is answered
 * by as many statements as for one: the lists of all parents are read together.
 */
export function relatedList<M extends Model>(
  rows: Rows<M>,
  related: Related,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<Shape<M>> {
  const page = pageOf(args, (cursor, field) => related.order.read(cursor, field))
  const load = <T>(what: string, read: (parents: readonly string[]) => Promise<T[]>) =>
    batchLoader({ context, info, key: `${what} ${JSON.stringify(args)}` }, read).load(related.parent)
  return new Connection(
    () => load('page', (parents) => readPages(rows, related, page, parents, context, info)),
    () => load('count', (parents) => countEach(rows, related, parents, context)),
  )
}

/** What the rows c of the parent p fulfil. */
function conditions({ column, visible, where }: Related, context: Context): Prisma.Sql {
  const belongs = Prisma.sql`${Prisma.raw(`c."${column}"`)} = p.id AND ${visible.sql(signedIn(context), 'c')}`
  return where ? Prisma.sql`${belongs} AND ${where}` : belongs
}

/**
 * Reads a page for each parent. The first statement reads the places of all pages, each from its own part of an index; the
 * second reads their rows with what the caller selects of them, which Prisma can read by ids, but not so many for each
 * parent. A cursor is made of what the first one read: a row that changes in between still ends the page where it stood.
 */
async function readPages<M extends Model>(
  rows: Rows<M>,
  related: Related,
  page: Page,
  parents: readonly string[],
  context: Context,
  info: GraphQLResolveInfo,
): Promise<MadePage<Shape<M>>[]> {
  const { order } = related
  const table = Prisma.raw(`"${rows.model}" c`)
  const belongs = conditions(related, context)
  const within = Prisma.join([belongs, ...boundsOf(page, (values, side) => order.sql(values, side, 'c'))], ' AND ')
  const lies = (place: readonly KeyValue[] | null, side: 'at or before' | 'at or after') =>
    place
      ? Prisma.sql`EXISTS (SELECT FROM ${table} WHERE ${belongs} AND ${order.sql(place, side, 'c')})`
      : Prisma.sql`false`
  const key = Prisma.raw(['id', ...order.columns.map(({ name }) => name)].map((name) => `c."${name}"`).join(', '))
  type Found = { parent: string; keys: [string, ...KeyValue[]][]; before: boolean; after: boolean }
  const found = await db.$queryRaw<Found[]>`
    SELECT p.id AS parent, to_jsonb(ARRAY(
      SELECT jsonb_build_array(${key}) FROM ${table} WHERE ${within}
      ORDER BY ${order.orderSql('c', page.backwards)} LIMIT ${page.size + 1})) AS keys,
      ${lies(page.after, 'at or before')} AS before, ${lies(page.before, 'at or after')} AS after
    FROM unnest(${[...parents]}::uuid[]) AS p(id)`
  const ids = found.flatMap(({ keys }) => keys.slice(0, page.size).map(([id]) => id))
  const selection = selectionOf(rows, order, context, info)
  const where = { AND: [{ id: { in: ids } }, related.visible(signedIn(context))] }
  const read = ids.length ? await delegateOf(rows.model).findMany({ ...selection, where }) : []
  const byId = new Map(read.map((row) => [row.id, row]))
  const byParent = new Map(found.map((each) => [each.parent, each]))
  return parents.map((parent) => {
    const { keys, before, after } = byParent.get(parent)!
    const places = keys.map(([id, ...values]) => ({ cursor: order.cursorOf(values), node: byId.get(id) }))
    return makePage(page, places, (side) => (side === 'at or before' ? before : after))
  })
}

/** Counts the list of each parent. */
async function countEach(rows: Rows, related: Related, parents: readonly string[], context: Context): Promise<Count[]> {
  const found = await db.$queryRaw<{ parent: string; count: number }[]>`
    SELECT p.id AS parent, (SELECT count(*)::int FROM (
      SELECT FROM ${Prisma.raw(`"${rows.model}" c`)} WHERE ${conditions(related, context)} LIMIT ${mostCounted + 1}
    ) counted) AS count
    FROM unnest(${[...parents]}::uuid[]) AS p(id)`
  const byParent = new Map(found.map(({ parent, count }) => [parent, count]))
  return parents.map((parent) => countOf(byParent.get(parent)!))
}
