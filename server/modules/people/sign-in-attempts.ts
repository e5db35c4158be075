import { batchLoader } from '#server/platform/batch-loader.ts'
import { builder } from '#server/platform/builder.ts'
import { readAttempts, type SignInAttempts } from './sign-in-limits.ts'

const attemptsRef = builder.objectRef<SignInAttempts>('SignInAttempts').implement({
  description: 'How signing in to an account has failed. 登录账号失败的情况。',
  fields: (t) => ({
    failures: t.exposeInt('failures', {
      description:
        'How many attempts have failed within an hour, since one last succeeded, from all devices. 一小时内各设备登录失败的次数,登录成功后重新计算。',
    }),
    pausedUntil: t.expose('pausedUntil', {
      type: 'DateTime',
      nullable: true,
      description:
        'Until when attempts are refused because too many have failed; null where they are not. A device at which the account has signed in before may be accepted all the same. 因失败次数太多,在此之前不能登录;未限制为空。曾经登录过的设备可能不受限制。',
    }),
  }),
})

builder.prismaObjectFields('Account', (t) => ({
  signInAttempts: t.field({
    type: attemptsRef,
    description: 'The attempts to sign in to the account that have failed. 登录这个账号失败的情况。',
    select: { username: true },
    resolve: ({ username }, _, context, info) =>
      batchLoader({ context, info, key: 'attempts' }, readAttempts).load(username),
  }),
}))
