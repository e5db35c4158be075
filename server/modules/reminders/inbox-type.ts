import { builder } from '#server/platform/builder.ts'
import { localDate, now } from '#server/platform/clock.ts'
import { type Actor, signedIn } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { db } from '#server/postgres/db.ts'
import { toldRoles, visibleAbsences, visibleReminders } from './access.ts'
import { ReminderKindEnum } from './enums.ts'
import { mostAbsences, mostColleagues, mostReminders, usualSounds } from './limits.ts'

registerNode('Reminder', visibleReminders)
registerNode('Absence', visibleAbsences)

const colleagueRef = builder.objectRef<{ id: string; displayName: string }>('Colleague').implement({
  description: 'A person of the same role, and of the same agency where there is one. 同一角色、同一部门的人。',
  fields: (t) => ({
    id: t.id({
      description: 'The global id of the account. 账号的编号。',
      resolve: ({ id }) => globalId('Account', id),
    }),
    displayName: t.exposeString('displayName', {
      description: 'The name of the account that others are shown. 给别人看的显示名。',
    }),
  }),
})

builder.prismaNode('Reminder', {
  id: { field: 'id', description: 'The global id of the reminder. 提醒的编号。' },
  description: 'What one person is told about an issue or a measure. 给一个人的一条提醒,关于问题或措施。',
  fields: (t) => ({
    kind: t.expose('kind', { type: ReminderKindEnum, description: 'Why the person is told of it. 提醒的原因。' }),
    enterpriseName: t.string({
      description:
        'The name of the enterprise, also for a cadre, who sees no more of it. 企业名称;带队领导只看到名称。',
      select: {
        issue: { select: { enterprise: { select: { name: true } } } },
        measure: { select: { enterprise: { select: { name: true } } } },
      },
      resolve: ({ issue, measure }) => (issue ?? measure)!.enterprise.name,
    }),
    at: t.expose('at', { type: 'DateTime', description: 'The moment at which it happened. 发生的时间。' }),
    ringsAt: t.expose('ringsAt', {
      type: 'DateTime',
      description:
        'From when on it may make a sound: at once for an emergency, and else not before the next working time. 何时起可以响铃:特急立即,其余到下一个工作时间。',
    }),
    acknowledgedAt: t.expose('acknowledgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the person has acknowledged it; null before that. 确认的时间,未确认为空。',
    }),
  }),
})

builder.prismaNode('Absence', {
  id: { field: 'id', description: 'The global id of the absence. 不在岗记录的编号。' },
  description: 'Days on which a person is not on duty, and who is told instead. 不在岗的日子及代理人。',
  fields: (t) => ({
    fromOn: t.expose('fromOn', { type: 'Date', description: 'The first day off duty. 不在岗的第一天。' }),
    toOn: t.expose('toOn', { type: 'Date', description: 'The last day off duty. 不在岗的最后一天。' }),
    deputy: t.field({
      type: colleagueRef,
      nullable: true,
      description: 'Who is told instead; null where nobody is. 代理人,没有为空。',
      select: { deputy: { select: { id: true, displayName: true } } },
      resolve: ({ deputy }) => deputy,
    }),
  }),
})

const settingsRef = builder
  .objectRef<{
    mutedKinds: (typeof ReminderKindEnum)['$inferType'][]
    quietFrom: string | null
    quietTo: string | null
    soundsPerHour: number
  }>('ReminderSettings')
  .implement({
    description: 'How a person wants to be told. 个人的提醒设置。',
    fields: (t) => ({
      mutedKinds: t.expose('mutedKinds', {
        type: [ReminderKindEnum],
        ...most(8),
        description: 'What the person is not told of at all. 不接收的提醒。',
      }),
      quietFrom: t.expose('quietFrom', {
        type: 'TimeOfDay',
        nullable: true,
        description: 'When the hours without a sound begin; null where there are none. 免打扰开始,没有为空。',
      }),
      quietTo: t.expose('quietTo', {
        type: 'TimeOfDay',
        nullable: true,
        description: 'When they end; it may be on the day after. 免打扰结束,可在次日。',
      }),
      soundsPerHour: t.exposeInt('soundsPerHour', {
        description:
          'How many sounds an hour there are at most; what comes after is told together. 每小时至多响几次,其余合并提示。',
      }),
    }),
  })

const usualSettings = { mutedKinds: [], quietFrom: null, quietTo: null, soundsPerHour: usualSounds }

/** The inbox of the person who asks. */
export const inboxRef = builder.objectRef<{ actor: Actor }>('Inbox').implement({
  description: 'What the person who asks is told of issues and measures, and how. 本人的提醒与设置。',
  fields: (t) => ({
    open: t.int({
      description: 'How many reminders wait to be acknowledged. 待确认的提醒数。',
      resolve: ({ actor }) => db.reminder.count({ where: { ...visibleReminders(actor), acknowledgedAt: null } }),
    }),
    reminders: t.prismaField({
      type: ['Reminder'],
      ...most(mostReminders),
      description:
        'The newest 100 reminders, or the newest 100 that wait to be acknowledged. 最近的 100 条提醒,或最近的 100 条待确认的。',
      args: {
        isOpen: t.arg.boolean({
          required: false,
          description: 'True: those alone that wait to be acknowledged. 真:只列待确认的。',
        }),
      },
      resolve: (query, { actor }, { isOpen }) =>
        db.reminder.findMany({
          ...query,
          where: { ...visibleReminders(actor), ...(isOpen ? { acknowledgedAt: null } : {}) },
          orderBy: [{ at: 'desc' }, { id: 'desc' }],
          take: mostReminders,
        }),
    }),
    settings: t.field({
      type: settingsRef,
      description: 'How the person wants to be told. 本人的提醒设置。',
      resolve: async ({ actor: { accountId } }) =>
        (await db.reminderSettings.findUnique({ where: { accountId } })) ?? usualSettings,
    }),
    absences: t.prismaField({
      type: ['Absence'],
      ...most(mostAbsences),
      description: 'The days on which the person is not on duty, today and to come. 本人今天起不在岗的日子。',
      resolve: (query, { actor: { accountId } }) =>
        db.absence.findMany({
          ...query,
          where: { accountId, toOn: { gte: new Date(localDate(now())) } },
          orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
          take: mostAbsences,
        }),
    }),
    colleagues: t.field({
      type: [colleagueRef],
      ...most(mostColleagues),
      description: 'Who can stand in for the person, by name. 可以代理的同事,按名称排列。',
      resolve: ({ actor: { accountId: id, unionId, role, agencyId } }) =>
        (toldRoles as readonly string[]).includes(role)
          ? db.account.findMany({
              where: {
                id: { not: id },
                unionId,
                role,
                issueId: null,
                disabledAt: null,
                ...(role === 'AGENCY' ? { agencyId } : {}),
              },
              orderBy: [{ displayName: 'asc' }, { id: 'asc' }],
              take: mostColleagues,
            })
          : [],
    }),
  }),
})

builder.queryField('inbox', (t) =>
  t.field({
    type: inboxRef,
    description: 'What you are told of issues and measures, and how. 本人的提醒与设置。',
    resolve: (_, __, context) => ({ actor: signedIn(context) }),
  }),
)
