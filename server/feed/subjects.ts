import type { LoneEvent } from '#server/log/events.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The fields of a row that the query selects, as Pothos makes them for Prisma's `findMany`. */
type Selection = { include?: object; select?: object }

/** How the rows of one GraphQL type are read when events are about them. */
type SubjectType = {
  /** The module's right: a Prisma filter for the rows that the viewer may see, the same as for its lists. */
  visible: (viewer: Viewer) => object
  /** The module's own `findMany`, which gets that filter, the ids and the selection. */
  // biome-ignore lint/suspicious/noExplicitAny: each model has a selection and a filter of its own
  rows: (args: any) => Promise<{ id: string }[]>
  /** Reads the id of a row of this type that an event concerns besides its subject. */
  concerned?: (event: LoneEvent) => string | null
}

const subjectTypes = new Map<string, SubjectType>()

/** Makes the rows of a GraphQL type readable as subjects of events. Each module calls it once for each of its types. */
export function registerSubject(name: string, type: SubjectType): void {
  subjectTypes.set(name, type)
}

/**
 * The rows that the events of one batch are about, read with the rights that the viewer has now. All rows of a type are
 * read in one query for each selection, however many events of the batch ask for one.
 */
export class Subjects {
  /** By type the ids of all rows that an event of the batch is about. */
  private readonly ids = new Map<string, Set<string>>()
  /** What was loaded for the batch, or is being loaded, by the key given to `once`. */
  private readonly loads = new Map<string, Promise<unknown>>()
  readonly events: readonly LoneEvent[]
  readonly viewer: Viewer

  constructor(events: readonly LoneEvent[], viewer: Viewer) {
    this.events = events
    this.viewer = viewer
    for (const event of events) {
      this.addId(event.subjectType, event.subjectId)
      for (const [type, { concerned }] of subjectTypes) {
        const id = concerned?.(event)
        if (id) this.addId(type, id)
      }
    }
  }

  /** The row with the selected fields; null where no event of the batch is about it, or the viewer may not see it. */
  async row<R>(type: string, id: string | null, selection: Selection): Promise<R | null> {
    const subjectType = subjectTypes.get(type)
    const ids = this.ids.get(type)
    if (!id || !subjectType || !ids?.has(id)) return null
    const rows = await this.once(`${type} ${JSON.stringify(selection)}`, async () => {
      const where = { AND: [{ id: { in: [...ids] } }, subjectType.visible(this.viewer)] }
      return new Map((await subjectType.rows({ ...selection, where })).map((row) => [row.id, row]))
    })
    return (rows.get(id) as R | undefined) ?? null
  }

  /** Loads something once for the whole batch: the first event that asks under this key starts it, the others share it. */
  once<T>(key: string, load: () => Promise<T>): Promise<T> {
    if (!this.loads.has(key)) this.loads.set(key, load())
    return this.loads.get(key) as Promise<T>
  }

  private addId(type: string, id: string): void {
    this.ids.set(type, (this.ids.get(type) ?? new Set()).add(id))
  }
}
