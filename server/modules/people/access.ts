import type { Prisma } from '#codegen/prisma/client.ts'
import { nothing, ownUnions } from '#server/modules/unions/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The accounts a viewer may see: the command centre those of its union, nobody else any. */
export const visibleAccounts = (viewer: Viewer): Prisma.AccountWhereInput =>
  viewer.role === 'COMMAND' ? { unionId: ownUnions(viewer) } : nothing

/** The integrators' tokens a viewer may see: those of the accounts it sees. */
export const visibleTokens = (viewer: Viewer): Prisma.SessionWhereInput =>
  viewer.role === 'COMMAND' ? { kind: 'TOKEN', account: { unionId: ownUnions(viewer) } } : nothing
