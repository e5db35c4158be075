import { Prisma } from '#codegen/prisma/client.ts'

// "_SquadToZone" is the table in which Prisma keeps the zones of squads: A is the squad, B the zone.

/** Gives a squad these zones in place of those that it has. */
export const putZones = (squadId: string, zoneIds: readonly string[]): Prisma.Sql[] => [
  Prisma.sql`DELETE FROM "_SquadToZone" WHERE "A" = ${squadId}::uuid AND "B" <> ALL(${[...zoneIds]}::uuid[])`,
  Prisma.sql`
    INSERT INTO "_SquadToZone" ("A", "B") SELECT ${squadId}::uuid, unnest(${[...zoneIds]}::uuid[])
    ON CONFLICT DO NOTHING`,
]

/** Takes a squad out of the zones that are no longer used. */
export const leaveRetiredZones = (squadId: string): Prisma.Sql => Prisma.sql`
  DELETE FROM "_SquadToZone" s USING "Zone" z
  WHERE s."A" = ${squadId}::uuid AND z.id = s."B" AND z."retiredAt" IS NOT NULL`
