import { Prisma, type Squad } from '#codegen/prisma/client.ts'
import { many, one, type Read } from '#server/log/load.ts'
import type { Actor } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { visibleSquads } from './access.ts'

/** Reads a squad that the actor may see. NOT_FOUND where there is none. */
export const readSquad = (actor: Actor, id: string): Read<Squad> =>
  one(Prisma.sql`SELECT q.* FROM "Squad" q WHERE q.id = ${id}::uuid AND ${visibleSquads.sql(actor, 'q')}`, () =>
    notFound('squadId'),
  )

/** Reads those of the ids that are ids of agencies of the union. */
export const readAgencies = (unionId: string, ids: readonly string[]): Read<{ id: string }[]> =>
  many(Prisma.sql`SELECT id FROM "Agency" WHERE "unionId" = ${unionId}::uuid AND id = ANY(${[...ids]}::uuid[])`)
