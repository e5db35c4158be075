import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { access, only, ownUnions } from '#server/platform/access.ts'

/** What a union is working on is known to all who have to do with it; an integrator needs the scope. */
export const visibleCampaigns = access<'unionId'>((viewer) =>
  viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('BOARD') ? null : ownUnions(viewer),
)

/** Of the hundred a viewer sees the enterprises that it may see anyway. */
export const visibleEntries = access<'unionId' | 'enterpriseId'>((viewer) => {
  const enterprises = visibleCampaigns.columns(viewer) && visibleEnterprises.columns(viewer)
  if (!enterprises) return null
  return viewer.role === 'ENTERPRISE'
    ? { ...ownUnions(viewer), enterpriseId: only(viewer.enterpriseId) }
    : ownUnions(viewer)
})

/** Who may know that the campaign was changed: whoever works towards it or watches the board. */
export const knownCampaigns = access<'unionId'>((viewer) =>
  viewer.role === 'AGENCY' || viewer.role === 'ENTERPRISE' ? null : visibleCampaigns.columns(viewer),
)
