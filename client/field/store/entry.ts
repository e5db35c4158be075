import type { Deed, DeedForm, Stamp, Translate } from '#client/field/deeds/deed.ts'
import { type DeedName, deeds, type InputOf } from '#client/field/deeds/registry.ts'
import type { Stop } from '#client/field/fragments.ts'
import { inShapeOf } from '#client/field/shape.ts'
import type { Place, StopOnPhone } from '#client/field/stop-on-phone.ts'
import type { ClockReading } from './centre-clock.ts'

/** A deed that was done just now, before the outbox gives it its clientId and time. */
export type NewEntry = {
  [N in DeedName]: {
    mutation: N
    input: InputOf<N>
    /** The stop that it belongs to; null for a deed that belongs to no single stop. */
    visit: string | null
    /** What the list of unsent records calls the stop: the enterprise's name. */
    title: string
    /** The stop to show until the centre has made it; only of a deed that makes one. */
    local?: Stop
  }
}[DeedName]

/** Why the centre refused an entry; `message` is the centre's own sentence, `current` the row as it stands there. */
export type Refusal = { code: string; message: string; field?: string; current?: string }

/** One record on its way to the centre. Once it may have been sent, only the id of its stop changes. */
export type Entry = NewEntry & {
  /** Its place in the outbox. */
  n: number
  clientId: string
  /** When it happened: what the phone takes it for, and once `clock` is gone what is sent. */
  happenedAt: string
  /** What the clocks said; a contact with the centre settles from it when the entry happened, before it is first sent. */
  clock?: ClockReading
  /** The phone's clock was set between the contacts around it, so that its time is not certain. */
  clockJumped?: boolean
  /** The id of the account that did it: it is sent in a session of this account only. */
  account: string
  accountName: string
  /** How often the centre has answered with a fault of its own; it is sent again all the same. */
  tries: number
  refused?: Refusal
  /** When the user gave it up, having read the refusal: a copy that is not sent, and waits for nothing. */
  givenUp?: string
}

const blank = {
  n: 0,
  mutation: '',
  input: {},
  visit: null,
  title: '',
  clientId: '',
  happenedAt: '',
  account: '',
  accountName: '',
  tries: 0,
}

/** An entry as the outbox stored it, perhaps in an older release, in the shape of this release. */
export const entryOf = (stored: unknown): Entry => inShapeOf(blank, stored) as unknown as Entry

/** Whether an entry still is to reach the centre. */
export const isUnsent = ({ givenUp }: Entry): boolean => givenUp === undefined

/** Where an entry of the outbox is. */
export const placeOf = (entry: Entry, sending: number | null): Place =>
  entry.refused ? 'refused' : entry.n === sending ? 'sending' : 'phone'

/** The id of a stop that the centre does not know yet, made from the clientId of the entry that makes it. */
export const localId = (clientId: string): string => `local:${clientId}`

/** Whether this is the id of a stop that the centre does not know yet. */
export const isLocal = (visit: string | null): boolean => visit?.startsWith('local:') ?? false

/** An entry with its stop under another id, in its input too. */
export function withVisit(entry: Entry, visit: string): Entry {
  const input = 'visitId' in entry.input ? { ...entry.input, visitId: visit } : entry.input
  return { ...entry, visit, input } as Entry
}

type AnyDeed = Deed<object, Stamp> & { form: DeedForm<Stamp, object, string> | null }

/** The deed of an entry; undefined where another release of the page put it there and this one does not know it. */
export const deedOf = ({ mutation }: NewEntry): AnyDeed | undefined =>
  // an entry's input is that of its deed, which the compiler cannot follow through the union of all deeds
  deeds[mutation] as unknown as AnyDeed | undefined

// an older release may have stored an input that lacks what the deed reads: that must never empty the page
function ask<T>(entry: NewEntry, otherwise: T, question: (deed: AnyDeed) => T): T {
  const deed = deedOf(entry)
  if (!deed) return otherwise
  try {
    return question(deed)
  } catch {
    return otherwise
  }
}

/** What the list of unsent records calls the deed of an entry. */
export const labelOf = (t: Translate, entry: Entry): string =>
  ask(entry, entry.mutation, ({ label }) => label(t, entry.input))

/** Every text that somebody typed into an entry, line by line. */
export const typedTextOf = (entry: Entry): string[] =>
  ask(entry, textsIn(entry.input), ({ typedText }) => typedText(entry.input).flatMap((line) => line || []))

/** What an entry changes of its stop on the screen. */
export const changeOf = (stop: StopOnPhone, entry: Entry, place: Place): Partial<StopOnPhone> =>
  ask(entry, {}, ({ change }) => change(stop, entry, place))

/** The stop that an entry makes; null for an entry that makes none. */
export const localStopOf = (entry: Entry): Stop | null =>
  ask(entry, null, ({ localStop }) =>
    localStop && entry.visit ? { ...localStop(entry.local), id: entry.visit } : null,
  )

/** The form of an entry and what was typed into it, where its stop still shows that form; null where it does not. */
export const editOf = (entry: Entry, stop: StopOnPhone): { form: string; draft: object } | null =>
  ask(entry, null, ({ form }) =>
    form?.isOpen(stop, entry.input) ? { form: form.name(entry.input), draft: form.draft(entry.input) } : null,
  )

/** The picture of an entry that sends one. */
export const photoOf = (entry: Entry): Blob | null =>
  'file' in entry.input && entry.input.file instanceof Blob ? entry.input.file : null

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return value ? [value] : []
  return typeof value === 'object' && value ? Object.values(value).flatMap(textsIn) : []
}
