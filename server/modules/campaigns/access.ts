import type { Prisma } from '#codegen/prisma/client.ts'
import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { nothing, ownUnions } from '#server/modules/unions/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** What a union is at is known to all who have to do with it; an integrator needs the scope. */
export const visibleCampaigns = (viewer: Viewer): Prisma.CampaignWhereInput =>
  viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('BOARD') ? nothing : { unionId: ownUnions(viewer) }

/** Of the hundred a viewer sees the enterprises that it may see anyway. */
export const visibleEntries = (viewer: Viewer): Prisma.CampaignEnterpriseWhereInput => ({
  campaign: visibleCampaigns(viewer),
  enterprise: visibleEnterprises(viewer),
})
