import { Prisma } from '#codegen/prisma/client.ts'
import { root } from '#server/log/load.ts'
import { writeEvents } from '#server/log/write.ts'
import { builder } from '#server/platform/builder.ts'
import type { Actor } from '#server/platform/context.ts'
import { isPublic } from '#server/platform/public.ts'
import { noCookie } from './cookie.ts'
import { endSessions, readOpenSessions } from './end-sessions.ts'

const SignOutPayload = builder.objectRef<{ signedOut: boolean }>('SignOutPayload').implement({
  description: 'The answer to the mutation signOut. 操作 signOut 的结果。',
  fields: (t) => ({
    signedOut: t.exposeBoolean('signedOut', {
      description: 'Always true, even where nobody was signed in. 恒为真,未登录时也一样。',
    }),
  }),
})

builder.mutationField('signOut', (t) =>
  t.field({
    ...isPublic,
    type: SignOutPayload,
    description:
      'Ends the session that asks; its WebSocket connections are closed. 退出登录,并关闭该会话的 WebSocket 连接。',
    resolve: async (_, __, context) => {
      await signOut(context.actor)
      context.setHeader?.('set-cookie', noCookie(context.origin))
      return { signedOut: true }
    },
  }),
)

/** Ends the session that asks. Does nothing where nobody is signed in. */
async function signOut(actor: Actor | null): Promise<void> {
  if (!actor) return
  const { unionId, accountId, sessionId } = actor
  await writeEvents(unionId, {
    load: {
      lock: [root('Account', accountId)],
      read: { sessions: readOpenSessions(Prisma.sql`id = ${sessionId}::uuid`) },
    },
    decide: ({ sessions }, at) => ({
      subjectId: sessionId,
      ...endSessions(accountId, sessions, 'signed_out', at),
    }),
  })
}
