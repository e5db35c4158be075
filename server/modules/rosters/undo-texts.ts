import { Prisma } from '#codegen/prisma/client.ts'
import { many, type Read, type Root, rootsOf } from '#server/log/load.ts'
import { batches } from '#server/modules/enterprises/bulk.ts'
import { becameOf } from './kept.ts'
import type { AnyKind, Columns, PlannedRow, RowUndo } from './kind.ts'
import { subjectsOf } from './taking-back.ts'

/** A text that is kept now, of which roster it is, and whether somebody has checked it. */
export type StandingText = { subjectId: string; column: string; rosterId: string; isChecked: boolean }

/** A text as it was kept before a roster was applied, with all its columns. */
export type TextBefore = { subjectId: string; column: string }

const idsOf = (rows: readonly PlannedRow[]): Prisma.Sql =>
  Prisma.sql`SELECT id FROM "CellText" WHERE "subjectId" = ANY(${subjectsOf(rows)}::uuid[])`

/** The texts of what the rows are about: nobody checks one while they are read and replaced. */
export const lockTexts = (rows: readonly PlannedRow[]): Root => rootsOf('CellText', idsOf(rows))

/** Reads the texts that are kept now of what the rows are about. */
export const readStandingTexts = (rows: readonly PlannedRow[]): Read<StandingText[]> =>
  many(Prisma.sql`
    SELECT "subjectId", "column", "rosterId", "checkedAt" IS NOT NULL AS "isChecked" FROM "CellText"
    WHERE id IN (${idsOf(rows)})`)

/** A row that is undone, the changes of values that may go back, and the columns of which somebody has checked the text since. */
type Undone = { row: PlannedRow; back: PlannedRow; checked: string[] }

/** The rows without what a kind does not undo: texts, and values that somebody has checked since. */
export function undoneRows(rows: readonly PlannedRow[], rosterId: string, standing: readonly StandingText[]): Undone[] {
  const checked = new Set(
    standing.flatMap((text) =>
      text.rosterId === rosterId && text.isChecked ? [`${text.subjectId} ${text.column}`] : [],
    ),
  )
  return rows.map((row) => {
    const isChecked = (column: string) => row.kind === 'CHANGE' && checked.has(`${row.subjectId} ${column}`)
    return {
      row,
      back: { ...row, changes: row.changes.filter(({ isText, column }) => !isText && !isChecked(column)) },
      checked: row.texts.flatMap(({ column }) => (isChecked(column) ? [column] : [])),
    }
  })
}

/** True where the kind has something to undo of the row: it has made something, or changed a value. */
export const isForKind = ({ back }: Undone): boolean => back.kind === 'CREATE' || back.changes.length > 0

/** What became of the rows, where the columns of which somebody has checked the text stay as well. */
export function outcomesOf(
  { columns }: AnyKind,
  undone: readonly Undone[],
  ofKind: ReadonlyMap<PlannedRow, RowUndo>,
): Map<PlannedRow, RowUndo> {
  return new Map(
    undone.map(({ row, back, checked }) => {
      const outcome = ofKind.get(back) ?? becameOf.before
      const staying = outcome.outcome === 'KEPT' ? outcome.columns : []
      if (checked.length === 0 || !staying) return [row, outcome]
      return [row, becameOf.changedSince(columns as Columns, [...new Set([...staying, ...checked])])]
    }),
  )
}

/**
 * Takes away the texts that the roster has kept, and brings back those in whose place they came, unless the value of their column
 * stays. What is gone has no texts any more.
 */
export function setTextsBack(
  { subject }: AnyKind,
  rosterId: string,
  outcomes: ReadonlyMap<PlannedRow, RowUndo>,
  standing: readonly StandingText[],
  before: readonly TextBefore[],
): Prisma.Sql[] {
  const gone = new Set<string>()
  const back = new Set<string>()
  const staying = new Set<string>()
  for (const [{ subjectId }, outcome] of outcomes) {
    if (!subjectId) continue
    if (outcome.outcome === 'UNDONE' && outcome.isGone) gone.add(subjectId)
    else if (outcome.outcome === 'UNDONE' || outcome.columns) back.add(subjectId)
    else staying.add(subjectId)
    if (outcome.outcome === 'KEPT') for (const column of outcome.columns ?? []) staying.add(`${subjectId} ${column}`)
  }
  const others = new Set(
    standing.flatMap((text) => (text.rosterId === rosterId ? [] : [`${text.subjectId} ${text.column}`])),
  )
  const goesBack = ({ subjectId, column }: TextBefore) =>
    back.has(subjectId) && !gone.has(subjectId) && !staying.has(subjectId) && !staying.has(`${subjectId} ${column}`)
  const taken = standing.filter((text) => text.rosterId === rosterId && goesBack(text))
  const brought = before.filter((text) => goesBack(text) && !others.has(`${text.subjectId} ${text.column}`))
  return [
    Prisma.sql`DELETE FROM "CellText" WHERE "subjectId" = ANY(${[...gone]}::uuid[])`,
    Prisma.sql`
      DELETE FROM "CellText" t USING jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) AS v("subjectId" uuid, "column" text)
      WHERE t."subjectId" = v."subjectId" AND t."column" = v."column"`,
    ...batches(brought).map(
      (batch) => Prisma.sql`
        INSERT INTO "CellText" SELECT v.* FROM jsonb_populate_recordset(NULL::"CellText", ${JSON.stringify(batch)}::jsonb) AS v
        WHERE EXISTS (SELECT FROM ${Prisma.raw(`"${subject}"`)} s WHERE s.id = v."subjectId")`,
    ),
  ]
}
