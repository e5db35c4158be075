import { tidyText } from '#server/platform/text.ts'
import type { KnownHeader } from './find-header.ts'
import { headerName } from './header.ts'
import type { FileHeader } from './problem.ts'
import { mostSamples, type SheetRow } from './sheet.ts'

/** All headers in their order, with the columns that they are taken for and some of the values below them. */
export function fileHeaders(
  { texts, columns }: Pick<KnownHeader, 'texts' | 'columns'>,
  below: readonly SheetRow[],
): FileHeader[] {
  const taken = new Map(Object.entries(columns).map(([column, index]) => [index, column]))
  return texts.map((text, index) => ({
    header: headerName(text, index),
    column: taken.get(index) ?? null,
    samples: samplesOf(below, index),
  }))
}

const longestSample = 30

/** The first values of a column that differ, each cut where it is long. */
function samplesOf(rows: readonly SheetRow[], column: number): string[] {
  const samples = new Set<string>()
  for (const { cells } of rows) {
    const sample = [...tidyText((cells[column] ?? '').slice(0, 4 * longestSample))].slice(0, longestSample).join('')
    if (sample !== '') samples.add(sample)
    if (samples.size === mostSamples) break
  }
  return [...samples]
}
