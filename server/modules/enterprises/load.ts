import { type Enterprise, Prisma, type Visit } from '#codegen/prisma/client.ts'
import { many, one, type Read } from '#server/log/load.ts'
import type { Actor } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { visibleEnterprises } from './access.ts'

/** A visit of an enterprise, as far as it tells where the enterprise stands. */
export type VisitOfEnterprise = Pick<Visit, 'id' | 'state' | 'counts' | 'steps'>

/** The first and the last day of a campaign, as local dates. */
export type Period = { startsOn: string; endsOn: string }

/**
 * An enterprise as deeds decide upon it: its row, whether it is among the hundred, the period of the campaign that its union
 * carries out now (null where it carries out none), and its visits that are neither skipped nor voided.
 */
export type EnterpriseState = Omit<Enterprise, 'grams' | 'createdAt' | 'updatedAt'> & {
  isListed: boolean
  period: Period | null
  visits: VisitOfEnterprise[]
}

const enterpriseState = Prisma.sql`
  SELECT e.id, e."unionId", e.name, e."creditCode", e.address, e.industry, e.headcount, e."zoneId", e.resumption,
    e."resumptionOn", e.progress, e."progressStep", e."openIssues",
    EXISTS (
      SELECT 1 FROM "CampaignEnterprise" p JOIN "Campaign" c ON c.id = p."campaignId"
      WHERE p."enterpriseId" = e.id AND c.state = 'ACTIVE'
    ) AS "isListed",
    (
      SELECT jsonb_build_object('startsOn', c."startsOn", 'endsOn', c."endsOn")
      FROM "Campaign" c WHERE c."unionId" = e."unionId" AND c.state = 'ACTIVE'
    ) AS period,
    (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'state', v.state, 'counts', v.counts, 'steps', v.steps)), '[]')
      FROM "Visit" v WHERE v."enterpriseId" = e.id AND v.state NOT IN ('SKIPPED', 'VOIDED')
    ) AS visits
  FROM "Enterprise" e`

/** Reads an enterprise that the actor may see. NOT_FOUND where there is none. */
export const readEnterprise = (actor: Actor, id: string): Read<EnterpriseState> =>
  one(Prisma.sql`${enterpriseState} WHERE e.id = ${id}::uuid AND ${visibleEnterprises.sql(actor, 'e')}`, () =>
    notFound('enterpriseId'),
  )

/** Reads those of these enterprises that the actor may see, in the order of the ids. */
export const readEnterprises = (actor: Actor, ids: readonly string[]): Read<EnterpriseState[]> =>
  many(Prisma.sql`
    ${enterpriseState} WHERE e.id = ANY(${[...ids]}::uuid[]) AND ${visibleEnterprises.sql(actor, 'e')}
    ORDER BY array_position(${[...ids]}::uuid[], e.id)`)

/** Reads the enterprises that the actor may see and that have one of these credit codes or names, in the order of the ids. */
export const readEnterprisesNamed = (
  actor: Actor,
  codes: readonly string[],
  names: readonly string[],
): Read<EnterpriseState[]> =>
  many(Prisma.sql`
    ${enterpriseState} WHERE e.id IN (${idsOfNamed(actor.unionId, codes, names)}) AND ${visibleEnterprises.sql(actor, 'e')}
    ORDER BY e.id`)

/** Selects the ids of the union's enterprises that have one of these credit codes or names. */
export const idsOfNamed = (unionId: string, codes: readonly string[], names: readonly string[]): Prisma.Sql =>
  Prisma.sql`
    SELECT id FROM "Enterprise" WHERE "unionId" = ${unionId}::uuid AND "creditCode" = ANY(${[...codes]}::text[])
    UNION SELECT id FROM "Enterprise" WHERE "unionId" = ${unionId}::uuid AND name = ANY(${[...names]}::text[])`

/** Reads the enterprise whose id the statement selects, for a row of it that the actor may see. */
export const readEnterpriseOf = (id: Prisma.Sql): Read<EnterpriseState> =>
  one(Prisma.sql`${enterpriseState} WHERE e.id = (${id})`, () => notFound())
