import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { Role } from '#codegen/prisma/enums.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { type Read, root, value } from '#server/log/load.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { endSessions, readOpenSessions } from './end-sessions.ts'
import { mostSessions } from './limits.ts'
import { ViewerRef } from './viewer.ts'

const EndOwnSessionsInput = builder.inputType('EndOwnSessionsInput', {
  description: 'Which sessions of the own account end. 结束自己账号的哪些登录。',
  fields: (t) => ({
    ...changeFields(t),
    sessionIds: t.idList({
      validate: z.array(z.string()).min(1).max(mostSessions),
      description: 'The global ids of the sessions, 1 to 50. 登录的编号,1 至 50 个。',
    }),
  }),
})

/** Reads how many sessions there are for which the condition holds, also of those that have ended. */
const readCount = (where: Prisma.Sql): Read<number> =>
  value(Prisma.sql`SELECT count(*)::int AS value FROM "Session" WHERE ${where}`)

/** Somebody signs out elsewhere: on a lost phone, or in the browser of an office that others use. */
export const endOwnSessions = deed('endOwnSessions', {
  does: {
    en: 'Ends other sessions of your own account, with their connections; those that are over already stay so.',
    zh: '结束自己账号在别处的登录及其连接;已经结束的不受影响。',
  },
  errors: {
    NOT_FOUND: { en: 'one of them is not a session of yours', zh: '其中有不是您自己的登录' },
  },
  input: EndOwnSessionsInput,
  roles: Object.values(Role),
  ids: { sessionIds: 'OwnSession' },
  load: ({ accountId }, { sessionIds }) => {
    const own = Prisma.sql`"accountId" = ${accountId}::uuid AND kind <> 'TOKEN' AND id = ANY(${sessionIds}::uuid[])`
    return {
      lock: [root('Account', accountId)],
      read: { sessions: readOpenSessions(own), known: readCount(own) },
    }
  },
  decide({ sessions, known }, { sessionIds }, { at, actor: { accountId } }) {
    if (known < new Set(sessionIds).size) throw notFound('sessionIds')
    return { subjectId: accountId, ...endSessions(accountId, sessions, 'ended_by_holder', at) }
  },
  payload: (t) => ({
    viewer: t.field({
      type: ViewerRef,
      description: 'Your account with the sessions that are left. 您的账号及剩下的登录。',
      resolve: (_, __, context) => signedIn(context),
    }),
  }),
})
