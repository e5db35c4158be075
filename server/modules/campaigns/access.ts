import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { allowNames, readsText } from '#server/modules/unions/access.ts'
import { access, only, ownUnions } from '#server/platform/access.ts'
import { fieldNotVisible, type Viewer } from '#server/platform/context.ts'

/** The campaigns that a viewer may see: those of its union. An integrator needs the scope BOARD; a cadre sees none. */
export const visibleCampaigns = access<'unionId'>((viewer) =>
  viewer.role === 'CADRE' || (viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('BOARD'))
    ? null
    : ownUnions(viewer),
)

/** The places of the campaign's list that a viewer may see: all of them, for an enterprise its own place, for an agency none. */
export const visibleEntries = access<'unionId' | 'enterpriseId'>((viewer) => {
  const enterprises = visibleCampaigns.columns(viewer) && visibleEnterprises.columns(viewer)
  if (!enterprises || viewer.role === 'AGENCY') return null
  return viewer.role === 'ENTERPRISE'
    ? { ...ownUnions(viewer), enterpriseId: only(viewer.enterpriseId) }
    : ownUnions(viewer)
})

/** Who may know that the campaign was changed: whoever works towards it or watches the board. */
export const knownCampaigns = access<'unionId'>((viewer) =>
  viewer.role === 'AGENCY' || viewer.role === 'ENTERPRISE' ? null : visibleCampaigns.columns(viewer),
)

/** Throws FORBIDDEN where the viewer may not read who leads a campaign. */
export const allowLeads = allowNames

/** Throws FORBIDDEN where the viewer may not read the free text of a campaign. */
export function allowTexts(viewer: Viewer): true {
  if (!readsText(viewer)) throw fieldNotVisible()
  return true
}
