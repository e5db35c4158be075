/** One measured figure: what was measured, what was seen. A benchmark throws where what it measured was wrong. */
export type Row = { what: string; measured: string }

/** The rows as a Markdown table, as README keeps them. */
export const table = (rows: readonly Row[]): string =>
  ['| what | measured |', '| --- | --- |', ...rows.map(({ what, measured }) => `| ${what} | ${measured} |`)].join('\n')
