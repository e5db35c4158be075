import { record, write } from '#server/log/write.ts'
import { now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'
import { db } from '#server/postgres/db.ts'
import { wallEvents } from './events.ts'
import { checkPassword } from './passwords.ts'
import { endSessions } from './session-events.ts'
import { actorOf, hashOf, openSession, renewSecret } from './sessions.ts'
import { limited } from './sign-in-limits.ts'

/** What the holder of a new session gets. */
export type Opened = { secret: string; actor: Actor }

/** A name and a password for a session. The answer and its time do not tell a wrong name from a wrong password. */
export async function signIn(input: { username: string; password: string }, address: string): Promise<Opened> {
  const username = input.username.trim().toLowerCase()
  const account = await limited(username, address, async () => {
    const account = await db.account.findUnique({ where: { username } })
    const right = await checkPassword(input.password, account?.disabledAt ? null : (account?.passwordHash ?? null))
    return right ? account : null
  })
  if (!account) {
    throw new AppError('UNAUTHENTICATED', { zh: '用户名或密码不对。', en: 'The username or the password is wrong.' })
  }
  return opened((await openSession(db, { unionId: account.unionId, accountId: account.id, kind: 'BROWSER' })).secret)
}

/** Ends the session that asks. Nobody's sign-out is nothing. */
export async function signOut(actor: Actor | null): Promise<void> {
  if (!actor) return
  await record(actor.unionId, async (tx) => ({
    subjectId: actor.sessionId,
    events: await endSessions(tx, { id: actor.sessionId }, 'signed_out'),
  }))
}

/** What a device shows to become a wall: the same `clientId` again is the same device, whose answer was lost. */
export type PairWall = { clientId: string; code: string }

/** A device shows its one-use code and becomes a wall; while the code lasts it may ask again for its session. */
export async function pairWall(input: PairWall): Promise<Opened> {
  const pairing = await db.wallPairing.findUnique({ where: { codeHash: hashOf(input.code) } })
  if (!pairing || pairing.expiresAt <= now()) throw wrongCode
  let secret: string | null = null
  const { subjectId } = await write(pairing, 'pairWall', input, async (tx, at) => {
    const { count } = await tx.wallPairing.updateMany({ where: { id: pairing.id, usedAt: null }, data: { usedAt: at } })
    if (!count) throw wrongCode
    const session = await openSession(tx, {
      unionId: pairing.unionId,
      accountId: pairing.accountId,
      kind: 'WALL',
      name: pairing.name,
    })
    secret = session.secret
    return {
      subjectId: session.id,
      events: [wallEvents.paired({ id: pairing.accountId }, { sessionId: session.id })],
    }
  })
  secret ??= await renewSecret(subjectId!)
  return opened(secret)
}

async function opened(secret: string | null): Promise<Opened> {
  const actor = await actorOf(secret)
  if (!secret || !actor) throw wrongCode
  return { secret, actor }
}

const wrongCode = new AppError('UNAUTHENTICATED', {
  zh: '配对链接无效、已使用或已过期,请重新生成。',
  en: 'The pairing link is wrong, used or expired: make a new one.',
})
