import type { Event } from '#codegen/prisma/client.ts'
import type { Viewer } from '#server/platform/context.ts'

/** How a module's rows, as subjects of events, are filtered for a viewer. */
type Reader<W extends object = object> = {
  /** The module's filter, the same as for its lists. */
  visible: (viewer: Viewer) => W
  /** Which of these rows pass it: one query for a whole batch. */
  ids: (where: { AND: [{ id: { in: string[] } }, W] }) => Promise<{ id: string }[]>
}

const readers = new Map<string, Reader>()

/** A module registers its rows as subjects of events. */
export function registerSubject<W extends object>(type: string, reader: Reader<W>): void {
  readers.set(type, reader as unknown as Reader)
}

/** The subjects of one batch of events, as one viewer may see them; each type is asked once, when first wanted. */
export class Subjects {
  private readonly wanted = new Map<string, Set<string>>()
  private readonly seen = new Map<string, Promise<Set<string>>>()
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

  /** True where the viewer may read the row now. */
  async sees(type: string, id: string | null): Promise<boolean> {
    if (!id || !this.wanted.has(type)) return false
    if (!this.seen.has(type)) this.seen.set(type, this.read(type))
    return (await this.seen.get(type)!).has(id)
  }

  /** Loads something once for the whole batch, whichever event asks first. */
  once<T>(key: string, load: () => Promise<T>): Promise<T> {
    if (!this.shared.has(key)) this.shared.set(key, load())
    return this.shared.get(key) as Promise<T>
  }

  private listens(): boolean {
    return this.events.every(({ unionId }) => this.viewer.unionIds.includes(unionId))
  }

  private want(type: string, id: string): void {
    this.wanted.set(type, (this.wanted.get(type) ?? new Set()).add(id))
  }

  private async read(type: string): Promise<Set<string>> {
    const reader = readers.get(type)
    if (!reader) return new Set()
    const wanted = this.wanted.get(type)!
    const where = reader.visible(this.viewer)
    // an event's subject is of the event's union, and the viewer is listening to that
    if (Object.keys(where).join() === 'unionId' && this.listens()) return wanted
    const rows = await reader.ids({ AND: [{ id: { in: [...wanted] } }, where] })
    return new Set(rows.map((row) => row.id))
  }
}
