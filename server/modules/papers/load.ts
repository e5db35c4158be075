import { type Paper, Prisma, type Visit } from '#codegen/prisma/client.ts'
import { one, type Read, type Root, rootsOf, value } from '#server/log/load.ts'
import { visibleIssues } from '#server/modules/issues/access.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import type { Actor } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { seesHolder } from './access.ts'

/** What a paper is on, as far as rights and events hang on it: an issue or a visit. */
export type Holder = {
  issueId: string | null
  visitId: string | null
  unionId: string
  enterpriseId: string
  squadId: string | null
  agencyIds: string[] | null
  /** Of a visit; null for an issue. */
  state: Visit['state'] | null
}

/** The id of an issue or that of a visit. */
export type HolderId = { issueId: string; visitId?: never } | { visitId: string; issueId?: never }

/** What is locked and read before a paper is added: what it is on, and how many papers that has. */
export function holderLoad(actor: Actor, { issueId, visitId }: HolderId): { lock: Root[]; read: HolderReads } {
  const [table, id] = issueId === undefined ? ['Visit', visitId] : ['Issue', issueId]
  const enterpriseId = Prisma.sql`SELECT "enterpriseId" FROM ${Prisma.raw(`"${table}"`)} WHERE id = ${id}::uuid`
  return {
    // whoever changes an issue or a visit locks its enterprise, which never changes
    lock: [rootsOf('Enterprise', enterpriseId)],
    read: {
      holder: issueId === undefined ? readVisit(actor, visitId!) : readIssue(actor, issueId),
      papers: value<number>(Prisma.sql`
        SELECT count(*)::int AS value FROM "Paper"
        WHERE ${Prisma.raw(issueId === undefined ? '"visitId"' : '"issueId"')} = ${id}::uuid AND "voidedAt" IS NULL`),
    },
  }
}

type HolderReads = { holder: Read<Holder>; papers: Read<number> }

const readIssue = (actor: Actor, id: string): Read<Holder> =>
  one(
    Prisma.sql`
      SELECT i.id AS "issueId", NULL AS "visitId", i."unionId", i."enterpriseId", i."squadId", i."agencyIds", NULL AS state
      FROM "Issue" i WHERE i.id = ${id}::uuid AND ${visibleIssues.sql(actor, 'i')}`,
    () => notFound('issueId'),
  )

const readVisit = (actor: Actor, id: string): Read<Holder> =>
  one(
    Prisma.sql`
      SELECT NULL AS "issueId", v.id AS "visitId", v."unionId", v."enterpriseId", v."squadId", NULL AS "agencyIds", v.state
      FROM "Visit" v WHERE v.id = ${id}::uuid AND ${visibleVisits.sql(actor, 'v')}`,
    () => notFound('visitId'),
  )

/** What is locked and read before a paper is voided: the paper, which may be voided already, with what it is on. */
export function paperLoad(actor: Actor, id: string) {
  const paper = Prisma.sql`
    SELECT p.*, coalesce(i."squadId", v."squadId") AS "squadId", i."agencyIds", v.state
    FROM "Paper" p LEFT JOIN "Issue" i ON i.id = p."issueId" LEFT JOIN "Visit" v ON v.id = p."visitId"
    WHERE p.id = ${id}::uuid AND ${seesHolder(actor, 'i', 'v')}`
  return {
    lock: [rootsOf('Enterprise', Prisma.sql`SELECT "enterpriseId" FROM "Paper" WHERE id = ${id}::uuid`)],
    read: { paper: one<Paper & Holder>(paper, () => notFound('paperId')) },
  }
}
