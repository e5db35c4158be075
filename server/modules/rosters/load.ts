import { Prisma, type RosterImport } from '#codegen/prisma/client.ts'
import { one, type Read } from '#server/log/load.ts'
import type { Actor } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { db } from '#server/postgres/db.ts'
import { visibleRosters } from './access.ts'
import type { RowCounts } from './kind.ts'

/** A roster without its rows, which may be many megabytes. */
export type Roster = Pick<RosterImport, 'id' | 'createdAt' | 'appliedAt' | 'undoneAt' | keyof RowCounts>

/** Finds, before anything is locked, what kind a roster is that the actor may see, and how far it is. NOT_FOUND where there is none. */
export async function findRoster(actor: Actor, id: string) {
  const where = { AND: [{ id }, visibleRosters(actor)] }
  const found = await db.rosterImport.findFirst({ where, select: { kind: true, appliedAt: true, textsBefore: true } })
  if (!found) throw notFound('rosterId')
  return found
}

/** Reads a roster that the actor may see, without its rows. NOT_FOUND where there is none. */
export const readRoster = (actor: Actor, id: string): Read<Roster> =>
  one(
    Prisma.sql`
      SELECT i.id, i."createdAt", i."appliedAt", i."undoneAt", i.created, i.changed, i.unchanged, i.doubtful, i.refused
      FROM "RosterImport" i WHERE i.id = ${id}::uuid AND ${visibleRosters.sql(actor, 'i')}`,
    () => notFound('rosterId'),
  )
