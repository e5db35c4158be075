import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleSquads } from './access.ts'

/** The payload of every deed on one squad: the squad, read again as the caller may see it. */
export const squadPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  squad: t.prismaField({
    type: 'Squad',
    description: 'The squad as it stands after the change. 操作后的小分队。',
    resolve: (query, { subjectId }, _, context) =>
      db.squad.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleSquads(signedIn(context))] },
      }),
  }),
})
