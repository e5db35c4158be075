import { type Brief, briefShape, type Issue } from '#client/field/fragments.ts'
import { ObservableValue } from './observable-value.ts'
import type { Storage, StoredBrief } from './storage.ts'

/** How many briefs one request reads: more than a squad has stops on a day. */
const mostAtOnce = 20

/** Earlier visits and issues of the enterprises on the list, stored so that LOOK can be done without a signal. */
export class Briefs {
  /** The briefs by the enterprise's id. */
  readonly byEnterprise: ObservableValue<ReadonlyMap<string, Brief>>
  readonly #storage: Storage

  private constructor(storage: Storage, briefs: readonly Brief[]) {
    this.#storage = storage
    this.byEnterprise = new ObservableValue(new Map(briefs.map((brief) => [brief.id, brief])))
  }

  /** The briefs that the phone stored. Those that another release read are dropped: they are read again with the list. */
  static async open(storage: Storage): Promise<Briefs> {
    const stored = await storage.use((database) => database.getAll('briefs'))
    const isOld = ({ shape }: StoredBrief) => shape !== briefShape
    for (const { id } of stored.filter(isOld)) await storage.use((database) => database.delete('briefs', id))
    return new Briefs(
      storage,
      stored.filter((brief) => !isOld(brief)),
    )
  }

  /** Reads the briefs of these enterprises, those of a day in one request. Where a request has no answer, no other is made. */
  async refresh(enterprises: Iterable<string>, read: (ids: string[]) => Promise<Brief[] | null>): Promise<void> {
    const ids = [...new Set(enterprises)]
    for (let from = 0; from < ids.length; from += mostAtOnce) {
      const briefs = await read(ids.slice(from, from + mostAtOnce))
      if (!briefs) return
      await this.#store(briefs)
    }
  }

  /** Puts an issue, as the centre has just sent it, into the brief of its enterprise. */
  async put(issue: Issue): Promise<void> {
    const { id } = issue.enterprise
    const brief = this.byEnterprise.get().get(id) ?? blankBrief(id)
    const others = brief.issues.edges.filter((edge) => edge?.node.id !== issue.id)
    await this.#store([{ ...brief, issues: { edges: [{ node: issue }, ...others] } }])
  }

  /** Forgets all briefs. */
  async clear(): Promise<void> {
    this.byEnterprise.set(new Map())
    await this.#storage.use((database) => database.clear('briefs'))
  }

  async #store(briefs: readonly Brief[]): Promise<void> {
    this.byEnterprise.set(new Map([...this.byEnterprise.get(), ...briefs.map((brief) => [brief.id, brief] as const)]))
    await this.#storage.use(async (database) => {
      const { store, done } = database.transaction('briefs', 'readwrite')
      await Promise.all([...briefs.map((brief) => store.put({ ...brief, shape: briefShape })), done])
    })
  }
}

/** The brief of an enterprise of which nothing is read yet. */
const blankBrief = (id: string): Brief => ({ id, issues: { edges: [] }, visits: { edges: [] }, whatWorked: [] })
