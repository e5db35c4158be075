import { type CampaignEnterprise, type Contact, Prisma } from '#codegen/prisma/client.ts'
import { type FirstOf, firstOf, many, type Read, rootsOf, sharedRoot } from '#server/log/load.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import { readStandingsOf } from '#server/modules/campaigns/standings.ts'
import { type EnterpriseState, readAllRegistered } from '#server/modules/enterprises/load.ts'
import { keepZonesOf, readZones } from '#server/modules/zones/load.ts'
import type { Actor } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'

/** The place of one of the two entries in the list of a campaign that is prepared or carried out. A closed one keeps its list. */
export type Place = Pick<CampaignEnterprise, 'campaignId' | 'position' | 'enterpriseId'>

/** What an entry has of an item in all of its orders, or in those that are to go to another entry. */
export type Sums = { enterpriseId: string; item: string } & Record<'requested' | 'reserved' | 'received', number>

/**
 * The load of the deeds that make one enterprise of two entries, or two of one again. It shares the union, as every deed does that
 * lets a visit count, and locks both entries themselves, whose ids the statement selects,
 * the campaigns on whose lists they stand, and those that another statement selects.
 */
export function pairLoad(actor: Actor, ids: Prisma.Sql, campaigns = Prisma.sql`SELECT NULL::uuid`) {
  const { unionId } = actor
  return {
    lock: [
      sharedRoot('TradeUnion', unionId),
      keepZonesOf(unionId),
      rootsOf('Account', Prisma.sql`SELECT id FROM "Account" WHERE "enterpriseId" IN (${ids})`),
      rootsOf(
        'Campaign',
        Prisma.sql`SELECT "campaignId" FROM "CampaignEnterprise" WHERE "enterpriseId" IN (${ids}) UNION ${campaigns}`,
      ),
      { ...rootsOf('Enterprise', withDoubles(ids)), isEntry: true as const },
    ],
    read: {
      entries: readAllRegistered(actor, ids),
      standings: readStandingsOf(unionId, ids),
      zones: readZones(unionId),
      sums: many<Sums>(Prisma.sql`
        SELECT o."enterpriseId", i.code AS item, sum(o.requested)::int AS requested, sum(o.reserved)::int AS reserved,
          sum(o.received)::int AS received
        FROM "SupplyOrder" o JOIN "SupplyItem" i ON i.id = o."itemId"
        WHERE o."enterpriseId" IN (${ids}) GROUP BY 1, 2`),
    },
  }
}

/** Reads the places of these entries in such lists. */
export const readPlaces = (ids: readonly string[]): Read<Place[]> =>
  many(Prisma.sql`
    SELECT p."campaignId", p.position, p."enterpriseId" FROM "CampaignEnterprise" p JOIN "Campaign" c ON c.id = p."campaignId"
    WHERE p."enterpriseId" = ANY(${[...ids]}::uuid[]) AND c.state IN ('DRAFT', 'ACTIVE') ORDER BY c.id, p.position`)

/** Reads the contacts of these entries. */
export const readContacts = (ids: readonly string[]): Read<Contact[]> =>
  many(Prisma.sql`SELECT * FROM "Contact" WHERE "enterpriseId" = ANY(${[...ids]}::uuid[]) ORDER BY kind`)

/** Selects these entries and their doubles, which a merger lets lead elsewhere. */
const withDoubles = (ids: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT e.id FROM "Enterprise" e, (SELECT array_agg(id) AS ids FROM (${ids}) AS own(id)) o
  WHERE e.id = ANY(o.ids) OR e."mergedIntoId" = ANY(o.ids)`

/** Reads the first day on which both have a visit to come. */
export const readMeeting = ([one, other]: readonly [string, string]): Read<FirstOf | null> =>
  firstOf(Prisma.sql`
    SELECT v.id, to_char(v."plannedOn", 'YYYY-MM-DD') AS name FROM "Visit" v JOIN "Visit" w ON w."plannedOn" = v."plannedOn"
    WHERE v."enterpriseId" = ${one}::uuid AND w."enterpriseId" = ${other}::uuid
      AND v.state IN ('PLANNED', 'ARRIVED') AND w.state IN ('PLANNED', 'ARRIVED')`)

/** The entry with this id. NOT_FOUND, on the field that gives it, where the actor sees none. */
export function entryOf(found: readonly EnterpriseState[], id: string, field: string): EnterpriseState {
  const entry = found.find((each) => each.id === id)
  if (!entry) throw notFound(field)
  return entry
}

const figures = {
  requested: 'enterprisesRequested',
  reserved: 'enterprisesReserved',
  received: 'enterprisesReceived',
} as const

const stages = Object.keys(figures) as (keyof typeof figures)[]

/** How many more enterprises, or fewer, are supplied with each item where the orders are those of other entries than before. */
export function suppliedDelta(before: readonly Sums[], after: readonly Sums[]): TallyDelta {
  const counted = (all: readonly Sums[], by: 1 | -1): TallyDelta[] =>
    [...grouped(all)].map((sums) => countedOnce(sums, by))
  return [...counted(before, -1), ...counted(after, 1)].reduce(plus, {})
}

/** The sums of each entry and item, added up. */
function grouped(all: readonly Sums[]): Iterable<Sums> {
  const sums = new Map<string, Sums>()
  for (const each of all) {
    const key = `${each.enterpriseId} ${each.item}`
    const other = sums.get(key)
    const added = other && Object.fromEntries(stages.map((stage) => [stage, other[stage] + each[stage]]))
    sums.set(key, { ...each, ...added })
  }
  return sums.values()
}

const countedOnce = (sums: Sums, by: 1 | -1): TallyDelta => ({
  supplies: {
    [sums.item]: Object.fromEntries(stages.filter((stage) => sums[stage] > 0).map((stage) => [figures[stage], by])),
  },
})
