import { access, ownUnions } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The zones that a viewer may see: all of its union. */
export const visibleZones = access<'unionId'>((viewer) => ownUnions(viewer))

/** Who may know that the union or its zones were changed: the command centre, the district and the wall. */
export const knownUnions = access<'unionId'>((viewer) =>
  viewer.role === 'COMMAND' || viewer.role === 'DISTRICT' || viewer.role === 'WALL' ? ownUnions(viewer) : null,
)

/**
 * True for viewers who may read free text, which may name people. A wall hangs in a public room and shows no free text
 * but titles.
 */
export const readsText = (viewer: Viewer): boolean => viewer.role !== 'WALL'
