import { type Brief, briefShape, type Issue } from '#client/field/fragments.ts'
import { ObservableValue } from './observable-value.ts'
import type { Storage, StoredBrief } from './storage.ts'

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

  /** Reads the briefs of these enterprises one by one, up to the first that cannot be read. */
  async refresh(enterprises: Iterable<string>, read: (id: string) => Promise<Brief | null>): Promise<void> {
    for (const id of new Set(enterprises)) {
      const brief = await read(id)
      if (!brief) return
      await this.#store(brief)
    }
  }

  /** Puts an issue, as the centre has just sent it, into the brief of its enterprise. */
  async put(issue: Issue): Promise<void> {
    const { id } = issue.enterprise
    const brief = this.byEnterprise.get().get(id) ?? blankBrief(id)
    const others = brief.issues.edges.filter((edge) => edge?.node.id !== issue.id)
    await this.#store({ ...brief, issues: { edges: [{ node: issue }, ...others] } })
  }

  /** Forgets all briefs. */
  async clear(): Promise<void> {
    this.byEnterprise.set(new Map())
    await this.#storage.use((database) => database.clear('briefs'))
  }

  async #store(brief: Brief): Promise<void> {
    this.byEnterprise.set(new Map(this.byEnterprise.get()).set(brief.id, brief))
    await this.#storage.use((database) => database.put('briefs', { ...brief, shape: briefShape }))
  }
}

/** The brief of an enterprise of which nothing is read yet. */
const blankBrief = (id: string): Brief => ({ id, issues: { edges: [] }, visits: { edges: [] }, whatWorked: [] })
