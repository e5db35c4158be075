import { Prisma } from '#codegen/prisma/client.ts'
import {
  isSamePhone,
  isSamePlace,
  likenessOf,
  type Marks,
  marksOf,
  type Told,
} from '#server/modules/enterprises/likeness.ts'
import { phoneTexts } from '#server/modules/enterprises/load.ts'
import { phonesIn } from '#server/modules/rosters/readings.ts'
import { nameKey } from '#server/platform/plain.ts'
import type { DoubleReason } from './enums.ts'

/** An enterprise as it is compared with others. */
export type Candidate = { creditCode: string; form: string; marks: Marks }

/** An enterprise as one that is compared with others. */
export const candidateOf = ({ name, ...told }: Told & { name: string }): Candidate => ({
  creditCode: told.creditCode,
  form: nameKey(name),
  marks: marksOf(told),
})

/** Selects enterprises e as they are compared. */
export const candidates = Prisma.sql`
  SELECT e.id, e.name, coalesce(e."creditCode", '') AS "creditCode",
    e.address || ARRAY(SELECT d.address FROM "Enterprise" d WHERE d."mergedIntoId" = e.id) AS addresses,
    ARRAY(SELECT c.phone FROM "Contact" c WHERE c."enterpriseId" = e.id AND c.phone <> '') AS phones,
    ${phoneTexts} AS "phoneTexts"
  FROM "Enterprise" e`

/** A row of this statement. */
export type CandidateRow = { id: string; name: string; phoneTexts: string[] } & Told

/** What is compared of a row. */
export const known = ({ id, phoneTexts: texts, ...told }: CandidateRow): Candidate & { id: string } => {
  const phones = [...told.phones, ...texts.flatMap((text) => phonesIn(text).phones)]
  return { id, ...candidateOf({ ...told, phones }) }
}

/** Why one enterprise is likely to be another; nothing where it is not. */
export function reasonsOf(entered: Candidate, other: Candidate): DoubleReason[] {
  if (entered.creditCode && entered.creditCode === other.creditCode) return ['SAME_CODE']
  if (entered.form !== other.form || !likenessOf(entered.marks, other.marks)) return []
  const reasons: DoubleReason[] = []
  if (isSamePlace(entered.marks, other.marks)) reasons.push('SAME_PLACE')
  if (isSamePhone(entered.marks, other.marks)) reasons.push('SAME_PHONE')
  return reasons.length > 0 ? reasons : ['SAME_NAME']
}

const order: readonly DoubleReason[] = ['SAME_CODE', 'SAME_PLACE', 'SAME_PHONE', 'SAME_NAME']

/** Those of these enterprises that one is likely to be, with why: the surest first, of equal ones in their order. */
export const likelyAmong = <K extends Candidate>(entered: Candidate, others: readonly K[]) =>
  others
    .map((each) => ({ known: each, reasons: reasonsOf(entered, each) }))
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((a, b) => order.indexOf(a.reasons[0]!) - order.indexOf(b.reasons[0]!))
