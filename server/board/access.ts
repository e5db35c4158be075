import { forbidden, type Viewer } from '#server/platform/context.ts'

/** Who watches the whole: the command centre, the wall, the district, an integrator with the scope. */
export const watchesBoard = (viewer: Viewer): boolean =>
  viewer.role === 'COMMAND' ||
  viewer.role === 'WALL' ||
  viewer.role === 'DISTRICT' ||
  (viewer.role === 'INTEGRATOR' && viewer.scopes.includes('BOARD'))

/** FORBIDDEN for everybody else. */
export function allowBoard(viewer: Viewer): void {
  if (!watchesBoard(viewer)) throw forbidden()
}
