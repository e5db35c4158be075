import { avoiding } from '#server/platform/near.ts'

/** How many rows of a table a search goes through: some milliseconds' worth. */
export const nearRows = 2000

/** The part of a Prisma model that a search uses. */
type Table = { findMany: (args: never) => Promise<unknown> }

type Question = {
  /** The rows of the union that the viewer may see. */
  scope: object
  /** What a row must fulfil besides; `isByWords` where these are words, which stand in an index of their own. */
  where: object
  isByWords?: true
  /** From the oldest row, or from the newest. */
  direction: 'asc' | 'desc'
  select: object
  take: number
}

/** Finds rows among the first of a table in the order of their ids, however many it has. */
export async function findNear<R>(table: Table, question: Question): Promise<R[]> {
  const { scope, where, isByWords, direction, select, take } = question
  const read = (args: object) => table.findMany(args as never)
  const orderBy = { id: direction }
  const edges = await read({ where: scope, orderBy, skip: nearRows, take: 1, select: { id: true } })
  const [edge] = edges as { id: string }[]
  const within = edge ? { id: { [direction === 'asc' ? 'lt' : 'gt']: edge.id } } : {}
  const found = read({ where: { AND: [scope, within, where] }, orderBy, select, take })
  // PostgreSQL would first collect all that have the words
  return (await (isByWords ? avoiding('bitmapscan', found) : found)) as R[]
}
