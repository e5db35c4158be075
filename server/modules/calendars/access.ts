import { access, ownUnions } from '#server/platform/access.ts'

/** Who may know that the calendar of a union was changed: the command centre and the district. */
export const knownCalendars = access<'unionId'>((viewer) =>
  viewer.role === 'COMMAND' || viewer.role === 'DISTRICT' ? ownUnions(viewer) : null,
)
