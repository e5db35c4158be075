import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import { toldRoles } from './access.ts'
import { ReminderKindEnum } from './enums.ts'
import { mostSounds } from './limits.ts'
import { inboxPayload } from './payload.ts'

const SetReminderSettingsInput = builder.inputType('SetReminderSettingsInput', {
  description: 'How you want to be told. 本人的提醒设置。',
  fields: (t) => ({
    ...changeFields(t),
    mutedKinds: t.field({
      type: [ReminderKindEnum],
      validate: z.array(z.any()).max(8),
      description: 'What you are not told of at all. 不接收的提醒。',
    }),
    quietFrom: t.field({
      type: 'TimeOfDay',
      required: false,
      description: 'When the hours without a sound begin; none where it is left out. 免打扰开始,不填为没有。',
    }),
    quietTo: t.field({
      type: 'TimeOfDay',
      required: false,
      description: 'When they end; given together with quietFrom. 免打扰结束,须与开始同填。',
    }),
    soundsPerHour: t.int({
      validate: z.int().min(0).max(mostSounds),
      description: 'How many sounds an hour there are at most, 0 to 60. 每小时至多响几次,0 至 60。',
    }),
  }),
})

/** Somebody says how to be told. Nobody else is told of it, so that there is no event. */
export const setReminderSettings = deed('setReminderSettings', {
  does: {
    en: 'Sets what you are told of, the hours without a sound and how many sounds an hour there are.',
    zh: '设定本人接收哪些提醒、免打扰时间与每小时响铃次数。',
  },
  errors: { INVALID: { en: 'only one of quietFrom and quietTo is given', zh: '免打扰的起止只填了一个' } },
  input: SetReminderSettingsInput,
  roles: toldRoles,
  payload: inboxPayload,
  load: ({ accountId }) => ({ lock: [root('Account', accountId)], read: {} }),
  decide(_, { mutedKinds, quietFrom, quietTo, soundsPerHour }, { actor: { accountId } }) {
    if (!quietFrom !== !quietTo) throw halfGiven(quietFrom ? 'quietTo' : 'quietFrom')
    return {
      subjectId: accountId,
      writes: [
        Prisma.sql`DELETE FROM "ReminderSettings" WHERE "accountId" = ${accountId}::uuid`,
        insert('ReminderSettings', {
          accountId,
          mutedKinds: [...new Set(mutedKinds)],
          quietFrom: quietFrom ?? null,
          quietTo: quietTo ?? null,
          soundsPerHour,
        }),
      ],
      events: [],
    }
  },
})

const halfGiven = (field: string) =>
  invalid(field, { zh: '免打扰要填起止两个时间。', en: 'The hours without a sound have a beginning and an end.' })
