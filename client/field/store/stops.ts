import { type Standing, type Stop, stopShape } from '#client/field/fragments.ts'
import { dateOf } from '#client/ui/dates.ts'
import type { CentreClock } from './centre-clock.ts'
import { numbersOf, withNumbers } from './numbers.ts'
import { ObservableValue } from './observable-value.ts'
import type { StopList, Storage } from './storage.ts'

/** What the list needs of the centre's clock. */
type Clock = Pick<CentreClock, 'now' | 'today'>

/** How often a list is read in one go while its own stops go on changing. */
const readingsInOneGo = 3

/**
 * A squad's stops as the centre last sent them: in the list, in the answer to an entry, or with an event. A screen
 * always shows this with the outbox laid over it, so that it is the same with and without a signal.
 */
export class Stops {
  readonly list: ObservableValue<StopList | null>
  readonly #storage: Storage
  readonly #clock: Clock
  readonly #owner: { account: string; squad: string }
  /** What has changed since the reading began that is under way; null while nothing is being read. */
  #changes: Map<string, Stop> | null = null

  private constructor(
    storage: Storage,
    clock: Clock,
    owner: { account: string; squad: string },
    list: StopList | null,
  ) {
    this.#storage = storage
    this.#clock = clock
    this.#owner = owner
    this.list = new ObservableValue(list)
  }

  /** The list that the phone stored for this account and squad. One that another release read is dropped and read again. */
  static async open(storage: Storage, clock: Clock, account: string, squad: string): Promise<Stops> {
    const key = `${account} ${squad}`
    const stored = await storage.use((database) => database.get('stops', key))
    const isOld = stored && stored.shape !== stopShape
    if (isOld) await storage.use((database) => database.delete('stops', key))
    return new Stops(storage, clock, { account, squad }, stored && !isOld ? stored : null)
  }

  /**
   * Reads the list. Where one of its stops changes meanwhile, the list may be older than the change, and is read again:
   * up to three times, then the changes are laid over what was read. Says whether the list is settled; where it says
   * false, the list is to be read again after a pause.
   */
  async refresh(read: (day: string) => Promise<Stop[] | null>): Promise<boolean> {
    try {
      for (let reading = 1; ; reading += 1) {
        const changes = new Map<string, Stop>()
        this.#changes = changes
        const day = this.#clock.today()
        const masked = await read(day)
        if (!masked) return false
        // the numbers come by a question of their own, which may have failed: those that are known stay
        const known = numbersOf(this.list.get()?.stops ?? [])
        const stops = masked.map((stop) => withNumbers(stop, known))
        const changed = [...changes.values()]
        const isRead = ({ id }: Stop) => stops.some((stop) => stop.id === id)
        const settled = !changed.some((stop) => this.#isOnList(stop, day) || isRead(stop))
        if (!settled && reading < readingsInOneGo) continue
        await this.#store(
          changed.reduce<readonly Stop[]>((list, stop) => this.#with(list, stop, day), stops),
          day,
        )
        return settled
      }
    } finally {
      this.#changes = null
    }
  }

  /** Takes in how the centre says that a stop stands now. A stop that another squad got leaves this list. */
  async put(stop: Stop): Promise<void> {
    const list = this.list.get()
    const isOwn = stop.squad.id === this.#owner.squad
    if (!isOwn && !list?.stops.some(({ id }) => id === stop.id)) return
    this.#changes?.set(stop.id, stop)
    if (list) await this.#store(this.#with(list.stops, stop, list.day), list.day)
  }

  /** Takes in how far an enterprise has resumed now, at each of its stops. */
  async putStanding(standing: Standing): Promise<void> {
    const stops = this.list.get()?.stops.filter(({ enterprise }) => enterprise.id === standing.id) ?? []
    const { resumption, resumptionOn } = standing
    const isNew = ({ enterprise }: Stop) =>
      enterprise.resumption !== resumption || enterprise.resumptionOn !== resumptionOn
    for (const stop of stops.filter(isNew)) await this.put({ ...stop, enterprise: { ...stop.enterprise, ...standing } })
  }

  #with(list: readonly Stop[], stop: Stop, day: string): Stop[] {
    const others = list.filter(({ id }) => id !== stop.id)
    // an event brings masked numbers along
    return this.#isOnList(stop, day) ? [...others, withNumbers(stop, numbersOf(list))] : others
  }

  #isOnList = (stop: Stop, day: string): boolean => stop.squad.id === this.#owner.squad && isOfDay(stop, day)

  async #store(stops: readonly Stop[], day: string): Promise<void> {
    const asOf = this.#clock.now().toISOString()
    const list = { ...this.#owner, day, asOf, shape: stopShape, stops: inOrder(stops) }
    this.list.set(list)
    await this.#storage.use((database) => database.put('stops', list, `${list.account} ${list.squad}`))
  }
}

/** A day's list has the stops of that day, those of earlier days that are not finished, and those finished on that day. */
const isOfDay = ({ plannedOn, state, finishedAt }: Stop, day: string): boolean =>
  state !== 'VOIDED' &&
  (plannedOn === day ||
    (plannedOn < day && (state === 'PLANNED' || state === 'ARRIVED')) ||
    (finishedAt != null && dateOf(finishedAt) === day))

const inOrder = (stops: readonly Stop[]): Stop[] =>
  stops
    .filter(({ state }) => state !== 'VOIDED')
    .toSorted((a, b) => a.plannedOn.localeCompare(b.plannedOn) || a.stop - b.stop || a.id.localeCompare(b.id))
