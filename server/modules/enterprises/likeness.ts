import { nameKey } from '#server/platform/plain.ts'
import { placeForm } from './place.ts'

/**
 * What tells an enterprise from others of the same name. The addresses are its own and those of the entries that were merged into
 * it; the phones are all that are known of its contacts. What is not known is left out, or an empty text.
 */
export type Told = { creditCode: string; addresses: readonly string[]; phones: readonly string[] }

/**
 * The marks by which an enterprise is recognised among those of its name: what it is filed under, and under which marks others are
 * filed that it is, is likely to be, or may be. Whatever compares two of one name goes by these, one by one or in an index.
 */
export type Marks = {
  filed: ReadonlySet<string>
  same: readonly string[]
  likely: readonly string[]
  possible: readonly string[]
}

/** How alike an enterprise is to another one of its name: the same, likely to be, or not told apart from it. */
export type Likeness = 'SAME' | 'LIKELY' | 'POSSIBLE'

/** A phone number as its digits, without the number of the country and the zero before an area. */
const phoneKey = (phone: string): string =>
  phone
    .replace(/[^+\d]/g, '')
    .replace(/^(\+|00)86/, '')
    .replace(/\D/g, '')
    .replace(/^0/, '')

/** The mark of those of which nothing is known but their name. */
const nothing = 'nothing'

/** The mark that all of one name have. */
const name = 'name'

const placeless = (mark: string): string => `${mark}, no place`
const codeless = (mark: string): string => `${mark}, no code`

/**
 * The marks of an enterprise. It is the one at the same address, whatever its brackets and width, or with the same phone where no
 * two places are known, or of which no more is known than of itself; it is likely to be one whose address may be the same in
 * other words, or with the same phone at another place, which is a branch or has moved; and it may be one of which no other place and
 * no other code is known.
 */
export function marksOf({ creditCode, addresses, phones }: Told): Marks {
  const known = addresses.filter(Boolean)
  const places = known.map((address) => `at ${nameKey(address)}`)
  const near = known.map((address) => `near ${placeForm(address)}`)
  const numbers = phones.flatMap((phone) => phoneKey(phone) || []).map((number) => `phone ${number}`)
  const isPlaceless = known.length === 0
  const isBare = isPlaceless && numbers.length === 0
  const ofName = isPlaceless ? [name, placeless(name)] : [name]
  const filed = [
    ...places,
    ...near,
    ...numbers,
    ...(isPlaceless ? numbers.map(placeless) : []),
    ...ofName,
    ...(creditCode ? [] : ofName.map(codeless)),
    ...(isBare && !creditCode ? [nothing] : []),
  ]
  const unplaced = (mark: string) => (isPlaceless ? mark : placeless(mark))
  const ofAny = unplaced(name)
  return {
    filed: new Set(filed),
    same: [...places, ...numbers.map(unplaced), ...(isBare ? [nothing] : [])],
    likely: [...near, ...numbers],
    possible: [creditCode ? codeless(ofAny) : ofAny],
  }
}

/** How alike an enterprise is to a known one of its name; null where something tells them apart. */
export function likenessOf({ same, likely, possible }: Marks, { filed }: Marks): Likeness | null {
  const has = (mark: string) => filed.has(mark)
  if (same.some(has)) return 'SAME'
  if (likely.some(has)) return 'LIKELY'
  return possible.some(has) ? 'POSSIBLE' : null
}

/** What two of one name have in common: a place, maybe in other words, or a phone number. */
export const isSamePlace = ({ filed }: Marks, { likely }: Marks): boolean =>
  likely.some((mark) => mark.startsWith('near ') && filed.has(mark))

export const isSamePhone = ({ filed }: Marks, { likely }: Marks): boolean =>
  likely.some((mark) => mark.startsWith('phone ') && filed.has(mark))

/** How many marks two have in common. */
export const commonOf = ({ filed }: Marks, other: Marks): number =>
  [...filed].filter((mark) => other.filed.has(mark)).length
