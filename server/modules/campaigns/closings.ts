import type { CampaignClosing } from '#codegen/prisma/client.ts'

/** How the closings of a campaign are read: all fields that need them ask the same way, and so for all of them once. */
export const inOrder = { orderBy: { seq: 'asc' as const } }

/** The closing of a campaign that is closed now; none of one that is not. */
export const standing = <C extends Pick<CampaignClosing, 'reopenedAt'>>(closings: readonly C[]): C | undefined =>
  closings.find(({ reopenedAt }) => !reopenedAt)
