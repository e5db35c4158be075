import { Prisma, type Zone } from '#codegen/prisma/client.ts'
import { many, type Read } from '#server/log/load.ts'
import { notFound } from '#server/platform/errors.ts'

/** Reads all zones of the union. */
export const readZones = (unionId: string): Read<Zone[]> =>
  many(Prisma.sql`SELECT * FROM "Zone" WHERE "unionId" = ${unionId}::uuid ORDER BY position, id`)

/** NOT_FOUND, on the field that gives the ids, where one of them is none of these zones. */
export function checkZones(zones: readonly Zone[], ids: readonly string[], field: string): void {
  if (!ids.every((id) => zones.some((zone) => zone.id === id))) throw notFound(field)
}
