import { Prisma } from '#codegen/prisma/client.ts'
import { confirmActorsBy } from '#server/log/deed.ts'
import type { Read } from '#server/log/load.ts'
import { type Actor, signInFirst } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'
import { isLive, type LiveSession, selectSessions } from './sessions.ts'

/** What decides upon an actor's rights. */
const rights = ['role', 'rank', 'unionId', 'squadId', 'agencyId', 'enterpriseId', 'zoneId'] as const

/**
 * Reads the error that refuses a deed of this actor, or null: UNAUTHENTICATED where its session is not live any more,
 * UNAVAILABLE where its account has other rights now than when the request began.
 */
const readRefusal = (actor: Actor): Read<Error | null> => ({
  statement: selectSessions(Prisma.sql`s.id = ${actor.sessionId}::uuid`),
  from([session]: LiveSession[]) {
    if (!session || !isLive(session)) return signInFirst()
    return rights.every((right) => session[right] === actor[right]) ? null : rightsChanged()
  },
})

const rightsChanged = () =>
  new AppError(
    'UNAVAILABLE',
    { zh: '您的权限刚刚变更,请重试。', en: 'Your rights have just changed; try again.' },
    { retryAfter: 1 },
  )

confirmActorsBy(readRefusal)
