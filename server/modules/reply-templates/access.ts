import { access, ownUnions } from '#server/platform/access.ts'

/**
 * Who may read the templates of answers, and know that they were changed: the command centre and the agencies, which answer
 * with them, and the district.
 */
export const visibleReplyTemplates = access<'unionId'>((viewer) =>
  viewer.role === 'COMMAND' || viewer.role === 'AGENCY' || viewer.role === 'DISTRICT' ? ownUnions(viewer) : null,
)
