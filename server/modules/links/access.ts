import { access, ownUnions } from '#server/platform/access.ts'

/** The personal links that a viewer may see, with what happens to them: the command centre those of its union. */
export const visibleLinks = access<'unionId'>((viewer) => (viewer.role === 'COMMAND' ? ownUnions(viewer) : null))
