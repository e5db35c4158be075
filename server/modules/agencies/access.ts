import { visibleAccounts } from '#server/modules/people/access.ts'
import { seesPhones } from '#server/modules/unions/access.ts'
import { access, ownUnions } from '#server/platform/access.ts'

/** The agencies that a viewer may see: all of its union. A cadre and a token without any scope see none. */
export const visibleAgencies = access<'unionId'>((viewer) =>
  viewer.role === 'CADRE' || (viewer.role === 'INTEGRATOR' && viewer.scopes.length === 0) ? null : ownUnions(viewer),
)

/** Who may know that agencies were changed: the command centre and the district. */
export const knownAgencies = access<'unionId'>((viewer) =>
  viewer.role === 'COMMAND' || viewer.role === 'DISTRICT' ? ownUnions(viewer) : null,
)

/** The accounts that act for an agency, as far as a viewer may see them. */
export const visibleOfficers = visibleAccounts

/** True for viewers who may read the phone numbers of agencies. */
export const seesAgencyPhones = seesPhones
