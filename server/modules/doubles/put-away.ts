import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields } from '#server/log/deed.ts'
import { oneOrNull, roots } from '#server/log/load.ts'
import { type EnterpriseState, readAllRegistered, refuseDouble } from '#server/modules/enterprises/load.ts'
import { builder } from '#server/platform/builder.ts'
import type { Actor } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { entryOf } from './load.ts'

/** Makes the input of a deed on two entries that look like one. */
export const pairInput = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({
      ...changeFields(t),
      enterpriseId: t.id({ description: 'The global id of the one enterprise. 其中一家的编号。' }),
      otherEnterpriseId: t.id({ description: 'The global id of the other one. 另一家的编号。' }),
    }),
  })

export const idsOfPair = { enterpriseId: 'Enterprise', otherEnterpriseId: 'Enterprise' }

/** The two entries of such an input. */
type Two = { enterpriseId: string; otherEnterpriseId: string }

/** The two ids, the smaller one first: by these a pair is kept. */
export const inOrder = (one: string, other: string): [smaller: string, greater: string] =>
  one < other ? [one, other] : [other, one]

/** The load of a deed on two entries that look like one: both, and that they were put away where they were. */
export function putAwayLoad(actor: Actor, { enterpriseId, otherEnterpriseId }: Two) {
  const ids = inOrder(enterpriseId, otherEnterpriseId)
  return {
    lock: [roots('Enterprise', ids)],
    read: {
      entries: readAllRegistered(actor, ids),
      pair: oneOrNull<{ id: string }>(Prisma.sql`
        SELECT id FROM "DistinctPair" WHERE "smallerId" = ${ids[0]}::uuid AND "greaterId" = ${ids[1]}::uuid`),
    },
  }
}

/** The two entries. NOT_FOUND, INVALID or CONFLICT where they are no pair. */
export function twoOf(
  entries: readonly EnterpriseState[],
  { enterpriseId, otherEnterpriseId }: Two,
): EnterpriseState[] {
  const one = entryOf(entries, enterpriseId, 'enterpriseId')
  const other = entryOf(entries, otherEnterpriseId, 'otherEnterpriseId')
  if (one.id === other.id) throw sameEntry()
  refuseDouble(one)
  refuseDouble(other)
  return [one, other]
}

const sameEntry = () =>
  invalid('otherEnterpriseId', { zh: '两者是同一条登记。', en: 'Both are the same entry of the register.' })

/** What keeps an enterprise e from being the double of the one with this id: somebody has said that they are two. */
export const isPutAway = (id: string | null): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT FROM "DistinctPair" p
  WHERE (p."smallerId" = e.id AND p."greaterId" = ${id}::uuid) OR (p."greaterId" = e.id AND p."smallerId" = ${id}::uuid))`
