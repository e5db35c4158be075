import { type Paper, Prisma, type Visit } from '#codegen/prisma/client.ts'
import { one, type Read, type Root, rootsOf, value } from '#server/log/load.ts'
import { visibleIssues } from '#server/modules/issues/access.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import type { Actor } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { readsWords, seesHolder } from './access.ts'

/** What a paper is on, as far as rights and events hang on it: an issue, what was written about one, or a visit. */
export type Holder = {
  issueId: string | null
  /** What was written about the issue; null for a paper of the issue itself. */
  entryId: string | null
  /** True of words that the enterprise never reads. */
  isInternal: boolean | null
  visitId: string | null
  unionId: string
  enterpriseId: string
  squadId: string | null
  agencyIds: string[] | null
  /** Of a visit; null for an issue. */
  state: Visit['state'] | null
}

/** The holder of a new paper, and who wrote the words where it is on some. */
export type NewHolder = Holder & { authorId: string | null }

/** What a paper is added to, and its id. */
export type HolderId = { on: 'Issue' | 'IssueEntry' | 'Visit'; id: string }

/** What is locked and read before a paper is added: what it is on, and how many papers that has. */
export function holderLoad(actor: Actor, { on, id }: HolderId): { lock: Root[]; read: HolderReads } {
  return {
    // whoever changes an issue or a visit locks its enterprise, which only a merger changes
    lock: [rootsOf('Enterprise', enterpriseOf[on](id))],
    read: {
      holder: reads[on](actor, id),
      papers: value<number>(
        Prisma.sql`SELECT count(*)::int AS value FROM "Paper" WHERE ${ofHolder[on](id)} AND "voidedAt" IS NULL`,
      ),
    },
  }
}

type HolderReads = { holder: Read<NewHolder>; papers: Read<number> }

const enterpriseOf = {
  Issue: (id: string) => Prisma.sql`SELECT "enterpriseId" FROM "Issue" WHERE id = ${id}::uuid`,
  IssueEntry: (id: string) => Prisma.sql`
    SELECT "enterpriseId" FROM "Issue" WHERE id = (SELECT "issueId" FROM "IssueEntry" WHERE id = ${id}::uuid)`,
  Visit: (id: string) => Prisma.sql`SELECT "enterpriseId" FROM "Visit" WHERE id = ${id}::uuid`,
}

/** The papers that are on the same. */
const ofHolder = {
  Issue: (id: string) => Prisma.sql`"issueId" = ${id}::uuid AND "entryId" IS NULL`,
  IssueEntry: (id: string) => Prisma.sql`"entryId" = ${id}::uuid`,
  Visit: (id: string) => Prisma.sql`"visitId" = ${id}::uuid`,
}

const reads: Record<HolderId['on'], (actor: Actor, id: string) => Read<NewHolder>> = {
  Issue: (actor, id) =>
    one(
      Prisma.sql`
        SELECT i.id AS "issueId", NULL AS "entryId", NULL AS "isInternal", NULL AS "authorId", NULL AS "visitId", i."unionId",
          i."enterpriseId", i."squadId", i."agencyIds", NULL AS state
        FROM "Issue" i WHERE i.id = ${id}::uuid AND ${visibleIssues.sql(actor, 'i')}`,
      () => notFound('issueId'),
    ),
  IssueEntry: (actor, id) =>
    one(
      Prisma.sql`
        SELECT i.id AS "issueId", e.id AS "entryId", e."isInternal", e."actorId" AS "authorId", NULL AS "visitId", i."unionId",
          i."enterpriseId", i."squadId", i."agencyIds", NULL AS state
        FROM "IssueEntry" e JOIN "Issue" i ON i.id = e."issueId"
        WHERE e.id = ${id}::uuid AND ${visibleIssues.sql(actor, 'i')} AND ${readsWords(actor, 'e')}`,
      () => notFound('entryId'),
    ),
  Visit: (actor, id) =>
    one(
      Prisma.sql`
        SELECT NULL AS "issueId", NULL AS "entryId", NULL AS "isInternal", NULL AS "authorId", v.id AS "visitId", v."unionId",
          v."enterpriseId", v."squadId", NULL AS "agencyIds", v.state
        FROM "Visit" v WHERE v.id = ${id}::uuid AND ${visibleVisits.sql(actor, 'v')}`,
      () => notFound('visitId'),
    ),
}

/** What is locked and read before a paper is voided: the paper, which may be voided already, with what it is on. */
export function paperLoad(actor: Actor, id: string) {
  const paper = Prisma.sql`
    SELECT p.*, coalesce(i."squadId", v."squadId") AS "squadId", i."agencyIds", e."isInternal", v.state
    FROM "Paper" p LEFT JOIN "Issue" i ON i.id = p."issueId" LEFT JOIN "IssueEntry" e ON e.id = p."entryId"
      LEFT JOIN "Visit" v ON v.id = p."visitId"
    WHERE p.id = ${id}::uuid AND ${seesHolder(actor, 'i', 'e', 'v')}`
  return {
    lock: [rootsOf('Enterprise', Prisma.sql`SELECT "enterpriseId" FROM "Paper" WHERE id = ${id}::uuid`)],
    read: { paper: one<Paper & Holder>(paper, () => notFound('paperId')) },
  }
}
