import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many, root } from '#server/log/load.ts'
import { builder } from '#server/platform/builder.ts'
import { notFound } from '#server/platform/errors.ts'
import { toldRoles } from './access.ts'
import { mostReminders } from './limits.ts'
import { inboxPayload } from './payload.ts'

const AcknowledgeRemindersInput = builder.inputType('AcknowledgeRemindersInput', {
  description: 'Which reminders of your own you acknowledge. 确认本人的哪些提醒。',
  fields: (t) => ({
    ...changeFields(t),
    reminderIds: t.idList({
      required: false,
      validate: z.array(z.any()).min(1).max(mostReminders),
      description:
        'The global ids of the reminders, at most 100; all up to now where they are left out. 提醒的编号,至多 100 条;不填为全部。',
    }),
  }),
})

/** Somebody has read reminders: they make no sound any more. Nobody else is told, so that there is no event. */
export const acknowledgeReminders = deed('acknowledgeReminders', {
  does: {
    en: 'Acknowledges reminders of your own, which silences them.',
    zh: '确认本人的提醒,不再响铃。',
  },
  errors: { NOT_FOUND: { en: 'you have no such reminder', zh: '本人没有这条提醒' } },
  input: AcknowledgeRemindersInput,
  roles: toldRoles,
  ids: { reminderIds: 'Reminder' },
  payload: inboxPayload,
  load: ({ accountId }, { reminderIds }) => ({
    lock: [root('Account', accountId)],
    read: {
      own: many<{ id: string }>(Prisma.sql`
        SELECT id FROM "Reminder" WHERE id = ANY(${reminderIds ?? []}::uuid[]) AND "accountId" = ${accountId}::uuid`),
    },
  }),
  decide({ own }, { reminderIds }, { at, actor: { accountId } }) {
    if (own.length < new Set(reminderIds ?? []).size) throw notFound('reminderIds')
    const named = reminderIds ? Prisma.sql`AND id = ANY(${reminderIds}::uuid[])` : Prisma.empty
    return {
      subjectId: accountId,
      writes: [
        Prisma.sql`
          UPDATE "Reminder" SET "acknowledgedAt" = ${at}
          WHERE "accountId" = ${accountId}::uuid AND "acknowledgedAt" IS NULL ${named}`,
      ],
      events: [],
    }
  },
})
