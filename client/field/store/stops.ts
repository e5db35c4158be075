import { dayOf } from '#client/field/day.ts'
import type { Stop } from './entry.ts'
import { Watched } from './observable.ts'
import type { KeptStops, Storage } from './storage.ts'

/**
 * A squad's stops as the centre last told them: by list, by the answer to an entry, by an event. What a screen shows
 * is always this plus the outbox, so that it is the same with and without a signal.
 */
export class Stops {
  readonly kept: Watched<KeptStops | null>
  readonly #storage: Storage
  readonly #owner: { account: string; squad: string }
  #told = 0

  private constructor(storage: Storage, owner: { account: string; squad: string }, kept: KeptStops | null) {
    this.#storage = storage
    this.#owner = owner
    this.kept = new Watched(kept)
  }

  static async open(storage: Storage, account: string, squad: string): Promise<Stops> {
    return new Stops(storage, { account, squad }, (await storage.get('stops', `${account} ${squad}`)) ?? null)
  }

  /** Reads the list. Where something was told meanwhile, the list may be the older of the two and is read again. */
  async refresh(read: (day: string) => Promise<Stop[] | null>): Promise<boolean> {
    for (;;) {
      const told = this.#told
      const day = dayOf()
      const stops = await read(day)
      if (!stops) return false
      if (told !== this.#told) continue
      await this.#keep({ ...this.#owner, day, asOf: new Date().toISOString(), stops: inOrder(stops) })
      return true
    }
  }

  /** The centre told how a stop stands now. */
  async put(stop: Stop): Promise<void> {
    const kept = this.kept.get()
    this.#told++
    if (!kept || stop.squad.id !== this.#owner.squad) return
    const others = kept.stops.filter(({ id }) => id !== stop.id)
    const stops = belongs(stop, kept.day) ? inOrder([...others, stop]) : others
    await this.#keep({ ...kept, asOf: new Date().toISOString(), stops })
  }

  async #keep(kept: KeptStops): Promise<void> {
    this.kept.set(kept)
    await this.#storage.put('stops', kept, `${kept.account} ${kept.squad}`)
  }
}

const belongs = ({ plannedOn, state, finishedAt }: Stop, day: string): boolean =>
  state !== 'VOIDED' &&
  (plannedOn === day ||
    (plannedOn < day && (state === 'PLANNED' || state === 'ARRIVED')) ||
    (finishedAt != null && dayOf(finishedAt) === day))

const inOrder = (stops: readonly Stop[]): Stop[] =>
  stops
    .filter(({ state }) => state !== 'VOIDED')
    .toSorted((a, b) => a.plannedOn.localeCompare(b.plannedOn) || a.stop - b.stop || a.id.localeCompare(b.id))
