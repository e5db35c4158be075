import type { Prisma } from '#codegen/prisma/client.ts'
import type { LinkPurpose } from '#codegen/prisma/enums.ts'
import type { Viewer } from '#server/platform/context.ts'
import { visibleLinks } from './access.ts'
import { inState, type LinkState } from './state.ts'

/** What a list of personal links is narrowed by; row ids. */
export type LinkFilter = {
  accountId?: string | null | undefined
  issueId?: string | null | undefined
  state?: LinkState | null | undefined
  purpose?: LinkPurpose | null | undefined
}

/** The Prisma filter for the links that the viewer may see, narrowed. */
export const linkWhere = (
  viewer: Viewer,
  { accountId, issueId, state, purpose }: LinkFilter,
): Prisma.PersonalLinkWhereInput => ({
  AND: [
    visibleLinks(viewer),
    accountId ? { accountId } : {},
    issueId ? { account: { issueId } } : {},
    state ? inState(state) : {},
    purpose ? { purpose } : {},
  ],
})
