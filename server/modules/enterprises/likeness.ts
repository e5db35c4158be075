import { nameKey } from '#server/platform/plain.ts'

/** What tells an enterprise from others of the same name; what is not known is an empty text. The phones are of all its contacts. */
export type Told = { creditCode: string; address: string; phones: readonly string[] }

/** How alike two enterprises of the same name are: the same place or phone, nothing that tells, or another place. */
type Likeness = 'SAME' | 'PERHAPS' | 'OTHER'

/** A phone number as its digits, without the number of the country and the zero before an area. */
const phoneKey = (phone: string): string =>
  phone
    .replace(/[^+\d]/g, '')
    .replace(/^(\+|00)86/, '')
    .replace(/\D/g, '')
    .replace(/^0/, '')

/** The mark of a place: an address, whatever its brackets, width and blanks; nothing where it is not known. */
export const placeMark = (address: string): string[] => (address ? [`at ${nameKey(address)}`] : [])

/** The marks by which two of the same name are the same: the place, and the phone numbers of the contacts. */
export const marksOf = ({ address, phones }: Told): string[] => [
  ...placeMark(address),
  ...phones
    .map(phoneKey)
    .filter(Boolean)
    .map((phone) => `phone ${phone}`),
]

/** Whether both addresses are known and the same; brackets, width and blanks may differ. */
export const isSamePlace = (a: Told, b: Told): boolean =>
  a.address !== '' && b.address !== '' && (a.address === b.address || nameKey(a.address) === nameKey(b.address))

/** Whether a contact of each has the same phone number. */
export function isSamePhone(a: Told, b: Told): boolean {
  const known = b.phones.map(phoneKey)
  return a.phones.map(phoneKey).some((phone) => phone !== '' && known.includes(phone))
}

/** Whether nothing is known that tells an enterprise from others of its name. */
export const tellsNothing = ({ address, phones }: Told): boolean => !address && phones.length === 0

/** How alike an enterprise that is entered and one of the register with the same name are. */
function likeness(entered: Told, known: Told): Likeness {
  if (isSamePlace(entered, known) || isSamePhone(entered, known)) return 'SAME'
  if (entered.address && known.address) return 'OTHER'
  return tellsNothing(entered) && tellsNothing(known) && !known.creditCode ? 'SAME' : 'PERHAPS'
}

/** Whether two of the same name may be one enterprise. Those with different codes are others, unless they are at the same place. */
export function mayBeOne(entered: Told, known: Told): boolean {
  const alike = likeness(entered, known)
  return entered.creditCode && known.creditCode ? alike === 'SAME' : alike !== 'OTHER'
}
