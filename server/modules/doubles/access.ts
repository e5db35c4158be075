import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { access, ownUnions } from '#server/platform/access.ts'

/** The enterprises that a viewer is shown as the likely double of one that is entered: the command centre and squads, who know the register. */
export const knownAsDoubles = access<'unionId' | 'id' | 'agencyIds'>((viewer) =>
  viewer.role === 'COMMAND' || viewer.role === 'SQUAD' ? visibleEnterprises.columns(viewer) : null,
)

/** The enterprises that may be doubles of each other, for the command centre, which puts the register right. */
export const visibleDoubles = access<'unionId'>((viewer) => (viewer.role === 'COMMAND' ? ownUnions(viewer) : null))
