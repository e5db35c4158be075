import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleLinks } from './access.ts'

/** The payload of a deed on one link: the link without its secret, read again as the caller may see it. */
export const linkPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  link: t.prismaField({
    type: 'PersonalLink',
    description: 'The link as it stands after the change. 操作后的链接。',
    resolve: (query, { subjectId }, _, context) =>
      db.personalLink.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleLinks(signedIn(context))] },
      }),
  }),
})
