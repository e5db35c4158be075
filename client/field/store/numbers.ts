import type { Stop } from '#client/field/fragments.ts'

/** Whether a phone number is masked, as it comes with everything but the list of the day. */
export const isMasked = (phone: string): boolean => phone.includes('*')

/** The stop with those phone numbers in full that are known, by the ids of the contacts. */
export function withNumbers(stop: Stop, known: ReadonlyMap<string, string>): Stop {
  const { contacts } = stop.enterprise
  if (!contacts.some(({ id, phone }) => isMasked(phone) && known.has(id))) return stop
  const whole = contacts.map((contact) => ({
    ...contact,
    phone: isMasked(contact.phone) ? (known.get(contact.id) ?? contact.phone) : contact.phone,
  }))
  return { ...stop, enterprise: { ...stop.enterprise, contacts: whole } }
}

/** The phone numbers in full that the stops hold. */
export const numbersOf = (stops: readonly Stop[]): Map<string, string> =>
  new Map(
    stops.flatMap(({ enterprise }) =>
      enterprise.contacts.flatMap(({ id, phone }) => (isMasked(phone) ? [] : [[id, phone] as const])),
    ),
  )
