import { type Agency, Prisma } from '#codegen/prisma/client.ts'
import { many, one, type Read, type Root, root } from '#server/log/load.ts'
import { retired } from '#server/modules/people/retirement.ts'
import type { Actor } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { visibleAgencies } from './access.ts'

/** Reads all agencies of the union, the retired ones as well. */
export const readAllAgencies = (unionId: string): Read<Agency[]> =>
  many(Prisma.sql`SELECT * FROM "Agency" WHERE "unionId" = ${unionId}::uuid`)

/** Reads those of the ids that are ids of agencies of the union. */
export const readAgencies = (unionId: string, ids: readonly string[]): Read<Agency[]> =>
  many(Prisma.sql`SELECT * FROM "Agency" WHERE "unionId" = ${unionId}::uuid AND id = ANY(${[...ids]}::uuid[])`)

/** Reads an agency that the actor may see. NOT_FOUND where there is none. */
export const readAgency = (actor: Actor, id: string): Read<Agency> =>
  one(Prisma.sql`SELECT a.* FROM "Agency" a WHERE a.id = ${id}::uuid AND ${visibleAgencies.sql(actor, 'a')}`, () =>
    notFound('agencyId'),
  )

/** What keeps an agency in use while something is given to it: nobody retires it meanwhile. */
export const keepAgency = (id: string | null | undefined): Root[] =>
  id ? [{ ...root('Agency', id), isShared: true }] : []

/** What is locked by every deed on one agency: the union, whose agencies have names, and the agency. */
export const lockAgency = ({ unionId }: Actor, id: string): Root[] => [root('TradeUnion', unionId), root('Agency', id)]

/** NOT_FOUND, on the field that gives the id, where none of these agencies has it; CONFLICT where it is no longer used. */
export function checkAgency(agencies: readonly Agency[], id: string, field: string): void {
  const agency = agencies.find((each) => each.id === id)
  if (!agency) throw notFound(field)
  if (agency.retiredAt) throw agencyRetired(agency)
}

/** CONFLICT: the agency is no longer used. */
export const agencyRetired = ({ id, name }: Agency) => retired({ type: 'Agency', id, name })
