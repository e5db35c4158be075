import { Prisma } from '#codegen/prisma/client.ts'
import type { Read } from '#server/log/load.ts'
import type { Actor } from '#server/platform/context.ts'
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
  /** What the row was about, and its number in the file. */
  name: string
  row: number
}

/** A text that is kept, and whether somebody has checked it. */
export type KnownText = { text: string; isChecked: boolean }

/** Reads the texts that are kept of subjects of this type, by the subject's row id and the column. */
export const readCellTexts = (unionId: string, subjectType: string): Read<ReadonlyMap<string, KnownText>> => ({
  statement: Prisma.sql`
    SELECT "subjectId", "column", text, "checkedAt" IS NOT NULL AS "isChecked" FROM "CellText"
    WHERE "unionId" = ${unionId}::uuid AND "subjectType" = ${subjectType}`,
  from: (rows: (KnownText & { subjectId: string; column: string })[]) =>
    new Map(rows.map(({ subjectId, column, ...known }) => [`${subjectId} ${column}`, known])),
})

/**
 * Says that somebody has checked the texts of these columns of a subject, since what they say was put right by hand. They stay, so
 * that a later file with the same texts changes nothing.
 */
export const checkTextsOf = (
  subjectId: string,
  columns: readonly string[],
  by: { at: Date; actor: Actor },
): Prisma.Sql =>
  Prisma.sql`
    UPDATE "CellText" SET "isDoubtful" = false, "checkedAt" = ${by.at}::timestamptz, "checkedById" = ${by.actor.accountId}::uuid
    WHERE "subjectId" = ${subjectId}::uuid AND "column" = ANY(${[...columns]}::text[])`

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
      "rosterId" = excluded."rosterId", title = excluded.title, "titleEn" = excluded."titleEn", name = excluded.name, "row" = excluded."row", at = excluded.at,
      "checkedAt" = NULL, "checkedById" = NULL`
}

/** Takes away the texts of subjects of which these columns have an exact value now. */
export const dropCellTexts = (columns: readonly { subjectId: string; column: string }[]): Prisma.Sql =>
  Prisma.sql`
    DELETE FROM "CellText" t USING jsonb_to_recordset(${JSON.stringify(columns)}::jsonb) AS v("subjectId" uuid, "column" text)
    WHERE t."subjectId" = v."subjectId" AND t."column" = v."column"`

/** Keeps with a roster the texts of these columns as they are before it is applied. */
export const keepTextsBefore = (
  rosterId: string,
  columns: readonly { subjectId: string; column: string }[],
): Prisma.Sql =>
  Prisma.sql`
    UPDATE "RosterImport" SET "textsBefore" = (
      SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM "CellText" t
        JOIN jsonb_to_recordset(${JSON.stringify(columns)}::jsonb) AS v("subjectId" uuid, "column" text)
          ON t."subjectId" = v."subjectId" AND t."column" = v."column"
    ) WHERE id = ${rosterId}::uuid`
