import { access, ownUnions } from '#server/platform/access.ts'

/** The texts of cells that a viewer may see: they are of whole rosters with phone numbers, so only the command centre sees them. */
export const visibleCellTexts = access<'unionId'>((viewer) => (viewer.role === 'COMMAND' ? ownUnions(viewer) : null))
