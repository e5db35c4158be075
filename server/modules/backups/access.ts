import { allow, type Viewer } from '#server/platform/context.ts'

/** The state of the backups is shown to those who answer for the data. Throws FORBIDDEN for all others. */
export const allowBackups = (viewer: Viewer): void => allow(viewer, 'COMMAND', 'DISTRICT')
