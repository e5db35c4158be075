import type { Event } from '#codegen/prisma/client.ts'
import type { Viewer } from '#server/platform/context.ts'

/** Which of these rows the viewer may read: one query for a whole batch. */
export type VisibleIds = (viewer: Viewer, ids: string[]) => Promise<{ id: string }[]>

const readers = new Map<string, VisibleIds>()

/** A module registers how its rows, as subjects of events, are filtered for a viewer. */
export function registerSubject(type: string, visibleIds: VisibleIds): void {
  readers.set(type, visibleIds)
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

  private want(type: string, id: string): void {
    this.wanted.set(type, (this.wanted.get(type) ?? new Set()).add(id))
  }

  private async read(type: string): Promise<Set<string>> {
    const visible = readers.get(type)
    if (!visible) return new Set()
    const rows = await visible(this.viewer, [...this.wanted.get(type)!])
    return new Set(rows.map((row) => row.id))
  }
}
