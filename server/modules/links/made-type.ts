import type { ObjectFieldBuilder } from '@pothos/core'
import type { PersonalLink } from '#codegen/prisma/client.ts'
import { builder, type Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { visibleLinks } from './access.ts'
import { mostAtOnce } from './limits.ts'

/** A link that was just made, with its secret where it is shown. */
type MadeLink = { link: PersonalLink; secret: string | undefined }

const madeLinkRef = builder.objectRef<MadeLink>('MadeLink').implement({
  description: 'A personal link that was just made. 刚生成的专用链接。',
  fields: (t) => ({
    link: t.prismaField({
      type: 'PersonalLink',
      description: 'The link without its secret. 链接(不含密钥)。',
      resolve: (query, { link }) => db.personalLink.findUniqueOrThrow({ ...query, where: { id: link.id } }),
    }),
    address: t.string({
      nullable: true,
      description:
        'The address to give to the person. It is shown once: null where the same clientId is sent again. 交给本人的网址,只显示一次;重复发送同一 clientId 时为空。',
      resolve: ({ secret }, _, context) => (secret ? `${context.origin}/l/me#${secret}` : null),
    }),
  }),
})

type Made = { subjectId: string | null; secret: Map<string, string> | undefined }

/** The payload of the deed that makes links: all of them in the order of the input, read again as the caller may see them. */
export const madeLinks = <A extends Made>(t: ObjectFieldBuilder<Types, A>) => ({
  links: t.field({
    type: [madeLinkRef],
    ...most(mostAtOnce),
    description: 'The links, in the order of the input. 各条链接,与输入的顺序一致。',
    resolve: async ({ subjectId, secret }, _, context) => {
      const where = { AND: [{ batchId: subjectId! }, visibleLinks(signedIn(context))] }
      const links = await db.personalLink.findMany({ where, orderBy: { id: 'asc' } })
      return links.map((link) => ({ link, secret: secret?.get(link.id) }))
    },
  }),
})
