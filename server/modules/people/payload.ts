import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { type Actor, signedIn } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { visibleAccounts, visibleTokens } from './access.ts'
import type { Belonging } from './disabling.ts'
import { accountEvents } from './events.ts'
import { mostDisabled } from './limits.ts'

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

/** The field of a payload that shows the accounts which a deed on a squad, an agency, a zone or an enterprise has disabled with it. */
export const disabledAccountsPayload = <A extends { subjectId: string | null; seq: number | null }>(
  t: ObjectFieldBuilder<Types, A>,
  belonging: Belonging,
) => ({
  disabledAccounts: t.prismaField({
    type: ['Account'],
    ...most(mostDisabled),
    description:
      'The accounts that were disabled by this, the first 100 by username. They stay so until the command centre enables each. 随之停用的账号,按用户名至多列出 100 个;须由指挥中心逐个恢复。',
    resolve: async (query, { subjectId, seq }, _, context) => {
      const viewer = signedIn(context)
      const id = { in: seq === null ? [] : await disabledWith(viewer, seq) }
      return db.account.findMany({
        ...query,
        where: { AND: [{ id, [belonging]: subjectId!, issueId: null }, visibleAccounts(viewer)] },
        orderBy: { username: 'asc' },
        take: mostDisabled,
      })
    },
  }),
})

/** The accounts that a deed of this actor has disabled whose last event has this seq: all its events have one time. */
async function disabledWith({ unionId, accountId: actorId }: Actor, seq: number): Promise<string[]> {
  const { at } = await db.event.findUniqueOrThrow({ where: { unionId_seq: { unionId, seq } }, select: { at: true } })
  const events = await db.event.findMany({
    where: { unionId, at, seq: { lte: seq }, actorId },
    select: { name: true, subjectId: true },
  })
  return events.filter(accountEvents.disabled.is).map(({ subjectId }) => subjectId)
}
