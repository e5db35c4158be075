import type { ReactNode } from 'react'
import './table.css'

/** One column: what stands above it and what a row shows in it. The first column names the row. */
export type Column<R> = { head: string; cell: (row: R) => ReactNode; numeric?: boolean }

type TableProps<R> = { caption: string; columns: Column<R>[]; rows: readonly R[]; rowKey: (row: R) => string }

/** A list as a table; on a narrow screen each row stands by itself with its heads before its values. */
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
