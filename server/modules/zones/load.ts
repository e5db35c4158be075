import { Prisma, type Zone } from '#codegen/prisma/client.ts'
import { many, one, type Read, type Root, root, rootsOf } from '#server/log/load.ts'
import { retired } from '#server/modules/people/retirement.ts'
import type { Actor } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { visibleZones } from './access.ts'

/** Reads all zones of the union, the retired ones as well. */
export const readZones = (unionId: string): Read<Zone[]> =>
  many(Prisma.sql`SELECT * FROM "Zone" WHERE "unionId" = ${unionId}::uuid ORDER BY position, id`)

/** Reads a zone that the actor may see. NOT_FOUND where there is none. */
export const readZone = (actor: Actor, id: string): Read<Zone> =>
  one(Prisma.sql`SELECT z.* FROM "Zone" z WHERE z.id = ${id}::uuid AND ${visibleZones.sql(actor, 'z')}`, () =>
    notFound('zoneId'),
  )

/** What keeps zones in use while something is put into them: nobody retires them meanwhile. */
export const keepZones = (ids: readonly string[]): Root[] =>
  ids.length === 0 ? [] : [{ kind: 'Zone', ids: Prisma.sql`SELECT unnest(${[...ids]}::uuid[])`, isShared: true }]

/** The same for all zones of the union. */
export const keepZonesOf = (unionId: string): Root => ({
  kind: 'Zone',
  ids: Prisma.sql`SELECT id FROM "Zone" WHERE "unionId" = ${unionId}::uuid`,
  isShared: true,
})

/**
 * What is locked by every deed on a zone: the union, whose zones have names, and all its zones, for one that moves gives the
 * others their places. Were they not locked, it would wait for whoever keeps them in use and waits for it.
 */
export const lockZones = ({ unionId }: Actor): Root[] => [
  root('TradeUnion', unionId),
  rootsOf('Zone', Prisma.sql`SELECT id FROM "Zone" WHERE "unionId" = ${unionId}::uuid`),
]

/**
 * NOT_FOUND, on the field that gives the ids, where one of them is none of these zones; CONFLICT where one of them is no
 * longer used.
 */
export function checkZones(zones: readonly Zone[], ids: readonly string[], field: string): void {
  for (const id of ids) {
    const zone = zones.find((each) => each.id === id)
    if (!zone) throw notFound(field)
    if (zone.retiredAt) throw zoneRetired(zone)
  }
}

/** CONFLICT: the zone is no longer used. */
export const zoneRetired = ({ id, name }: Zone) => retired({ type: 'Zone', id, name })
