import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { access, ownUnions } from '#server/platform/access.ts'

/** The rosters that a viewer may see: they hold whole registers with phones, so only the command centre sees them. */
export const visibleRosters = access<'unionId'>((viewer) => (viewer.role === 'COMMAND' ? ownUnions(viewer) : null))

/** Who may know that a roster was applied: whoever sees the union's enterprises, but not an enterprise or an agency. */
export const knownRosters = access<'unionId'>((viewer) =>
  viewer.role === 'ENTERPRISE' || viewer.role === 'AGENCY' ? null : visibleEnterprises.columns(viewer),
)
