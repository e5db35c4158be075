import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleAgencies } from './access.ts'

/** The payload of every deed on one agency: the agency, read again as the caller may see it. */
export const agencyPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  agency: t.prismaField({
    type: 'Agency',
    description: 'The agency as it stands after the change. 操作后的部门。',
    resolve: (query, { subjectId }, _, context) =>
      db.agency.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleAgencies(signedIn(context))] },
      }),
  }),
})
