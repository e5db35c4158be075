import type { Prisma } from '#codegen/prisma/client.ts'
import type { Viewer } from '#server/platform/context.ts'
import { searchedIn } from '#server/platform/search.ts'
import { visibleAccounts } from './access.ts'

/**
 * The Prisma filter for the accounts that the viewer may see, narrowed by words of their username and display name, without those
 * that act by a link alone. The list, its count and its export all use it.
 */
export const accountWhere = (viewer: Viewer, { search }: { search?: string | null }): Prisma.AccountWhereInput => ({
  AND: [visibleAccounts(viewer), { issueId: null }, ...searchedIn(search, 'username', 'displayName')],
})
