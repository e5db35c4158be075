import { type Enterprise, Prisma, type ResumptionChange, type Visit } from '#codegen/prisma/client.ts'
import { many, nothing, one, type Read, rootsOf, value } from '#server/log/load.ts'
import { retired } from '#server/modules/people/retirement.ts'
import { only } from '#server/platform/access.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { visibleEnterprises } from './access.ts'
import type { Unsearched } from './searched.ts'

/** A visit of an enterprise, as far as it tells where the enterprise stands. */
export type VisitOfEnterprise = Pick<Visit, 'id' | 'state' | 'counts' | 'steps'>

/** The first and the last day of a campaign, as local dates. */
export type Period = { startsOn: string; endsOn: string }

/**
 * An enterprise as deeds decide upon it: its row, whether it is among the hundred, the period of the campaign that its union
 * carries out now (null where it carries out none), and its visits that are neither skipped nor voided.
 */
export type EnterpriseState = Omit<Unsearched, 'createdAt' | 'updatedAt'> & {
  isListed: boolean
  period: Period | null
  visits: VisitOfEnterprise[]
}

const enterpriseState = Prisma.sql`
  SELECT e.id, e."unionId", e.name, e."creditCode", e.address, e.industry, e.headcount, e."zoneId", e.resumption,
    e."resumptionOn", e.progress, e."progressStep", e."openIssues", e."retiredAt", e."mergedIntoId",
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

/** Reads an enterprise that the actor may see, in use or retired. NOT_FOUND where there is none. */
export const readRegistered = (actor: Actor, id: string): Read<EnterpriseState> =>
  one(Prisma.sql`${enterpriseState} WHERE e.id = ${id}::uuid AND ${visibleEnterprises.sql(actor, 'e')}`, () =>
    notFound('enterpriseId'),
  )

/** Reads an enterprise that the actor may see, for new work. NOT_FOUND where there is none, CONFLICT where it is retired. */
export const readEnterprise = (actor: Actor, id: string): Read<EnterpriseState> => inUseOf(readRegistered(actor, id))

/** The same read, of an enterprise that is in use. CONFLICT where it is retired. */
const inUseOf = (read: Read<EnterpriseState>): Read<EnterpriseState> => ({
  ...read,
  from: (rows) => inUse(read.from(rows)),
})

/** Reads those of these enterprises that the actor may see, in the order of the ids. CONFLICT where one is retired. */
export const readEnterprises = (actor: Actor, ids: readonly string[]): Read<EnterpriseState[]> => ({
  statement: Prisma.sql`
    ${enterpriseState} WHERE e.id = ANY(${[...ids]}::uuid[]) AND ${visibleEnterprises.sql(actor, 'e')}
    ORDER BY array_position(${[...ids]}::uuid[], e.id)`,
  from: (rows: EnterpriseState[]) => rows.map(inUse),
})

/** The enterprise, if it is in use. CONFLICT otherwise. */
function inUse(enterprise: EnterpriseState): EnterpriseState {
  refuseDouble(enterprise)
  if (enterprise.retiredAt) throw enterpriseRetired(enterprise)
  return enterprise
}

/** CONFLICT where the entry was another one's double and was merged into it, which it shows. */
export function refuseDouble({ name, mergedIntoId }: Pick<Enterprise, 'name' | 'mergedIntoId'>): void {
  if (!mergedIntoId) return
  throw conflict(
    {
      zh: `「${name}」与另一家重复,已并入那一家。`,
      en: `${name} was the double of another entry and was merged into it.`,
    },
    globalId('Enterprise', mergedIntoId),
  )
}

/** CONFLICT: the enterprise is retired. */
export const enterpriseRetired = ({ id, name }: Pick<Enterprise, 'id' | 'name'>) =>
  retired({ type: 'Enterprise', id, name })

/** Reads those of these enterprises that the actor may see, in use or retired; the ids are given, or a statement selects them. */
export const readAllRegistered = (actor: Actor, ids: readonly string[] | Prisma.Sql): Read<EnterpriseState[]> => {
  const all = Array.isArray(ids) ? Prisma.sql`SELECT unnest(${ids}::uuid[])` : (ids as Prisma.Sql)
  return many(
    Prisma.sql`${enterpriseState} WHERE e.id IN (${all}) AND ${visibleEnterprises.sql(actor, 'e')} ORDER BY e.id`,
  )
}

/** The names, credit codes and addresses of entries that were merged into an enterprise, by which lists may still name it. */
export type NamesOfDouble = Pick<Enterprise, 'name' | 'creditCode' | 'address'>

/** The expression for these of the enterprise e, as jsonb. */
export const namesOfDoubles = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('name', d.name, 'creditCode', d."creditCode", 'address', d.address)), '[]')
  FROM "Enterprise" d WHERE d."mergedIntoId" = e.id)`

/** The expression for the cells of phone numbers of the enterprise e that a list has kept as they stood, as an array of texts. */
export const phoneTexts = Prisma.sql`ARRAY(
  SELECT t.text FROM "CellText" t
  WHERE t."subjectId" = e.id AND t."column" IN ('contactPhone', 'unionChairPhone', 'healthContactPhone'))`

/** An enterprise with the names and codes of its doubles. */
export type NamedEnterprise = EnterpriseState & { doubles: NamesOfDouble[] }

/**
 * Reads the enterprises that the actor may see and that have one of these credit codes or names, or a double of which has it, in
 * the order of the ids.
 */
export const readEnterprisesNamed = (
  actor: Actor,
  codes: readonly string[],
  names: readonly string[],
): Read<NamedEnterprise[]> =>
  many(Prisma.sql`
    SELECT e.*, ${namesOfDoubles} AS doubles FROM (${enterpriseState}
      WHERE e.id IN (${idsOfNamed(actor.unionId, codes, names)}) AND ${visibleEnterprises.sql(actor, 'e')}) e
    ORDER BY e.id`)

/**
 * Selects the ids of the union's enterprises that have one of these credit codes or names, those in use also in other brackets. In
 * place of a double it is the enterprise that it was merged into.
 */
export const idsOfNamed = (unionId: string, codes: readonly string[], names: readonly string[]): Prisma.Sql =>
  Prisma.sql`
    SELECT coalesce("mergedIntoId", id) FROM "Enterprise"
    WHERE "unionId" = ${unionId}::uuid AND "creditCode" = ANY(${[...codes]}::text[])
    UNION SELECT coalesce("mergedIntoId", id) FROM "Enterprise"
    WHERE "unionId" = ${unionId}::uuid AND name = ANY(${[...names]}::text[])
    UNION SELECT id FROM "Enterprise"
    WHERE "unionId" = ${unionId}::uuid AND "retiredAt" IS NULL
      AND name_form(name) IN (SELECT name_form(n) FROM unnest(${[...names]}::text[]) AS n)
    UNION SELECT "mergedIntoId" FROM "Enterprise"
    WHERE "unionId" = ${unionId}::uuid AND "mergedIntoId" IS NOT NULL
      AND name_form(name) IN (SELECT name_form(n) FROM unnest(${[...names]}::text[]) AS n)`

/** Reads the enterprise whose id the statement selects, for a row of it that the actor may see. */
export const readEnterpriseOf = (id: Prisma.Sql): Read<EnterpriseState> =>
  one(Prisma.sql`${enterpriseState} WHERE e.id = (${id})`, () => notFound())

/** Reads to which of these enterprises the actor’s squad has come on a visit that stands; null for other actors. */
export const readVisited = (actor: Actor, ids: readonly string[]): Read<string[] | null> =>
  actor.role === 'SQUAD'
    ? value(Prisma.sql`
        SELECT coalesce(array_agg(DISTINCT "enterpriseId"::text), '{}') AS value FROM "Visit"
        WHERE "enterpriseId" = ANY(${[...ids]}::uuid[]) AND "squadId" = ANY(${only(actor.squadId)}::uuid[])
          AND state IN ('ARRIVED', 'FINISHED')`)
    : nothing

/** CONFLICT: the squad has not come to the door of the enterprise. */
export const notVisited = ({ id, name }: EnterpriseState) =>
  conflict(
    { zh: `小分队还没有到访过「${name}」。`, en: `The squad has not come to ${name} yet.` },
    globalId('Enterprise', id),
  )

/** The load of a deed on one change of resumption: the change, its enterprise, and all changes of that in their order. */
export function changeLoad(actor: Actor, id: string) {
  const enterpriseId = Prisma.sql`SELECT "enterpriseId" FROM "ResumptionChange" WHERE id = ${id}::uuid`
  return {
    lock: [rootsOf('Enterprise', enterpriseId)],
    read: {
      enterprise: inUseOf(
        one(
          Prisma.sql`${enterpriseState} WHERE e.id = (${enterpriseId}) AND ${visibleEnterprises.sql(actor, 'e')}`,
          () => notFound('changeId'),
        ),
      ),
      changes: many<ResumptionChange>(Prisma.sql`
        SELECT * FROM "ResumptionChange" WHERE "enterpriseId" = (${enterpriseId}) ORDER BY "recordedAt", "on", id`),
      corrections: value<number>(
        Prisma.sql`SELECT count(*)::int AS value FROM "ResumptionCorrection" WHERE "changeId" = ${id}::uuid`,
      ),
    },
  }
}
