import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleSupplyOrders } from './access.ts'

/** The payload of every deed on one order: the order, read again as the caller may see it. */
export const supplyOrderPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  supplyOrder: t.prismaField({
    type: 'SupplyOrder',
    description: 'The order as it stands after the change. 操作后的物资预定。',
    resolve: (query, { subjectId }, _, context) =>
      db.supplyOrder.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleSupplyOrders(signedIn(context))] },
      }),
  }),
})
