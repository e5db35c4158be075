import type { RosterKind } from '#codegen/prisma/enums.ts'
import type { Viewer } from '#server/platform/context.ts'
import type { Locale, Sentence } from '#server/platform/errors.ts'
import type { IdsInOrder } from '#server/platform/in-order.ts'
import { maskPhone } from '#server/platform/phones.ts'
import type { ExportFilter } from './filter.ts'
import type { Table, TableColumn } from './table-file.ts'

/** The request for a list: who asks, for which union, with which filter, in which language. */
export type ListRequest = {
  viewer: Viewer
  unionId: string
  filter: ExportFilter
  locale: Locale
  rosterId: string | null
  rosterKind: RosterKind | null
  /** True where the phone numbers are written in full; they are masked else. */
  withPhones: boolean
}

/** A list that can be exported as a file. */
export type List = (request: ListRequest) => Promise<Table> | Table

const pageSize = 1000

/** A column: its key, its header in both languages, and what it holds. */
export const column = (
  key: string,
  header: Sentence,
  type: TableColumn['type'] = 'text',
  width?: number,
): Omit<TableColumn, 'header'> & { header: Sentence } => ({ key, header, type, ...(width && { width }) })

type PageWhere = { id?: { gt: string } | { in: string[] } }

/** The columns in the reader's language. */
export const inLocale = (columns: ReturnType<typeof column>[], locale: Locale): TableColumn[] =>
  columns.map((each) => ({ ...each, header: each.header[locale] }))

/** Yes or no in the reader's language. */
export const yesOrNo = (value: boolean, locale: Locale): string =>
  (value ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' })[locale]

/**
 * Reads rows in pages of a thousand, so that a list is never in memory as a whole: in the order of these ids, or each page
 * after the last id of the page before.
 */
export async function* byPages<Row extends { id: string }>(
  read: (page: { where: PageWhere; orderBy: { id: 'asc' }; take: number }) => Promise<Row[]>,
  inOrder: IdsInOrder | null = null,
): AsyncGenerator<Row> {
  for await (const ids of inOrder ?? []) {
    const rows = await read({ where: { id: { in: ids } }, orderBy: { id: 'asc' }, take: pageSize })
    const byId = new Map(rows.map((row) => [row.id, row]))
    yield* ids.flatMap((id) => byId.get(id) ?? [])
  }
  if (inOrder) return
  let after: string | undefined
  for (;;) {
    const rows = await read({ where: after ? { id: { gt: after } } : {}, orderBy: { id: 'asc' }, take: pageSize })
    yield* rows
    if (rows.length < pageSize) return
    after = rows.at(-1)!.id
  }
}

/** Turns each row into the values of a line of the file. */
export async function* mapRows<Row>(rows: AsyncIterable<Row>, write: (row: Row) => Record<string, unknown>) {
  for await (const row of rows) yield write(row)
}

/** A phone number as a file has it. */
export const phoneCell = (phone: string, withPhones: boolean): string => (withPhones ? phone : maskPhone(phone))
