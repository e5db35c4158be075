import type { Contact, Enterprise, Zone } from '#codegen/prisma/client.ts'
import { Resumption } from '#codegen/prisma/enums.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { enterpriseEvents } from '#server/modules/enterprises/events.ts'
import type { EnterpriseState } from '#server/modules/enterprises/load.ts'
import { newId } from '#server/platform/ids.ts'

/** The facts of an entry that a double gives to the other one where that lacks them. */
type Facts = Pick<Enterprise, 'creditCode' | 'address' | 'industry' | 'headcount' | 'zoneId'>

const names = ['creditCode', 'address', 'industry', 'headcount', 'zoneId'] as const satisfies readonly (keyof Facts)[]

const isKnown = (value: string | number | null): boolean => value !== null && value !== ''

/** What an entry lacks and its double has. A zone that is retired by now is not given. */
export function lackedBy(into: Facts, double: Facts, zones: readonly Zone[]): Partial<Facts> {
  const inUse = zones.some(({ id, retiredAt }) => id === double.zoneId && !retiredAt)
  const lacked = names.filter((name) => !isKnown(into[name]) && isKnown(double[name]) && (name !== 'zoneId' || inUse))
  return Object.fromEntries(lacked.map((name) => [name, double[name]]))
}

/** The event of an entry that has another zone than before; none where it has the same. */
export function rezoned(
  entry: EnterpriseState,
  zoneId: string | null | undefined,
  zones: readonly Zone[],
): EventDraft[] {
  if (zoneId === undefined || zoneId === entry.zoneId) return []
  const nameOf = (id: string | null) => zones.find((zone) => zone.id === id)?.name ?? null
  return [enterpriseEvents.rezoned(entry, { zoneFrom: nameOf(entry.zoneId), zoneTo: nameOf(zoneId) })]
}

/** How far an entry has resumed, as columns of its row. */
export const resumptionOf = ({ resumption, resumptionOn }: EnterpriseState) => ({ resumption, resumptionOn })

const order = Object.values(Resumption)

/** Whether an entry has resumed further than the other: its state holds from a later day, or is the later one of the same day. */
export function isFurther(entry: EnterpriseState, other: EnterpriseState): boolean {
  const [day, otherDay] = [entry.resumptionOn?.getTime() ?? 0, other.resumptionOn?.getTime() ?? 0]
  return day === otherDay ? order.indexOf(entry.resumption) > order.indexOf(other.resumption) : day > otherDay
}

/** The contacts of a double of the kinds that the other entry lacks, as rows of that. The double keeps its own. */
export function contactsLacked(contacts: readonly Contact[], double: { id: string }, into: { id: string }): Contact[] {
  const kinds = contacts.filter(({ enterpriseId }) => enterpriseId === into.id).map(({ kind }) => kind)
  return contacts
    .filter(({ enterpriseId, kind }) => enterpriseId === double.id && !kinds.includes(kind))
    .map((contact) => ({ ...contact, id: newId(), enterpriseId: into.id }))
}
