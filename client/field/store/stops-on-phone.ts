import type { Brief, Stop } from '#client/field/fragments.ts'
import { further, type StopOnPhone, stopAtCentre } from '#client/field/stop-on-phone.ts'
import { changeOf, type Entry, isUnsent, localStopOf, placeOf } from './entry.ts'

/** What the phone has for a squad: the centre's stops and briefs, and the account's entries in the outbox. */
export type PhoneContents = {
  squad: string
  stops: readonly Stop[]
  briefs: ReadonlyMap<string, Brief>
  entries: readonly Entry[]
  /** The number of the entry that is being sent. */
  sending: number | null
}

/** The squad's stops, those of the centre and those planned on this phone, each with its entries laid over it. */
export function stopsOnPhone({ squad, stops, briefs, entries: all, sending }: PhoneContents): StopOnPhone[] {
  const entries = all.filter(isUnsent)
  const atCentre = new Set(stops.map(({ id }) => id))
  const planned = entries
    .flatMap((entry) => localStopOf(entry) ?? [])
    .filter((stop) => stop.squad.id === squad && !atCentre.has(stop.id))
  return [...stops, ...planned].map((stop) =>
    entries
      .filter(({ visit }) => visit === stop.id)
      .reduce((shown, entry) => withEntry(shown, entry, sending), stopAtCentre(stop, briefs.get(stop.enterprise.id))),
  )
}

function withEntry(stop: StopOnPhone, entry: Entry, sending: number | null): StopOnPhone {
  const place = placeOf(entry, sending)
  const change = place === 'refused' ? {} : changeOf(stop, entry, place)
  return { ...stop, ...change, place: further(stop.place, place) }
}
