import type { Event } from '#codegen/prisma/client.ts'
import type { Viewer } from '#server/platform/context.ts'

/** What is asked of a row, as Pothos gathers it from the query. */
type Selection = { include?: object; select?: object }

/** How a module's rows are read as subjects of events. */
type Reader = {
  /** The module's filter, the same as for its lists. */
  visible: (viewer: Viewer) => object
  /** The module's own `findMany`. */
  // biome-ignore lint/suspicious/noExplicitAny: each model has a selection and a filter of its own
  rows: (args: any) => Promise<{ id: string }[]>
}

const readers = new Map<string, Reader>()

/** A module registers its rows as subjects of events. */
export function registerSubject(type: string, reader: Reader): void {
  readers.set(type, reader)
}

/** The subjects of one batch of events, as one viewer may see them now: one query for all of a type that ask the same. */
export class Subjects {
  private readonly wanted = new Map<string, Set<string>>()
  private readonly shared = new Map<string, Promise<unknown>>()
  readonly events: readonly Event[]
  readonly viewer: Viewer

  constructor(events: readonly Event[], viewer: Viewer) {
    this.events = events
    this.viewer = viewer
    for (const event of events) {
      this.want(event.subjectType, event.subjectId)
      if (event.enterpriseId) this.want('Enterprise', event.enterpriseId)
    }
  }

  /** The row with what is asked of it; null where it is not of this batch or the viewer may not read it. */
  async row<R>(type: string, id: string | null, selection: Selection): Promise<R | null> {
    const reader = readers.get(type)
    const wanted = this.wanted.get(type)
    if (!id || !reader || !wanted?.has(id)) return null
    const rows = await this.once(`${type} ${JSON.stringify(selection)}`, async () => {
      const where = { AND: [{ id: { in: [...wanted] } }, reader.visible(this.viewer)] }
      return new Map((await reader.rows({ ...selection, where })).map((row) => [row.id, row]))
    })
    return (rows.get(id) as R | undefined) ?? null
  }

  /** Loads something once for the whole batch, whichever event asks first. */
  once<T>(key: string, load: () => Promise<T>): Promise<T> {
    if (!this.shared.has(key)) this.shared.set(key, load())
    return this.shared.get(key) as Promise<T>
  }

  private want(type: string, id: string): void {
    this.wanted.set(type, (this.wanted.get(type) ?? new Set()).add(id))
  }
}
