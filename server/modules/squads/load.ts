import { Prisma, type Squad } from '#codegen/prisma/client.ts'
import { many, one, type Read, type Root, root } from '#server/log/load.ts'
import { retired } from '#server/modules/people/retirement.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { visibleSquads } from './access.ts'
import { mostSquads } from './limits.ts'

/** Reads a squad that the actor may see. NOT_FOUND where there is none. */
export const readSquad = (actor: Actor, id: string): Read<Squad> =>
  one(Prisma.sql`SELECT q.* FROM "Squad" q WHERE q.id = ${id}::uuid AND ${visibleSquads.sql(actor, 'q')}`, () =>
    notFound('squadId'),
  )

/** A squad as its number is looked for. */
export type NumberedSquad = Pick<Squad, 'id' | 'number' | 'retiredAt'>

/** Reads all squads of the union, the retired ones as well. */
export const readSquads = (unionId: string): Read<NumberedSquad[]> =>
  many(Prisma.sql`SELECT id, number, "retiredAt" FROM "Squad" WHERE "unionId" = ${unionId}::uuid`)

/** What is locked where a squad is retired or restored: the union, which has so many squads, and the squad. */
export const lockSquad = ({ unionId }: Actor, id: string): Root[] => [root('TradeUnion', unionId), root('Squad', id)]

/** CONFLICT where the union has as many squads as it can have. */
export function checkRoom(squads: readonly NumberedSquad[]): void {
  if (squads.filter(({ retiredAt }) => !retiredAt).length < mostSquads) return
  throw conflict({ zh: `至多 ${mostSquads} 支小分队。`, en: `A union has at most ${mostSquads} squads.` })
}

/** CONFLICT: the squad is no longer used. */
export const squadRetired = ({ id, number }: Pick<Squad, 'id' | 'number'>) =>
  retired({ type: 'Squad', id, name: String(number) })
