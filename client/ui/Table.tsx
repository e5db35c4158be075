import type { ReactNode } from 'react'
import './table.css'

/** A column of a table: its head, and the cell of a row. The first column is the head of each row. */
export type Column<R> = { head: string; cell: (row: R) => ReactNode; numeric?: boolean | undefined }

type TableProps<R> = { caption: string; columns: readonly Column<R>[]; rows: readonly R[]; rowKey: (row: R) => string }

/** A table on the page of a record. On a narrow screen each row becomes a block that shows every head before its value. */
export function Table<R>({ caption, columns, rows, rowKey }: TableProps<R>) {
  return (
    <table className="ui-table">
      <caption className="ui-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ head, numeric }) => (
            <th key={head} scope="col" className={numeric ? 'ui-numeric' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ head, cell, numeric }, index) =>
              index === 0 ? (
                <th key={head} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={head} data-head={head} className={numeric ? 'ui-numeric' : undefined}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
