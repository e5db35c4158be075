import type { Prisma } from '#codegen/prisma/client.ts'
import { db } from '#server/postgres/db.ts'
import type { Order } from './keyset.ts'
import type { Page } from './page.ts'
import { mostSorted } from './sorted.ts'

/** How many rows a search looks through to learn how often its words stand there: some milliseconds' worth. */
const probedRows = 1000

/** How many rows it looks through where they are likely to have a whole page of matches, or as many as are counted. */
const rowsForPage = 8000
const rowsForCount = 20_000

/** How far a search is counted: a longer list has no orders of its own either, and whoever searches adds a word. */
export const mostFound = mostSorted

/** The part of a Prisma model that searches use. */
type Table<R> = { findMany: (args: object) => Promise<R[]>; count: (args: object) => Promise<number> }

type Row = { id: string; [column: string]: unknown }

/** Rows of a list from its beginning, or from its end: those that belong to it apart from what is searched for. */
export type Stretch<R> = { table: Table<R>; among: object; order: Order; backwards: boolean }

/** The conditions for the first so many rows of a stretch; null where it has no more. */
async function firstOf<R extends Row>(
  { table, among, order, backwards }: Stretch<R>,
  rows: number,
): Promise<object | null> {
  const edge = { where: among, orderBy: order.orderBy(backwards), skip: rows, take: 1 }
  const [last] = await table.findMany({ ...edge, select: { id: true, ...order.select } })
  return last
    ? order.where(order.valuesOf(last as Parameters<Order['valuesOf']>[0]), backwards ? 'at or after' : 'at or before')
    : null
}

/**
 * The page of a search, where it is full of matches among the first rows of the list, or where the list has no others. Null:
 * the matches lie far apart. `within` makes the question of the page with further conditions.
 */
export async function findNear<R extends Row>(
  stretch: Stretch<R>,
  { size }: Page,
  within: (...more: object[]) => object,
): Promise<R[] | null> {
  const { table } = stretch
  const probed = await firstOf(stretch, probedRows)
  if (!probed) return table.findMany(within())
  const first = await avoiding('bitmapscan', table.findMany(within(probed)))
  if (first.length > size) return first
  if ((first.length * rowsForPage) / probedRows <= size) return null
  const near = await firstOf(stretch, rowsForPage)
  const found = await avoiding('bitmapscan', table.findMany(near ? within(near) : within()))
  return found.length > size || !near ? found : null
}

/** Prisma would count the first rows by id; by their union, which is one, PostgreSQL counts them as it finds them. */
export const countedTo = (most: number) => ({ take: most + 1, orderBy: { unionId: 'asc' } })

/**
 * Counts the matches of a search, as far as searches are counted. Words that stand in every tenth row are counted from the
 * beginning of the list: in the index of words PostgreSQL would collect all of them first.
 */
export async function countNear<R extends Row>(stretch: Stretch<R>, where: object): Promise<number> {
  const { table } = stretch
  const count = (...more: object[]) => table.count({ where: { AND: [where, ...more] }, ...countedTo(mostFound) })
  const probed = await firstOf(stretch, probedRows)
  if (!probed) return count()
  const first = await avoiding('bitmapscan', count(probed))
  if (first * 10 >= probedRows) {
    const near = await firstOf(stretch, rowsForCount)
    const found = await avoiding('bitmapscan', near ? count(near) : count())
    if (found > mostFound || !near) return found
  }
  return count()
}

/**
 * Asks without one of PostgreSQL's ways to read rows. It cannot know how often words stand side by side: it would now and then
 * find all matches in the index of words where a few rows of the list suffice, or go through the whole list for a few matches.
 */
export async function avoiding<T>(way: 'bitmapscan' | 'indexscan', question: Promise<T>): Promise<T> {
  const statements = [db.$executeRawUnsafe(`SET LOCAL enable_${way} = off`), question]
  const [, answer] = await db.$transaction(statements as Prisma.PrismaPromise<unknown>[])
  return answer as T
}
