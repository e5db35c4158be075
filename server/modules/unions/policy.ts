import type { Viewer } from '#server/platform/context.ts'

/** A filter that lets no row through. */
export const nothing = { id: { in: [] as string[] } }

/** A viewer's unions, as a filter on `unionId`. */
export const ownUnions = (viewer: Viewer) => ({ in: [...viewer.unionIds] })
