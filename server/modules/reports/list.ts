import type { Viewer } from '#server/platform/context.ts'
import type { Locale, Sentence } from '#server/platform/errors.ts'
import type { ExportFilter } from './filter.ts'
import type { Table, TableColumn } from './table-file.ts'

/** What a list is asked for: by whom, of which union, how narrowed, in which language. */
export type ListRequest = {
  viewer: Viewer
  unionId: string
  filter: ExportFilter
  locale: Locale
  rosterId: string | null
}

/** A list that can leave the house as a file. */
export type List = (request: ListRequest) => Promise<Table> | Table

const pageSize = 1000

/** A column: its key, its header in both languages, and what it holds. */
export const column = (
  key: string,
  header: Sentence,
  type: TableColumn['type'] = 'text',
  width?: number,
): Omit<TableColumn, 'header'> & { header: Sentence } => ({ key, header, type, ...(width && { width }) })

/** The columns in the reader's language. */
export const inLocale = (columns: ReturnType<typeof column>[], locale: Locale): TableColumn[] =>
  columns.map((each) => ({ ...each, header: each.header[locale] }))

/** Yes or no in the reader's language. */
export const yesOrNo = (value: boolean, locale: Locale): string =>
  (value ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' })[locale]

/** Rows by thousands, each page after the last one's id: a list is never whole in memory. */
export async function* byPages<Row extends { id: string }>(
  read: (page: { where: { id?: { gt: string } }; orderBy: { id: 'asc' }; take: number }) => Promise<Row[]>,
): AsyncGenerator<Row> {
  let after: string | undefined
  for (;;) {
    const rows = await read({ where: after ? { id: { gt: after } } : {}, orderBy: { id: 'asc' }, take: pageSize })
    yield* rows
    if (rows.length < pageSize) return
    after = rows.at(-1)!.id
  }
}

/** Each row as it stands in the file. */
export async function* mapRows<Row>(rows: AsyncIterable<Row>, write: (row: Row) => Record<string, unknown>) {
  for await (const row of rows) yield write(row)
}
