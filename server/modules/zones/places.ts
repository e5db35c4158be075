import { Prisma, type Zone } from '#codegen/prisma/client.ts'

/** What numbers the zones from 1 in this order; nothing is written of those that have their number already. */
export function setPlaces(order: readonly Pick<Zone, 'id' | 'position'>[]): Prisma.Sql[] {
  const moved = order
    .map(({ id, position }, index) => ({ id, from: position, position: index + 1 }))
    .filter(({ from, position }) => from !== position)
  if (moved.length === 0) return []
  return [
    Prisma.sql`
      UPDATE "Zone" z SET position = r.position
      FROM jsonb_populate_recordset(NULL::"Zone", ${JSON.stringify(moved)}::jsonb) r WHERE z.id = r.id`,
  ]
}
