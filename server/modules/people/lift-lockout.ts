import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { accountEvents } from './events.ts'
import { accountLoad } from './load.ts'
import { accountPayload } from './payload.ts'
import { checkRank } from './ranks.ts'
import { deleteCounts } from './sign-in-limits.ts'

const LiftLockoutInput = builder.inputType('LiftLockoutInput', {
  description: 'Which account may be signed in to again at once. 解除哪个账号的登录限制。',
  fields: (t) => ({
    ...changeFields(t),
    accountId: t.id({ description: 'The global id of the account. 账号的编号。' }),
  }),
})

/** Forgets the failed attempts to sign in to an account, whose next right password is accepted at once. */
export const liftLockout = deed('liftLockout', {
  does: {
    en: 'Forgets the failed attempts to sign in to an account, so that nobody has to wait any more.',
    zh: '清除账号的登录失败次数,不必再等待。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such account', zh: '找不到这个账号' },
    FORBIDDEN: { en: 'the account has a higher rank than you', zh: '这个账号的职级高于您' },
  },
  input: LiftLockoutInput,
  roles: ['COMMAND'],
  ids: { accountId: 'Account' },
  payload: accountPayload,
  load: (actor, { accountId }) => accountLoad(actor, accountId),
  decide({ account }, _, { actor }) {
    checkRank(actor, account.rank)
    return {
      subjectId: account.id,
      writes: [deleteCounts(account.username)],
      events: [accountEvents.lockoutLifted(account, {})],
    }
  },
})
