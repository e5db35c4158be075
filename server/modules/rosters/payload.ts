import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleRosters } from './access.ts'

/** The payload of every deed on one roster: the roster, read again as the caller may see it. */
export const rosterPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  roster: t.prismaField({
    type: 'RosterImport',
    description: 'The roster as it stands after the change. 操作后的名册。',
    resolve: (query, { subjectId }, _, context) =>
      db.rosterImport.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleRosters(signedIn(context))] },
      }),
  }),
})
