import type { Brief, Issue } from './entry.ts'
import { Watched } from './observable.ts'
import type { Storage } from './storage.ts'

/** Earlier visits and issues of the enterprises on the list, kept so that LOOK can be done without a signal. */
export class Briefs {
  readonly known: Watched<ReadonlyMap<string, Brief>>
  readonly #storage: Storage

  private constructor(storage: Storage, briefs: readonly Brief[]) {
    this.#storage = storage
    this.known = new Watched(new Map(briefs.map((brief) => [brief.id, brief])))
  }

  static async open(storage: Storage): Promise<Briefs> {
    return new Briefs(storage, await storage.getAll('briefs'))
  }

  /** Reads the briefs of these enterprises one by one; without a signal it stops. */
  async refresh(enterprises: Iterable<string>, read: (id: string) => Promise<Brief | null>): Promise<void> {
    for (const id of new Set(enterprises)) {
      const brief = await read(id)
      if (!brief) return
      await this.#keep(brief)
    }
  }

  /** The centre told how an issue stands now. */
  async put(issue: Issue): Promise<void> {
    const { id } = issue.enterprise
    const brief = this.known.get().get(id) ?? { id, issues: { edges: [] }, visits: { edges: [] } }
    const others = brief.issues.edges.filter((edge) => edge?.node.id !== issue.id)
    await this.#keep({ ...brief, issues: { edges: [{ node: issue }, ...others] } })
  }

  async #keep(brief: Brief): Promise<void> {
    this.known.set(new Map(this.known.get()).set(brief.id, brief))
    await this.#storage.put('briefs', brief)
  }
}
