import { Prisma } from '#codegen/prisma/client.ts'

/** Makes the issues of enterprises whose names have changed be found by the new names. */
export const renameInIssues = (enterpriseIds: readonly string[]): Prisma.Sql => Prisma.sql`
  UPDATE "Issue" i SET grams = array_cat(grams_of(i."plainTitle"), e.grams)
  FROM "Enterprise" e WHERE e.id = i."enterpriseId" AND e.id = ANY(${[...enterpriseIds]}::uuid[])`
