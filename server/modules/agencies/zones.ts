import { Prisma } from '#codegen/prisma/client.ts'

// "_AgencyToZone" is the table in which Prisma keeps the zones of agencies: A is the agency, B the zone.

/** Gives an agency these zones in place of those that it has. */
export const putZones = (agencyId: string, zoneIds: readonly string[]): Prisma.Sql[] => [
  Prisma.sql`DELETE FROM "_AgencyToZone" WHERE "A" = ${agencyId}::uuid AND "B" <> ALL(${[...zoneIds]}::uuid[])`,
  Prisma.sql`
    INSERT INTO "_AgencyToZone" ("A", "B") SELECT ${agencyId}::uuid, unnest(${[...zoneIds]}::uuid[])
    ON CONFLICT DO NOTHING`,
]

/** Takes an agency out of the zones that are no longer used. */
export const leaveRetiredZones = (agencyId: string): Prisma.Sql => Prisma.sql`
  DELETE FROM "_AgencyToZone" s USING "Zone" z
  WHERE s."A" = ${agencyId}::uuid AND z.id = s."B" AND z."retiredAt" IS NOT NULL`
