import type { GraphQLResolveInfo } from 'graphql'
import { Prisma } from '#codegen/prisma/client.ts'
import { db } from '#server/postgres/db.ts'
import type { Access } from './access.ts'
import { batchLoader } from './batch-loader.ts'
import { type Context, signedIn } from './context.ts'
import type { KeyValue, Order } from './keyset.ts'
import { delegateOf, type Model, type Rows, type Shape, selectionOf } from './lists.ts'
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

/**
 * The rows of a table that belong to one parent row: those with its id in this column that the viewer may see. `where`
 * narrows them further; the table is called c in it.
 */
// biome-ignore lint/suspicious/noExplicitAny: each right has columns of its own
type Related = { column: string; parent: string; visible: Access<any>; order: Order; where?: Prisma.Sql }

/**
 * The page that is asked for of a list of rows that belong to a parent row, and its count. INVALID where an argument of the
 * page is. A request that asks for such a list of many parents is answered by as many statements as for one: the lists of all
 * parents are read together.
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
