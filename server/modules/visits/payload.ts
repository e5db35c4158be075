import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleVisits } from './access.ts'

/** The payload of every deed on one visit: the visit, read again as the caller may see it. */
export const visitPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  visit: t.prismaField({
    type: 'Visit',
    description: 'The visit as it stands after the change. 操作后的走访。',
    resolve: (query, { subjectId }, _, context) =>
      db.visit.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleVisits(signedIn(context))] },
      }),
  }),
})
