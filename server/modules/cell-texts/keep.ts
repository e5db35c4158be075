import { Prisma } from '#codegen/prisma/client.ts'
import type { Read } from '#server/log/load.ts'
import { newId } from '#server/platform/ids.ts'

/** The text of a cell as it is kept. */
export type NewCellText = {
  subjectId: string
  column: string
  /** What the column is called. */
  title: string
  titleEn: string
  text: string
  isDoubtful: boolean
  /** What the row was about, and where it stands in the file. */
  name: string
  sheet: string
  row: number
}

/** Reads the texts that are kept of subjects of this type, by the subject's row id and the column. */
export const readCellTexts = (unionId: string, subjectType: string): Read<ReadonlyMap<string, string>> => ({
  statement: Prisma.sql`
    SELECT "subjectId", "column", text FROM "CellText"
    WHERE "unionId" = ${unionId}::uuid AND "subjectType" = ${subjectType}`,
  from: (rows: { subjectId: string; column: string; text: string }[]) =>
    new Map(rows.map(({ subjectId, column, text }) => [`${subjectId} ${column}`, text])),
})

/** Keeps the texts of a roster's cells, each in place of an earlier one of its subject and column. */
export const keepCellTexts = (
  of: { unionId: string; subjectType: string; rosterId: string; at: Date },
  texts: readonly NewCellText[],
): Prisma.Sql => {
  const rows = texts.map((text) => ({ id: newId(), ...of, ...text }))
  return Prisma.sql`
    INSERT INTO "CellText" AS t
    SELECT v.* FROM jsonb_populate_recordset(NULL::"CellText", ${JSON.stringify(rows)}::jsonb) AS v
    ON CONFLICT ("subjectId", "column") DO UPDATE SET text = excluded.text, "isDoubtful" = excluded."isDoubtful",
      "rosterId" = excluded."rosterId", title = excluded.title, "titleEn" = excluded."titleEn", name = excluded.name, sheet = excluded.sheet, "row" = excluded."row", at = excluded.at,
      "checkedAt" = NULL, "checkedById" = NULL`
}

/** Takes away the texts of subjects of which these columns have an exact value now. */
export const dropCellTexts = (columns: readonly { subjectId: string; column: string }[]): Prisma.Sql =>
  Prisma.sql`
    DELETE FROM "CellText" t USING jsonb_to_recordset(${JSON.stringify(columns)}::jsonb) AS v("subjectId" uuid, "column" text)
    WHERE t."subjectId" = v."subjectId" AND t."column" = v."column"`

/** Takes away the texts that a roster has kept of these subjects. */
export const dropTextsOf = (rosterId: string, subjectIds: readonly string[]): Prisma.Sql =>
  Prisma.sql`
    DELETE FROM "CellText" WHERE "rosterId" = ${rosterId}::uuid AND "subjectId" = ANY(${[...subjectIds]}::uuid[])`
