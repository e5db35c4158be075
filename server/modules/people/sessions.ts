import { createHash, randomBytes } from 'node:crypto'
import DataLoader from 'dataloader'
import { Prisma } from '#codegen/prisma/client.ts'
import { type DeviceKind, Scope, type SessionKind } from '#codegen/prisma/enums.ts'
import { dayMs, hourMs, minuteMs, now } from '#server/platform/clock.ts'
import type { Actor, Context } from '#server/platform/context.ts'
import { deviceOf } from '#server/platform/device-kind.ts'
import { newId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import { noteUnavailable } from '#server/postgres/troubles.ts'

/**
 * The milliseconds after which a session of each kind ends: `total` since it was opened, and `idle` since it was last
 * used. The expiry of a wall and of a personal device moves on with each use, so that only one that is unused so long ends.
 */
export const lifetimes: Record<SessionKind, { total: number; idle: number }> = {
  BROWSER: { total: 7 * dayMs, idle: 12 * hourMs },
  WALL: { total: 365 * dayMs, idle: 365 * dayMs },
  TOKEN: { total: 366 * dayMs, idle: 366 * dayMs },
  DEVICE: { total: 90 * dayMs, idle: 90 * dayMs },
}

/** A new secret of 256 random bits, which the holder of a session sends with each request. Only its hash is stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** The hash of a secret, by which its session is found. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

type SessionEntry = {
  unionId: string
  accountId: string
  kind: SessionKind
  name?: string
  scopes?: Scope[]
  expiresAt?: Date
  linkId?: string
  address?: string
  device?: DeviceKind
}

/** From where a session is begun, and on what. */
export type Origin = Pick<Context, 'address' | 'userAgent'>

/** The columns of a new session that say so. */
export const begunFrom = ({ address, userAgent }: Origin) => ({ address, device: deviceOf(userAgent) })

/** The row of a new session, and the secret that its holder sends; the secret cannot be read again. */
export function newSession(session: SessionEntry) {
  const secret = newSecret()
  const time = now()
  const row = {
    id: newId(),
    scopes: [],
    expiresAt: new Date(time.getTime() + lifetimes[session.kind].total),
    ...session,
    secretHash: hashOf(secret),
    createdAt: time,
    usedAt: time,
  }
  return { row, secret }
}

/** Opens a session, and returns its secret. */
export async function openSession(session: SessionEntry): Promise<string> {
  const { row, secret } = newSession(session)
  await db.session.create({ data: row, select: { id: true } })
  return secret
}

/** Replaces the secret of a session, and returns the new one. Null where the session has ended. */
export async function renewSecret(id: string): Promise<string | null> {
  const secret = newSecret()
  const { count } = await db.session.updateMany({ where: { id, endedAt: null }, data: { secretHash: hashOf(secret) } })
  return count ? secret : null
}

/** A session that has not ended, with the account that holds it, which is not disabled. */
export type LiveSession = Omit<Actor, 'accountId' | 'sessionId' | 'unionIds'> & {
  id: string
  secretHash: string
  kind: SessionKind
  usedAt: Date
  expiresAt: Date
  accountId: string
  /** The ids of the unions below the account's, for an account of a district; empty for all others. */
  unionsBelow: string[]
}

/**
 * Selects the sessions for which `where` holds, with their accounts, unless they have ended or their account is disabled or
 * acts by a link alone. Those that are `isLive` as well are live. It is one statement, since every request begins with it.
 */
export const selectSessions = (where: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT s.id, s."secretHash", s.kind::text AS kind, s."usedAt", s."expiresAt", s.scopes::text[] AS scopes, a.id AS "accountId",
    a.role::text AS role, a.rank::text AS rank, a."unionId", a."squadId", a."agencyId", a."enterpriseId", a."zoneId", a.username,
    a."displayName", s."linkId", s.kind = 'BROWSER' AND a."mustChangePassword" AS "mustChangePassword",
    ARRAY(SELECT u.id::text FROM "TradeUnion" u WHERE u."parentId" = a."unionId" AND a.role = 'DISTRICT') AS "unionsBelow"
  FROM "Session" s JOIN "Account" a ON a.id = s."accountId"
  WHERE s."endedAt" IS NULL AND a."disabledAt" IS NULL AND a."issueId" IS NULL AND ${where}`

const findLive = async (where: Prisma.Sql): Promise<LiveSession[]> =>
  (await db.$queryRaw<LiveSession[]>(selectSessions(where))).filter(isLive)

/** The actor whose live session has this secret; null where none has. It is read from the database at each call. */
export async function actorOf(secret: string | null): Promise<Actor | null> {
  if (!secret || secret.length > 200) return null
  const session = await bySecret.load(hashOf(secret))
  return session && toActor(session)
}

/**
 * A loader that finds sessions by a key. While one statement runs, the keys that are asked for are collected, and all of
 * them are looked up by the next one: after a restart thousands of clients connect within seconds.
 */
function lookUpTogether(find: (keys: string[]) => Promise<LiveSession[]>, keyOf: (session: LiveSession) => string) {
  let looking: Promise<unknown> = Promise.resolve()
  const lookUp = async (keys: readonly string[]) => {
    const found = new Map((await find([...new Set(keys)])).map((session) => [keyOf(session), session]))
    return keys.map((key) => found.get(key) ?? null)
  }
  return new DataLoader<string, LiveSession | null>(
    (keys) => {
      const found = lookUp(keys)
      looking = found.catch(() => {})
      return found
    },
    { cache: false, maxBatchSize: 1000, batchScheduleFn: (go) => looking.then(() => setImmediate(go)) },
  )
}

const bySecret = lookUpTogether(
  async (hashes) => {
    const live = await findLive(Prisma.sql`s."secretHash" = ANY(${hashes})`)
    await noteUse(live)
    return live
  },
  ({ secretHash }) => secretHash,
)

const byId = lookUpTogether(
  (ids) => findLive(Prisma.sql`s.id = ANY(${ids}::uuid[])`),
  ({ id }) => id,
)

/** The actor of the same session with the rights it has now; null where the session is not live any more. */
export async function sessionStillHolds(actor: Actor): Promise<Actor | null> {
  const session = await byId.load(actor.sessionId)
  return session && toActor(session)
}

/**
 * The actors of those of these sessions that are live, by session id. An open connection counts as use of a wall's or a
 * token's session. It does not count for a browser, which may be left open without anybody before it.
 */
export async function liveSessions(ids: string[]): Promise<Map<string, Actor>> {
  const live = await findLive(Prisma.sql`s.id = ANY(${ids}::uuid[])`)
  await noteUse(live.filter(({ kind }) => kind !== 'BROWSER'))
  return new Map(live.map((session) => [session.id, toActor(session)]))
}

/** True where a session that has not ended is not expired either, and was used recently enough for its kind. */
export function isLive({ kind, usedAt, expiresAt }: LiveSession): boolean {
  const time = now().getTime()
  return expiresAt.getTime() > time && usedAt.getTime() + lifetimes[kind].idle > time
}

/**
 * Writes down that sessions are in use, at most once a minute for each, so that requests which only read seldom cause a
 * write. A row that another transaction has locked is skipped and written at its next use. Where the database can be read
 * and not written, it is read all the same.
 */
async function noteUse(used: LiveSession[]): Promise<void> {
  const time = now()
  const after = (kind: SessionKind) => new Date(time.getTime() + lifetimes[kind].total)
  const ids = used.filter(({ usedAt }) => time.getTime() - usedAt.getTime() >= minuteMs).map(({ id }) => id)
  if (ids.length === 0) return
  const noted = db.$executeRaw`
    UPDATE "Session" s SET "usedAt" = ${time},
      "expiresAt" = CASE s.kind WHEN 'WALL' THEN ${after('WALL')} WHEN 'DEVICE' THEN ${after('DEVICE')} ELSE s."expiresAt" END
    FROM (SELECT id FROM "Session" WHERE id = ANY(${ids}::uuid[]) AND "endedAt" IS NULL FOR UPDATE SKIP LOCKED) free
    WHERE s.id = free.id`
  await noted.catch((error) => {
    if (!isRetryable(error)) throw error
    noteUnavailable(error)
  })
}

/** The scopes of a session: those of its token, or all of them for an integrator who is signed in at a browser. */
function scopesOf(kind: SessionKind, { role, scopes }: Pick<LiveSession, 'role' | 'scopes'>): readonly Scope[] {
  if (kind === 'TOKEN') return scopes
  return kind === 'BROWSER' && role === 'INTEGRATOR' ? Object.values(Scope) : []
}

function toActor({ id, secretHash, kind, usedAt, expiresAt, unionsBelow, ...holder }: LiveSession): Actor {
  return {
    ...holder,
    unionIds: holder.role === 'DISTRICT' ? unionsBelow : [holder.unionId],
    scopes: scopesOf(kind, holder),
    sessionId: id,
  }
}
