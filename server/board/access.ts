import { forbidden, type Viewer } from '#server/platform/context.ts'

/**
 * True for viewers who may read the board: the command centre, walls, the district, and integrators with the scope
 * BOARD.
 */
export const watchesBoard = (viewer: Viewer): boolean =>
  viewer.role === 'COMMAND' ||
  viewer.role === 'WALL' ||
  viewer.role === 'DISTRICT' ||
  (viewer.role === 'INTEGRATOR' && viewer.scopes.includes('BOARD'))

/** Throws FORBIDDEN unless the viewer may read the board. */
export function allowBoard(viewer: Viewer): void {
  if (!watchesBoard(viewer)) throw forbidden()
}
