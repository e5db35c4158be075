import { type PolicyDocument, Prisma } from '#codegen/prisma/client.ts'
import { one, root } from '#server/log/load.ts'
import type { Actor } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { visiblePolicyDocuments } from './access.ts'

/** The load of every deed on one policy document. */
export const documentLoad = (actor: Actor, id: string) => ({
  lock: [root('TradeUnion', actor.unionId)],
  read: {
    document: one<PolicyDocument>(
      Prisma.sql`
        SELECT d.* FROM "PolicyDocument" d WHERE d.id = ${id}::uuid AND ${visiblePolicyDocuments.sql(actor, 'd')}`,
      () => notFound('documentId'),
    ),
  },
})
