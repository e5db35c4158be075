import { Prisma } from '#codegen/prisma/client.ts'
import { isSamePhone, isSamePlace, mayBeOne, type Told } from '#server/modules/enterprises/likeness.ts'
import { nameKey } from '#server/platform/plain.ts'
import type { DoubleReason } from './enums.ts'

/** An enterprise as it is compared with others. */
export type Candidate = Told & { name: string }

/** Selects enterprises e as they are compared. */
export const candidates = Prisma.sql`
  SELECT e.id, e.name, coalesce(e."creditCode", '') AS "creditCode", e.address,
    ARRAY(SELECT c.phone FROM "Contact" c WHERE c."enterpriseId" = e.id AND c.phone <> '') AS phones
  FROM "Enterprise" e`

/** Why one enterprise is likely to be another; nothing where it is not. */
export function reasonsOf(entered: Candidate, known: Candidate): DoubleReason[] {
  if (entered.creditCode && entered.creditCode === known.creditCode) return ['SAME_CODE']
  if (nameKey(entered.name) !== nameKey(known.name) || !mayBeOne(entered, known)) return []
  const reasons: DoubleReason[] = []
  if (isSamePlace(entered, known)) reasons.push('SAME_PLACE')
  if (isSamePhone(entered, known)) reasons.push('SAME_PHONE')
  return reasons.length > 0 ? reasons : ['SAME_NAME']
}

const order: readonly DoubleReason[] = ['SAME_CODE', 'SAME_PLACE', 'SAME_PHONE', 'SAME_NAME']

/** Those of these enterprises that one is likely to be, with why: the surest first, of equal ones in their order. */
export const likelyAmong = <K extends Candidate>(entered: Candidate, known: readonly K[]) =>
  known
    .map((each) => ({ known: each, reasons: reasonsOf(entered, each) }))
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((a, b) => order.indexOf(a.reasons[0]!) - order.indexOf(b.reasons[0]!))
