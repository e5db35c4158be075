import type { Account } from '#codegen/prisma/client.ts'
import type { CommandRank, Duty } from '#codegen/prisma/enums.ts'
import { DutyEnum } from '#server/modules/squads/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { allowEventNames } from './access.ts'
import { CommandRankEnum } from './enums.ts'

/** Who caused an event, and the rank and the duties of that moment. The name is the account's own, as it is now. */
type EventActor = Pick<Account, 'id' | 'displayName'> & { rank: CommandRank | null; duties: Duty[] }

const actorRef = builder.objectRef<EventActor>('EventActor').implement({
  description: 'The account that caused an event. 引起事件的账号。',
  fields: (t) => ({
    id: t.id({
      description: 'The global id of the account. 账号的编号。',
      resolve: ({ id }) => globalId('Account', id),
    }),
    displayName: t.exposeString('displayName', {
      authScopes: (_, __, context) => allowEventNames(signedIn(context)),
      ...gated,
      description:
        'The name of the account that others are shown: that of the person, where one person alone acts by it. FORBIDDEN: you are a wall. 给别人看的显示名;个人使用的账号即本人姓名。FORBIDDEN:大屏看不到姓名。',
    }),
    rank: t.expose('rank', {
      type: CommandRankEnum,
      nullable: true,
      description:
        'The rank that the account of the command centre had when it caused the event; null for all other roles, and where it is not known because the event is older than this record. 指挥中心账号引起事件时的职级;其他角色为空,早于此项记录的事件也为空。',
    }),
    duties: t.expose('duties', {
      type: [DutyEnum],
      description:
        'The duties that the member of a squad who acts by the account had when it caused the event; empty for all others, and where they are not known because the event is older than this record. 使用账号的队员引起事件时的职责;其他人为空,早于此项记录的事件也为空。',
    }),
  }),
})

builder.objectFields('BoardEvent', (t) => ({
  actor: t.field({
    type: actorRef,
    nullable: true,
    description: 'The account that caused the event; null where the system did. 引起事件的账号,系统引起的为空。',
    async resolve({ actorId: id, actorRank: rank, actorDuties: duties }) {
      const account = id
        ? await db.account.findUnique({ where: { id }, select: { id: true, displayName: true } })
        : null
      return account && { ...account, rank, duties }
    },
  }),
  account: t.prismaField({
    type: 'Account',
    nullable: true,
    description:
      'The account that the event is about; null for all other events, and for all but the command centre. 事件涉及的账号;其他事件或非指挥中心为空。',
    resolve: (query, { subjects, subjectType, subjectId }) =>
      subjectType === 'Account' ? subjects.row<Account>('Account', subjectId, query) : null,
  }),
}))
