import { Prisma } from '#codegen/prisma/client.ts'
import { insert } from '#server/log/rows.ts'
import { newId } from '#server/platform/ids.ts'

/**
 * A table whose rows belong to an enterprise: by which column, and the column of which an enterprise has one row of each value. Of
 * these a double gives only what the other entry lacks.
 */
type Part = { table: string; column: string; lacks?: string }

const parts = [
  ...['Visit', 'Issue', 'Paper', 'Measure', 'SupplyOrder', 'Account'].map((table) => ({
    table,
    column: 'enterpriseId',
  })),
  { table: 'ResumptionPaper', column: 'enterpriseId', lacks: 'kind' },
  { table: 'CellText', column: 'subjectId', lacks: 'column' },
] as const satisfies readonly Part[]

const named = (name: string) => Prisma.raw(`"${name}"`)

/** Selects the row ids of what goes from one entry to the other. */
function goingOf({ table, column, lacks }: Part, from: string, into: string): Prisma.Sql {
  const lacking = lacks
    ? Prisma.sql`AND ${named(lacks)} NOT IN (SELECT ${named(lacks)} FROM ${named(table)} WHERE ${named(column)} = ${into}::uuid)`
    : Prisma.empty
  return Prisma.sql`SELECT id FROM ${named(table)} WHERE ${named(column)} = ${from}::uuid ${lacking}`
}

/** What of a merger is kept besides the row ids of what went: by these two the entries are taken apart again. */
export type Kept = {
  /** What the other entry was before, of that which the double has given. */
  filled: Record<string, string | number | null>
  /** The double's credit code where the other entry has it now. */
  creditCode: string | null
  /** The row ids of the contacts that the other entry was given, each like one of the double. */
  contacts: string[]
  /** True where the other entry has the double’s resumption now, and the double that of the other entry. */
  isResumptionSwapped: boolean
  /** The places that the double had in lists, and whether the other entry has them now: where it had one already, they are free. */
  places: { campaignId: string; position: number; isTaken: boolean }[]
}

/** Writes down what is about to go from a double to the other entry. */
export function recordMerger(
  merger: { id: string; unionId: string; doubleId: string; intoId: string; at: Date; actorId: string; reason: string },
  kept: Kept,
): Prisma.Sql {
  const { id, unionId, doubleId, intoId, at, actorId, reason } = merger
  const rows = parts.map(
    (part) =>
      Prisma.sql`${part.table}::text, (SELECT coalesce(jsonb_agg(g.id), '[]') FROM (${goingOf(part, doubleId, intoId)}) g)`,
  )
  return Prisma.sql`
    INSERT INTO "EnterpriseMerger" (id, "unionId", "doubleId", "intoId", at, "actorId", reason, moved)
    VALUES (${id}::uuid, ${unionId}::uuid, ${doubleId}::uuid, ${intoId}::uuid, ${at}::timestamptz, ${actorId}::uuid, ${reason},
      jsonb_build_object('rows', jsonb_build_object(${Prisma.join(rows)})) || ${JSON.stringify(kept)}::jsonb)`
}

/** Gives the rows of a merger to one of its two entries; those that have come to a third one since stay there. */
export const giveRows = (mergerId: string, { from, to }: { from: string; to: string }): Prisma.Sql[] =>
  parts.map(
    ({ table, column }) => Prisma.sql`
      UPDATE ${named(table)} SET ${named(column)} = ${to}::uuid
      WHERE ${named(column)} = ${from}::uuid AND id IN (
        SELECT jsonb_array_elements_text(moved -> 'rows' -> ${table})::uuid FROM "EnterpriseMerger" WHERE id = ${mergerId}::uuid)`,
  )

/** Gives an entry what has come since to the visits and issues that are its own again: issues, photos and measures. */
export const giveWhatHangs = ({ from, to }: { from: string; to: string }): Prisma.Sql[] => {
  const visits = Prisma.sql`SELECT id FROM "Visit" WHERE "enterpriseId" = ${to}::uuid`
  const issues = Prisma.sql`SELECT id FROM "Issue" WHERE "enterpriseId" = ${to}::uuid`
  const move = (table: string, which: Prisma.Sql) => Prisma.sql`
    UPDATE ${named(table)} t SET "enterpriseId" = ${to}::uuid WHERE t."enterpriseId" = ${from}::uuid AND (${which})`
  return [
    move('Issue', Prisma.sql`t."visitId" IN (${visits}) OR t."splitFromId" IN (${issues})`),
    move(
      'Paper',
      Prisma.sql`
        t."visitId" IN (${visits}) OR t."issueId" IN (${issues})
        OR t."entryId" IN (SELECT id FROM "IssueEntry" WHERE "issueId" IN (${issues}))`,
    ),
    // one that is for issues of both stays
    move(
      'Measure',
      Prisma.sql`
        t."visitId" IN (${visits}) OR (
          EXISTS (SELECT FROM "MeasureIssue" m WHERE m."measureId" = t.id)
          AND NOT EXISTS (SELECT FROM "MeasureIssue" m WHERE m."measureId" = t.id AND m."issueId" NOT IN (${issues})))`,
    ),
  ]
}

/** Gives the changes of resumption of each of two entries to the other one. */
export const swapResumptions = (one: string, other: string): Prisma.Sql => Prisma.sql`
  UPDATE "ResumptionChange"
  SET "enterpriseId" = CASE "enterpriseId" WHEN ${one}::uuid THEN ${other}::uuid ELSE ${one}::uuid END
  WHERE "enterpriseId" IN (${one}::uuid, ${other}::uuid)`

/** Gives a place in a list to another entry. */
export const passPlace = (campaignId: string, position: number, to: string): Prisma.Sql => Prisma.sql`
  UPDATE "CampaignEnterprise" SET "enterpriseId" = ${to}::uuid
  WHERE "campaignId" = ${campaignId}::uuid AND position = ${position}`

/** Frees a place in a list on which both entries stand. */
export const freePlace = (campaignId: string, position: number): Prisma.Sql =>
  Prisma.sql`DELETE FROM "CampaignEnterprise" WHERE "campaignId" = ${campaignId}::uuid AND position = ${position}`

/** Puts an entry on a free place of a list. */
export const putPlace = (entry: { id: string; unionId: string }, campaignId: string, position: number): Prisma.Sql =>
  insert('CampaignEnterprise', {
    id: newId(),
    unionId: entry.unionId,
    campaignId,
    position,
    enterpriseId: entry.id,
  })

/** Lets the doubles that lead to an entry by mergers before its own lead to it again. */
export const pointBack = (id: string): Prisma.Sql => Prisma.sql`
  WITH RECURSIVE earlier AS (
    SELECT "doubleId" FROM "EnterpriseMerger" WHERE "intoId" = ${id}::uuid AND "undoneAt" IS NULL
    UNION SELECT m."doubleId" FROM "EnterpriseMerger" m JOIN earlier e ON m."intoId" = e."doubleId"
    WHERE m."undoneAt" IS NULL
  )
  UPDATE "Enterprise" SET "mergedIntoId" = ${id}::uuid WHERE id IN (SELECT "doubleId" FROM earlier)`

/** Takes away the contacts that an entry was given by a merger, as far as they still say the same as those of the double. */
export const takeContacts = (contactIds: readonly string[], doubleId: string): Prisma.Sql => Prisma.sql`
  DELETE FROM "Contact" c USING "Contact" d
  WHERE c.id = ANY(${[...contactIds]}::uuid[])
    AND d."enterpriseId" = ${doubleId}::uuid AND d.kind = c.kind AND d.name = c.name AND d.phone = c.phone`
