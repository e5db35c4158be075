import { randomUUID } from 'node:crypto'
import type { Scope } from '#codegen/prisma/enums.ts'
import { type Change, type Receipt, write } from '#server/log/write.ts'
import { addDays, momentsOf, now } from '#server/platform/clock.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleTokens } from './access.ts'
import { accountConflict, loadAccount } from './account-rules.ts'
import { tokenEvents, wallEvents } from './events.ts'
import { hashOf, newSecret, openSession } from './sessions.ts'
import { insertAccount } from './set-up.ts'

/** The receipt, and the secret the first time: nobody can show it again, not even to a repeated clientId. */
export type SecretReceipt = Receipt & { secret: string | null }

/** What an integrator's token is made for, and until the end of which day. */
export type CreateToken = Change & { accountId: string; name: string; scopes: Scope[]; expiresOn: string }

/** A token for an integrator: named, scoped, expiring within a year. */
export async function createToken(actor: Actor, input: CreateToken): Promise<SecretReceipt> {
  let secret: string | null = null
  const receipt = await write(actor, 'createToken', input, async (tx, at) => {
    allow(actor, 'COMMAND')
    const account = await loadAccount(tx, actor, input.accountId)
    if (account.role !== 'INTEGRATOR') {
      throw invalid('accountId', { zh: '令牌只发给系统对接账号。', en: 'Tokens are for INTEGRATOR accounts.' })
    }
    if (account.disabledAt)
      throw accountConflict(account, { zh: '这个账号已经停用。', en: 'This account is disabled.' })
    const { name } = input
    const expiresAt = endOfDay(input.expiresOn, at)
    const scopes = [...new Set(input.scopes)].sort()
    const session = await openSession(tx, {
      unionId: account.unionId,
      accountId: account.id,
      kind: 'TOKEN',
      name,
      scopes,
      expiresAt,
    })
    secret = session.secret
    const facts = { accountId: account.id, scopes: scopes.join(' '), expiresAt: expiresAt.toISOString() }
    return {
      subjectId: session.id,
      events: [tokenEvents.created(session, facts)],
    }
  })
  return { ...receipt, secret }
}

/** The token opens nothing any more, at once. */
export const revokeToken = (actor: Actor, input: Change & { tokenId: string }): Promise<Receipt> =>
  write(actor, 'revokeToken', input, async (tx, at) => {
    allow(actor, 'COMMAND')
    const token = await tx.session.findFirst({ where: { AND: [{ id: input.tokenId }, visibleTokens(actor)] } })
    if (!token) throw notFound('tokenId')
    const { count } = await tx.session.updateMany({ where: { id: token.id, endedAt: null }, data: { endedAt: at } })
    if (!count) {
      const sentence = { zh: '这个令牌已经撤销。', en: 'This token is revoked already.' }
      throw conflict(sentence, globalId('Token', token.id))
    }
    return {
      subjectId: token.id,
      events: [tokenEvents.revoked(token, { accountId: token.accountId })],
    }
  })

/** A one-use code, good for 15 minutes, by which a device becomes the wall of this name. */
export async function createWallPairing(actor: Actor, input: Change & { name: string }): Promise<SecretReceipt> {
  const code = newSecret()
  let secret: string | null = null
  const receipt = await write(actor, 'createWallPairing', input, async (tx) => {
    allow(actor, 'COMMAND')
    const accountId = await theWall(tx, actor, input.name)
    const time = now()
    const pairing = await tx.wallPairing.create({
      data: {
        unionId: actor.unionId,
        accountId,
        codeHash: hashOf(code),
        name: input.name,
        createdAt: time,
        expiresAt: new Date(time.getTime() + 15 * 60_000),
      },
    })
    secret = code
    return { subjectId: pairing.id, events: [wallEvents.pairingCreated({ id: accountId }, {})] }
  })
  return { ...receipt, secret }
}

/** The wall of this name: an account of its own, so that it can be seen in the list and disabled like any other. */
async function theWall(tx: Tx, actor: Actor, displayName: string): Promise<string> {
  const known = await tx.account.findFirst({
    where: { unionId: actor.unionId, role: 'WALL', displayName, disabledAt: null },
  })
  if (known) return known.id
  const id = randomUUID()
  await insertAccount(tx, actor.unionId, id, { username: `wall-${id.slice(0, 8)}`, displayName, role: 'WALL' }, null)
  return id
}

function endOfDay(date: string, at: Date): Date {
  const end = momentsOf(date).lt
  if (end <= at || end > addDays(at, 366)) {
    throw invalid('expiresOn', {
      zh: '有效期从今天起,最长一年。',
      en: 'A token lasts until a day within a year from today.',
    })
  }
  return end
}
