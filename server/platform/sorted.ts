import { Prisma } from '#codegen/prisma/client.ts'
import { db } from '#server/postgres/db.ts'
import { invalid } from './errors.ts'
import type { KeyValue } from './keyset.ts'
import type { Asked } from './orders.ts'
import { boundsOf, type Page } from './page.ts'

/** How many rows a list may have in an order that stands in no index: all of them are read and sorted for each page. */
export const mostSorted = 2000

/** A table of which a list is sorted. */
export type Sortable = { findMany: (args: object) => Promise<{ id: string }[]> }

/** The rows of a list that is short enough to be sorted. */
export class SortedRows {
  readonly #model: Prisma.ModelName
  readonly #ids: readonly string[]
  readonly #asked: Asked

  private constructor(model: Prisma.ModelName, ids: readonly string[], asked: Asked) {
    this.#model = model
    this.#ids = ids
    this.#asked = asked
  }

  /** Reads which rows belong to a list. INVALID, where the order was asked for: they are too many to be sorted. */
  static async read(model: Prisma.ModelName, table: Sortable, where: object, asked: Asked): Promise<SortedRows> {
    // Prisma would otherwise read the first rows by id; PostgreSQL now takes them as it finds them
    const some = { take: mostSorted + 1, orderBy: { unionId: 'asc' } }
    const rows = await table.findMany({ where, select: { id: true }, ...some })
    if (rows.length > mostSorted) throw tooLong(asked.field)
    return new SortedRows(
      model,
      rows.map(({ id }) => id),
      asked,
    )
  }

  /** The ids of the rows between these places, in their order, with the values by which they are sorted. */
  async places(page: Page): Promise<[id: string, ...values: KeyValue[]][]> {
    const { order } = this.#asked
    const bounds = boundsOf(page, (values, side) => order.sql(values, side, 'c'))
    const keys = Prisma.raw(['id', ...order.columns.map(({ name }) => name)].map((name) => `c."${name}"`).join(', '))
    const found = await db.$queryRaw<{ keys: [string, ...KeyValue[]] }[]>`
      SELECT jsonb_build_array(${keys}) AS keys FROM ${this.#rows()}
      ${bounds.length ? Prisma.sql`WHERE ${Prisma.join(bounds, ' AND ')}` : Prisma.empty}
      ORDER BY ${order.orderSql('c', page.backwards)} LIMIT ${page.size + 1}`
    return found.map((row) => row.keys)
  }

  /** Whether there are rows on this side of a place, or at it. */
  async lies(values: readonly KeyValue[], side: 'at or before' | 'at or after'): Promise<boolean> {
    const beyond = this.#asked.order.sql(values, side, 'c')
    const found = await db.$queryRaw<object[]>`SELECT 1 FROM ${this.#rows()} WHERE ${beyond} LIMIT 1`
    return found.length > 0
  }

  /** The rows as a table c with the columns of the order. */
  #rows(): Prisma.Sql {
    const { order, sql, joins } = this.#asked
    const names = new Set(['id', ...order.columns.map(({ name }) => name)])
    const columns = [...names].map((name) => `${sql[name] ?? `c."${name}"`} AS "${name}"`).join(', ')
    return Prisma.sql`(
      SELECT ${Prisma.raw(`${columns} FROM "${this.#model}" c ${joins}`)} WHERE c.id = ANY(${[...this.#ids]}::uuid[])) c`
  }
}

const tooLong = (field: string) =>
  invalid(field, {
    zh: `请先缩小列表:超过 ${mostSorted} 项时不能按这一列排序。`,
    en: `Narrow the list first: one of more than ${mostSorted} entries cannot be ordered by this column.`,
  })
