import type { Prisma } from '#codegen/prisma/client.ts'
import { ownUnions } from '#server/modules/unions/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** Policy documents are meant to be known: to everybody of the union. */
export const visiblePolicyDocuments = (viewer: Viewer): Prisma.PolicyDocumentWhereInput => ({
  unionId: ownUnions(viewer),
})
