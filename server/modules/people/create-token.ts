import { z } from 'zod'
import { changeFields, deed } from '#server/log/deed.ts'
import { insert } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { addDays, momentsOf, now } from '#server/platform/clock.ts'
import { invalid } from '#server/platform/errors.ts'
import { line } from '#server/platform/text.ts'
import { ScopeEnum } from './enums.ts'
import { tokenEvents } from './events.ts'
import { accountConflict, accountLoad } from './load.ts'
import { tokenPayload } from './payload.ts'
import { newSession } from './sessions.ts'

const CreateTokenInput = builder.inputType('CreateTokenInput', {
  description:
    'For which integrator a token is made, what it may read and until when. 为哪个对接账号建立令牌、范围与期限。',
  fields: (t) => ({
    ...changeFields(t),
    accountId: t.id({
      description: 'The global id of an account of the role INTEGRATOR. 系统对接账号的编号。',
    }),
    name: t.string({
      validate: line(1, 100),
      description: 'What the token is used for, 1 to 100 characters. 令牌的用途,1 至 100 字。',
    }),
    scopes: t.field({
      type: [ScopeEnum],
      validate: z.array(z.string()).min(1).max(10),
      description: 'What the token may read, at least one scope and at most ten. 令牌可读的范围,1 至 10 项。',
    }),
    expiresOn: t.field({
      type: 'Date',
      description:
        'The last day on which the token works, by Beijing time, within a year from today. 最后有效日(北京时间),从今天起一年内。',
    }),
  }),
})

/** A token for an integrator: it has a name and scopes, and expires within a year. */
export const createToken = deed('createToken', {
  does: {
    en: 'Makes a token with a name, scopes and a last day for another system.',
    zh: '为系统对接账号建立令牌,写明用途、范围和最后有效日。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such account', zh: '找不到这个账号' },
    CONFLICT: { en: 'the account is disabled', zh: '这个账号已经停用' },
    INVALID: {
      en: 'the account has another role than INTEGRATOR, or expiresOn is before today or more than a year ahead',
      zh: '不是系统对接账号,或最后有效日早于今天或晚于一年后',
    },
  },
  input: CreateTokenInput,
  roles: ['COMMAND'],
  ids: { accountId: 'Account' },
  load: (actor, { accountId }) => accountLoad(actor, accountId),
  decide({ account }, { name, scopes: wanted, expiresOn }) {
    if (account.role !== 'INTEGRATOR') {
      throw invalid('accountId', { zh: '令牌只发给系统对接账号。', en: 'Tokens are for INTEGRATOR accounts.' })
    }
    if (account.disabledAt) {
      throw accountConflict(account, { zh: '这个账号已经停用。', en: 'This account is disabled.' })
    }
    const expiresAt = endOfDay(expiresOn)
    const scopes = [...new Set(wanted)].sort()
    const holder = { unionId: account.unionId, accountId: account.id }
    const { row, secret } = newSession({ ...holder, kind: 'TOKEN', name, scopes, expiresAt })
    const facts = { accountId: account.id, scopes: scopes.join(' '), expiresAt: expiresAt.toISOString() }
    return {
      subjectId: row.id,
      writes: [insert('Session', row)],
      events: [tokenEvents.created(row, facts)],
      secret,
    }
  },
  payload: (t) => ({
    ...tokenPayload(t),
    secret: t.string({
      nullable: true,
      description:
        'The secret for the Authorization header. It is shown once: null where the same clientId is sent again. 用于 Authorization 请求头的令牌,只显示一次;重复发送同一 clientId 时为空。',
      resolve: ({ secret }) => secret ?? null,
    }),
  }),
})

/** The end of a day by Beijing time. INVALID where that is past or more than 366 days from now. */
function endOfDay(date: string): Date {
  const end = momentsOf(date).lt
  if (end <= now() || end > addDays(now(), 366)) {
    throw invalid('expiresOn', {
      zh: '有效期从今天起,最长一年。',
      en: 'A token lasts until a day within a year from today.',
    })
  }
  return end
}
