import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { type Context, signedIn } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { visibleLinks } from './access.ts'
import { mostAtOnce } from './limits.ts'
import type { NewLink } from './new-link.ts'
import type { LeftOut } from './subjects.ts'

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

/** The address that opens the link with this secret: that of a person, or that for an issue. */
export const addressOf = ({ origin }: Context, secret: string, page: 'me' | 'issue' = 'me'): string =>
  `${origin}/l/${page}#${secret}`

/** What the payload shows once of a link by which a person sets a password. */
export const linkOnce = <A extends { secret: NewLink | undefined }>(t: ObjectFieldBuilder<Types, A>) => ({
  address: t.string({
    nullable: true,
    description:
      'The address by which the person sets the password. It is shown once: null where the same clientId is sent again, and where a password was given. 供本人设定密码的网址,只显示一次;重复发送同一 clientId 或已填密码时为空。',
    resolve: ({ secret }, _, context) => (secret ? addressOf(context, secret.secret) : null),
  }),
  expiresAt: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'The moment after which that address cannot be used, in 14 days; null without it. 网址的到期时间,14 天后;没有网址时为空。',
    resolve: ({ secret }) => secret?.row.expiresAt ?? null,
  }),
})

/** What is answered once where links were made: their secrets, and the accounts that were left out, by why. */
export type MadeLinks = { secrets: readonly string[] } & Record<LeftOut, readonly string[]>

type Made = { subjectId: string | null; secret: MadeLinks | undefined }

/** The payload of the deed that makes links: all of them in the order of the input, read again as the caller may see them. */
export const madeLinks = <A extends Made>(t: ObjectFieldBuilder<Types, A>) => ({
  links: t.prismaField({
    type: ['PersonalLink'],
    ...most(mostAtOnce),
    description: 'The links without their secrets, in the order of the input. 各条链接(不含密钥),与输入的顺序一致。',
    resolve: (query, { subjectId }, _, context) =>
      db.personalLink.findMany({
        ...query,
        where: { AND: [{ batchId: subjectId! }, visibleLinks(signedIn(context))] },
        orderBy: { id: 'asc' },
      }),
  }),
  addresses: t.stringList({
    description:
      'The addresses to give to the people, in the same order. They are shown once: none where the same clientId is sent again. 交给本人的网址,顺序相同,只显示一次;重复发送同一 clientId 时为空。',
    resolve: ({ secret }, _, context) => (secret?.secrets ?? []).map((each) => addressOf(context, each)),
  }),
  disabled: leftOutAccounts(
    t,
    'disabled',
    'The accounts for which no link was made because they are disabled: enable them first. They are told once, as the addresses. 因账号已停用而没有生成链接的账号,请先恢复;与网址一样只告知一次。',
  ),
  retired: leftOutAccounts(
    t,
    'retired',
    'The accounts for which no link was made because their squad, agency, zone or enterprise is retired or their member has left. They are told once, as the addresses. 因小分队、部门、片区、企业已停用或队员已离队而没有生成链接的账号;与网址一样只告知一次。',
  ),
})

const leftOutAccounts = <A extends Made>(t: ObjectFieldBuilder<Types, A>, why: LeftOut, description: string) =>
  t.prismaField({
    type: ['Account'],
    ...most(mostAtOnce),
    description,
    resolve: (query, { secret }) => {
      const ids = secret?.[why] ?? []
      return ids.length
        ? db.account.findMany({ ...query, where: { id: { in: [...ids] } }, orderBy: { username: 'asc' } })
        : []
    },
  })
