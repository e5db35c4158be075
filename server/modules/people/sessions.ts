import { createHash, randomBytes } from 'node:crypto'
import DataLoader from 'dataloader'
import { Prisma } from '#codegen/prisma/client.ts'
import { Scope, type SessionKind } from '#codegen/prisma/enums.ts'
import { now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { db, type Tx } from '#server/postgres/db.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long a session of each kind lasts, and how long it may lie unused; a wall's year begins anew with its use. */
export const lifetimes: Record<SessionKind, { total: number; idle: number }> = {
  BROWSER: { total: 7 * day, idle: 12 * hour },
  WALL: { total: 365 * day, idle: 365 * day },
  TOKEN: { total: 366 * day, idle: 366 * day },
}

/** 256 random bits: what the holder shows. Only its hash is stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

type NewSession = {
  unionId: string
  accountId: string
  kind: SessionKind
  name?: string
  scopes?: Scope[]
  expiresAt?: Date
}

/** A new session and the secret that opens it. */
export async function openSession(tx: Tx, wanted: NewSession): Promise<{ id: string; secret: string }> {
  const secret = newSecret()
  const time = now()
  const expiresAt = wanted.expiresAt ?? new Date(time.getTime() + lifetimes[wanted.kind].total)
  const { id } = await tx.session.create({
    data: { ...wanted, secretHash: hashOf(secret), createdAt: time, usedAt: time, expiresAt },
    select: { id: true },
  })
  return { id, secret }
}

/** Another secret for a living session; the one before opens nothing any more. Null where the session has ended. */
export async function renewSecret(id: string): Promise<string | null> {
  const secret = newSecret()
  const { count } = await db.session.updateMany({ where: { id, endedAt: null }, data: { secretHash: hashOf(secret) } })
  return count ? secret : null
}

type Found = Omit<Actor, 'accountId' | 'sessionId' | 'unionIds'> & {
  id: string
  secretHash: string
  kind: SessionKind
  usedAt: Date
  expiresAt: Date
  accountId: string
  districtOf: string[]
}

/** The living sessions that `where` finds, each with who holds it: one statement, as every request begins with it. */
const findLive = async (where: Prisma.Sql): Promise<Found[]> => {
  const found = await db.$queryRaw<Found[]>`
    SELECT s.id, s."secretHash", s.kind::text AS kind, s."usedAt", s."expiresAt", s.scopes::text[] AS scopes, a.id AS "accountId",
      a.role::text AS role, a."unionId", a."squadId", a."agencyId", a."enterpriseId", a.username, a."displayName",
      ARRAY(SELECT u.id::text FROM "TradeUnion" u WHERE u."parentId" = a."unionId" AND a.role = 'DISTRICT') AS "districtOf"
    FROM "Session" s JOIN "Account" a ON a.id = s."accountId"
    WHERE s."endedAt" IS NULL AND a."disabledAt" IS NULL AND ${where}`
  return found.filter(isLive)
}

/** Who holds the secret, or null where no living session has it. Asked of the database each time. */
export async function actorOf(secret: string | null): Promise<Actor | null> {
  if (!secret || secret.length > 200) return null
  const session = await bySecret.load(hashOf(secret))
  return session && toActor(session)
}

/** Whoever comes while others are looked up is looked up next, in one statement: after a restart that is everybody. */
function lookUpTogether(find: (keys: string[]) => Promise<Found[]>, keyOf: (session: Found) => string) {
  let looking: Promise<unknown> = Promise.resolve()
  const lookUp = async (keys: readonly string[]) => {
    const found = new Map((await find([...new Set(keys)])).map((session) => [keyOf(session), session]))
    return keys.map((key) => found.get(key) ?? null)
  }
  return new DataLoader<string, Found | null>(
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

/** The same actor as of now, or null where the session ended, expired, lay idle or its account was disabled. */
export async function sessionStillHolds(actor: Actor): Promise<Actor | null> {
  const session = await byId.load(actor.sessionId)
  return session && toActor(session)
}

/** Who holds those of the connected sessions that are alive. A connected wall or token is in use; a browser need not be. */
export async function liveSessions(ids: string[]): Promise<Map<string, Actor>> {
  const live = await findLive(Prisma.sql`s.id = ANY(${ids}::uuid[])`)
  await noteUse(live.filter(({ kind }) => kind !== 'BROWSER'))
  return new Map(live.map((session) => [session.id, toActor(session)]))
}

function isLive({ kind, usedAt, expiresAt }: Found): boolean {
  const time = now().getTime()
  return expiresAt.getTime() > time && usedAt.getTime() + lifetimes[kind].idle > time
}

/** At most once a minute, so that reading costs no writes; a row that somebody holds is noted the next time. */
async function noteUse(used: Found[]): Promise<void> {
  const time = now()
  const ids = used.filter(({ usedAt }) => time.getTime() - usedAt.getTime() >= minute).map(({ id }) => id)
  if (ids.length === 0) return
  await db.$executeRaw`
    UPDATE "Session" s SET "usedAt" = ${time},
      "expiresAt" = CASE WHEN s.kind = 'WALL' THEN ${new Date(time.getTime() + lifetimes.WALL.total)} ELSE s."expiresAt" END
    FROM (SELECT id FROM "Session" WHERE id = ANY(${ids}::uuid[]) AND "endedAt" IS NULL FOR UPDATE SKIP LOCKED) free
    WHERE s.id = free.id`
}

/** A token opens what it was made for; an integrator at a browser may read whatever its tokens could. */
function scopesOf(kind: SessionKind, { role, scopes }: Pick<Found, 'role' | 'scopes'>): readonly Scope[] {
  if (kind === 'TOKEN') return scopes
  return kind === 'BROWSER' && role === 'INTEGRATOR' ? Object.values(Scope) : []
}

function toActor({ id, secretHash, kind, usedAt, expiresAt, districtOf, ...holder }: Found): Actor {
  return {
    ...holder,
    unionIds: holder.role === 'DISTRICT' ? districtOf : [holder.unionId],
    scopes: scopesOf(kind, holder),
    sessionId: id,
  }
}
