import type { KnownText } from '#server/modules/cell-texts/keep.ts'
import { tidyText } from '#server/platform/text.ts'
import type { AnyKind, Columns, Told } from './kind.ts'
import { nameBefore } from './readings.ts'

/** The texts of cells that are kept, by the row id of their subject and the column. */
export type KnownTexts = ReadonlyMap<string, KnownText>

/**
 * The columns in which a row repeats a text of its subject that somebody has checked. What stands there now is what that person has
 * found, so that the cell says nothing new.
 */
export function settledColumns({ entry, texts }: Told, subjectId: string, known: KnownTexts): ReadonlySet<string> {
  const textOf = (column: string) => texts.find((text) => text.column === column)?.text ?? String(entry[column] ?? '')
  return new Set(
    Object.keys(entry).filter((column) => {
      const before = known.get(`${subjectId} ${column}`)
      return before?.isChecked && tidyText(before.text) === tidyText(textOf(column))
    }),
  )
}

/** What the row says without these columns, and without the name of a person that stands in one of them. */
export function withoutSettled(
  { columns }: AnyKind,
  { entry, texts }: Told,
  subjectId: string,
  known: KnownTexts,
): Told {
  const settled = settledColumns({ entry, texts }, subjectId, known)
  if (settled.size === 0) return { entry, texts }
  const left = new Set(settled)
  for (const { column, text } of texts) {
    const person = (columns as Columns)[column]!.phoneOf
    if (settled.has(column) && person && nameBefore(text) === entry[person]) left.add(person)
  }
  return {
    entry: Object.fromEntries(Object.entries(entry).filter(([column]) => !left.has(column))),
    texts: texts.filter(({ column }) => !settled.has(column)),
  }
}
