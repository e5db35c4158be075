import type { Viewer } from '#server/platform/context.ts'

/** A filter that lets no row through. */
export const nothing = { id: { in: [] as string[] } }

/** A viewer's unions, as a filter on `unionId`. */
export const ownUnions = (viewer: Viewer) => ({ in: [...viewer.unionIds] })

/** Free text may name people: a wall, which hangs in a public room, shows none but titles. */
export const readsText = (viewer: Viewer): boolean => viewer.role !== 'WALL'
