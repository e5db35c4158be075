import { dateOf } from '#client/ui/dates.ts'
import { LocalMap, type LocalStorage } from './local-map.ts'
import { ObservableValue } from './observable-value.ts'

/** What the clocks said when something was recorded, in milliseconds since 1970: enough to find out later when that was. */
export type ClockReading = {
  /** By the phone's own clock. */
  device: number
  /** The centre's time at the last contact and, added to it, the time that the page has run since; null without a contact. */
  page: number | null
  /** By how much the phone's clock was ahead of the centre's at the last contact before; null where there was none. */
  ahead: number | null
  /** The centre's time at that contact: what is recorded after it did not happen before it. */
  since: number | null
}

/** The centre's time at a contact and the phone's at the same moment; the page's own clock begins anew with each page. */
type Contact = { centre: number; device: number; page: number | null }

/** The phone's own clock, which anybody can set, and the page's, which nobody can but which may stand still while the phone sleeps. */
export type Clocks = { device: () => number; page: () => number }

const clocksOfPage: Clocks = { device: () => Date.now(), page: () => performance.now() }

/** A difference of clocks that is worth a word, and the shortest time between two questions about it, in milliseconds. */
const notable = 60_000

/** How far ahead the centre takes a time for now; one that lies further ahead it has never accepted. */
const tolerated = 5 * 60_000

const storedEvery = 60_000
const key = 'centre'

/**
 * The centre's time, as far as the phone knows it. The phone's own clock is not believed: people set it, and it runs wrong
 * without a network. What counts is the centre's time at the last contact and the time that has passed since.
 */
export class CentreClock {
  /** By how many milliseconds the phone's clock is ahead of the centre's; null before the first contact. */
  readonly ahead: ObservableValue<number | null>
  readonly #clocks: Clocks
  readonly #stored: LocalMap<{ centre: number; device: number }>
  #contact: Contact | null
  #asksAgain = 0

  constructor(page: LocalStorage, clocks: Clocks = clocksOfPage) {
    this.#clocks = clocks
    this.#stored = new LocalMap('clock ', page)
    const last = this.#stored.values.get().get(key)
    const isWhole = Number.isFinite(last?.centre) && Number.isFinite(last?.device)
    this.#contact = last && isWhole ? { ...last, page: null } : null
    this.ahead = new ObservableValue(aheadAt(this.#contact))
  }

  /** Takes note of the centre's time now, in milliseconds since 1970. */
  hear(centre: number): void {
    if (!Number.isFinite(centre)) return
    const contact = { centre, device: this.#clocks.device(), page: this.#clocks.page() }
    this.#contact = contact
    const ahead = contact.device - centre
    const last = this.ahead.get()
    if (last === null || Math.abs(ahead - last) > 1000) this.ahead.set(ahead)
    const stored = this.#stored.values.get().get(key)
    if (stored && centre - stored.centre < storedEvery && Math.abs(ahead - aheadAt(stored)!) < 1000) return
    this.#stored.set(key, { centre, device: contact.device })
  }

  /**
   * Whether a word of the centre, which may have waited for a phone that slept, differs so much from what the phone takes for the
   * time that the centre is to be asked. At most once a minute.
   */
  isToAsk(centre: number): boolean {
    const page = this.#clocks.page()
    if (Math.abs(centre - this.now().getTime()) < notable || page < this.#asksAgain) return false
    this.#asksAgain = page + notable
    return true
  }

  /** The moment now, as near as the phone can know it. It never lies before the last contact. */
  now(): Date {
    const device = this.#clocks.device()
    if (!this.#contact) return new Date(device)
    const byDevice = this.#contact.centre + device - this.#contact.device
    // the page's clock may have stood still while the phone slept, and the phone's clock may have been set back
    return new Date(Math.max(byDevice, this.#byPage() ?? this.#contact.centre))
  }

  /** The union's local date now. */
  today(): string {
    return dateOf(this.now())
  }

  /** What the clocks say now. */
  read(): ClockReading {
    return {
      device: this.#clocks.device(),
      page: this.#byPage(),
      ahead: aheadAt(this.#contact),
      since: this.#contact?.centre ?? null,
    }
  }

  /**
   * When something happened, as it is settled by a contact that came after it: by the phone's clock where that has run true
   * between the two contacts around it, which it does through sleep, and else by the page's. `jumped` says that the phone's
   * clock was set meanwhile. It lies neither in the future nor before the last contact before it, nor before `earlier`, what was
   * recorded of the same before. `guess` is what the phone took it for; without a reading, of an older release, it stays unless the centre could never accept it.
   */
  settle(guess: string, reading: ClockReading | undefined, earlier = 0): { happenedAt: string; jumped: boolean } {
    const now = this.now().getTime()
    const guessed = Date.parse(guess)
    const ahead = aheadAt(this.#contact)
    if (!reading || ahead === null) {
      const isImpossible = guessed > now + tolerated
      return { happenedAt: isImpossible ? new Date(now).toISOString() : guess, jumped: isImpossible }
    }
    const jumped = reading.ahead !== null && Math.abs(ahead - reading.ahead) > notable
    const at = jumped ? (reading.page ?? guessed) : reading.device - ahead
    const possible = Math.min(now, Math.max(at, reading.since ?? 0, jumped ? earlier : 0))
    return { happenedAt: new Date(possible).toISOString(), jumped }
  }

  #byPage(): number | null {
    const { centre, page } = this.#contact ?? { centre: 0, page: null }
    return page === null ? null : centre + this.#clocks.page() - page
  }
}

const aheadAt = (contact: Pick<Contact, 'centre' | 'device'> | null): number | null =>
  contact && contact.device - contact.centre

/** Whether a phone's clock is so far from the centre's that its owner should know. */
export const isWrong = (ahead: number | null): ahead is number => ahead !== null && Math.abs(ahead) > notable
