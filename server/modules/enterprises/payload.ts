import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleEnterprises } from './access.ts'

/** The payload of every deed on one enterprise: the enterprise, read again as the caller may see it. */
export const enterprisePayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  enterprise: t.prismaField({
    type: 'Enterprise',
    description: 'The enterprise as it stands after the change. 操作后的企业。',
    resolve: (query, { subjectId }, _, context) =>
      db.enterprise.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleEnterprises(signedIn(context))] },
      }),
  }),
})
