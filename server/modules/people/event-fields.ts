import type { Account } from '#codegen/prisma/client.ts'
import { DutyEnum } from '#server/modules/squads/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { CommandRankEnum } from './enums.ts'

const actorRef = builder.prismaObject('Account', {
  variant: 'EventActor',
  description: 'The account that caused an event. 引起事件的账号。',
  fields: (t) => ({
    id: t.id({
      description: 'The global id of the account. 账号的编号。',
      select: { id: true },
      resolve: ({ id }) => globalId('Account', id),
    }),
    displayName: t.exposeString('displayName', {
      description:
        'The name of the account that others are shown: that of the person, where one person alone acts by it. 给别人看的显示名;个人使用的账号即本人姓名。',
    }),
    rank: t.expose('rank', {
      type: CommandRankEnum,
      nullable: true,
      description: 'The rank of a COMMAND account; null for all other roles. 指挥中心账号的职级,其他角色为空。',
    }),
    duties: t.field({
      type: [DutyEnum],
      description:
        'The duties that the member of a squad who acts by the account has now; empty for all others. 使用账号的队员现任的职责;其他人为空。',
      select: { member: { select: { duties: true } } },
      resolve: ({ member }) => member?.duties ?? [],
    }),
  }),
})

builder.objectFields('BoardEvent', (t) => ({
  actor: t.prismaField({
    type: actorRef,
    nullable: true,
    description: 'The account that caused the event; null where the system did. 引起事件的账号,系统引起的为空。',
    resolve: (query, { actorId }) => (actorId ? db.account.findUnique({ ...query, where: { id: actorId } }) : null),
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
