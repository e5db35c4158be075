import type { Prisma } from '#codegen/prisma/client.ts'
import { dropCellTexts, keepCellTexts, keepTextsBefore } from '#server/modules/cell-texts/keep.ts'
import { batches } from '#server/modules/enterprises/bulk.ts'
import type { AnyKind, Columns, PlannedRow } from './kind.ts'
import { type KnownTexts, settledColumns } from './settled.ts'

type Of = { kind: AnyKind; rosterId: string; unionId: string; at: Date; known: KnownTexts }

/**
 * Keeps the texts of the rows that are written, and takes away the known ones in whose place a row has an exact value. What is
 * written `before` all else keeps them with the roster as they were, for its undoing.
 */
export function textWrites(
  { kind: { columns, subject, keepsTexts }, known, ...of }: Of,
  effects: readonly { row: PlannedRow }[],
  idOf: (row: PlannedRow) => string | null | undefined,
): { before: Prisma.Sql[]; after: Prisma.Sql[] } {
  if (!keepsTexts) return { before: [], after: [] }
  const rows = effects.flatMap(({ row }) => {
    const subjectId = idOf(row)
    return subjectId ? [{ ...row, subjectId }] : []
  })
  const kept = rows.flatMap(({ subjectId, texts, name, row }) =>
    texts
      .filter(({ column, text }) => known.get(`${subjectId} ${column}`)?.text !== text)
      .map((text) => {
        const { zh, en } = (columns as Columns)[text.column]!.name
        return { ...text, subjectId, title: zh, titleEn: en, name, row }
      }),
  )
  // several rows may be about one supplier: the last one that says more than its value is kept
  const last = new Map(kept.map((text) => [`${text.subjectId} ${text.column}`, text]))
  const exact = rows.flatMap(({ kind, subjectId, entry, texts }) => {
    if (kind !== 'CHANGE' || known.size === 0) return []
    const settled = settledColumns({ entry: entry!, texts }, subjectId, known)
    return Object.entries(entry!).flatMap(([column, value]) =>
      value === null ||
      !known.has(`${subjectId} ${column}`) ||
      settled.has(column) ||
      texts.some((text) => text.column === column)
        ? []
        : [{ subjectId, column }],
    )
  })
  const replaced = [...exact, ...last.values()]
    .map(({ subjectId, column }) => ({ subjectId, column }))
    .filter(({ subjectId, column }) => known.has(`${subjectId} ${column}`))
  return {
    before: replaced.length > 0 ? [keepTextsBefore(of.rosterId, replaced)] : [],
    after: [
      ...batches(exact).map(dropCellTexts),
      ...batches([...last.values()]).map((batch) => keepCellTexts({ ...of, subjectType: subject }, batch)),
    ],
  }
}
