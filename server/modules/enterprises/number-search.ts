import { audit, doneBy } from '#server/log/audit.ts'
import { type Context, signedIn, type Viewer } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { searchesNumbers, visibleEnterprises } from './access.ts'

/** The digits of the shortest number that is searched for: one with its area, or of a mobile phone. */
const leastDigits = 10

/** The most enterprises that are found by one number. */
const mostOfNumber = 1_000

const isWholeNumber = (search: string): boolean =>
  /^\s*\+?\d[\d\s-]*$/.test(search) && search.replace(/\D/g, '').length >= leastDigits

/**
 * The ids of the enterprises with a contact that has the phone number which a search is as a whole; none where it is no such number,
 * or where the viewer may not search for numbers. Parts of one find nothing: one could find out by them what is masked.
 */
export async function enterprisesOfNumber(
  viewer: Viewer,
  unionIds: readonly string[],
  search: string | null | undefined,
): Promise<string[]> {
  const number = search?.normalize('NFKC') ?? ''
  if (!searchesNumbers(viewer) || !isWholeNumber(number)) return []
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT e.id FROM "Contact" c JOIN "Enterprise" e ON e.id = c."enterpriseId"
    WHERE c.phone <> '' AND phone_key(c.phone) = phone_key(${number}) AND e."unionId" = ANY(${[...unionIds]}::uuid[])
      AND ${visibleEnterprises.sql(viewer, 'e')}
    ORDER BY e.id LIMIT ${mostOfNumber}`
  return found.map(({ id }) => id)
}

/** The same for a list that somebody reads, who has then seen whose number it is: the audit has it as one that was shown. */
export async function shownOfNumber(
  context: Context,
  unionIds: readonly string[],
  search: string | null | undefined,
): Promise<string[]> {
  const actor = signedIn(context)
  const ids = await enterprisesOfNumber(actor, unionIds, search)
  if (ids.length > 0) {
    const found = { list: 'ENTERPRISES', filter: { search }, rows: ids.length }
    await audit({ ...doneBy(actor, context.address), kind: 'REVEAL', ...found })
  }
  return ids
}
