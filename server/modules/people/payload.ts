import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleAccounts, visibleTokens } from './access.ts'

/** The payload of every deed on one account: the account, read again as the caller may see it. */
export const accountPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  account: t.prismaField({
    type: 'Account',
    description: 'The account as it stands after the change. 操作后的账号。',
    resolve: (query, { subjectId }, _, context) =>
      db.account.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleAccounts(signedIn(context))] },
      }),
  }),
})

/** The payload of every deed on one token: the token without its secret, read again as the caller may see it. */
export const tokenPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  token: t.prismaField({
    type: 'Session',
    description: 'The token as it stands after the change. 操作后的令牌。',
    resolve: (query, { subjectId }, _, context) =>
      db.session.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleTokens(signedIn(context))] },
      }),
  }),
})
