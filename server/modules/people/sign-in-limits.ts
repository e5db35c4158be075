import { RateLimiterMemory, RateLimiterPrisma, type RateLimiterRes } from 'rate-limiter-flexible'
import { Prisma } from '#codegen/prisma/client.ts'
import { now } from '#server/platform/clock.ts'
import { readEnv } from '#server/platform/env.ts'
import { AppError } from '#server/platform/errors.ts'
import { networkOf } from '#server/platform/network.ts'
import { db } from '#server/postgres/db.ts'

const freeAttempts = 5
// In seconds, as the limiter counts.
const hour = 3600
const longestPause = 300

/** The part of a key that names the account: `account:name device`. */
const namedPart = Prisma.sql`split_part(split_part(key, ':', 2), ' ', 1)`

let limits: ReturnType<typeof makeLimits> | undefined

// The account's counts are in the database: what may be guessed must not grow with the number of nodes or restarts.
// The address's are in memory: they spare this node's processor, and a flood of them must not become writes.
function makeLimits() {
  const env = readEnv()
  // a job deletes the counts that are over
  const shared = { storeClient: db, tableName: 'signInLimit', clearExpiredByTimeout: false }
  return {
    client: db,
    account: new RateLimiterPrisma({ ...shared, keyPrefix: 'account', points: env.SIGN_INS_PER_HOUR, duration: hour }),
    pause: new RateLimiterPrisma({ ...shared, keyPrefix: 'pause', points: 1, duration: hour }),
    address: new RateLimiterMemory({ keyPrefix: 'address', points: env.SIGN_INS_PER_MINUTE, duration: 60 }),
  }
}

const current = () => {
  if (limits?.client !== db) limits = makeLimits()
  return limits!
}

/** Who tries to sign in: the name that was typed, from where, and the device where the account has signed in there before. */
export type Attempt = { username: string; address: string; device: string | null }

/**
 * One attempt: UNAVAILABLE where the address or the account has failed too often. A device that is known has counts of its own and
 * is not counted with its address. Every attempt counts before it is tried, so that none slip by at once; a right password takes
 * its count back.
 */
export async function limitAttempts<T>(by: Attempt, attempt: () => Promise<T | null>): Promise<T | null> {
  if (!by.device) return limitGuesses(by.address, () => countAttempt(partOf(by.username), attempt))
  return countAttempt(`${partOf(by.username)} ${by.device}`, attempt)
}

async function countAttempt<T>(key: string, attempt: () => Promise<T | null>): Promise<T | null> {
  const { account, pause } = current()
  const paused = await pause.get(key)
  if (paused && paused.msBeforeNext > 0) throw new Lockout(paused.msBeforeNext)
  const used = await account.consume(key).catch((reason: RateLimiterRes | Error) => {
    throw reason instanceof Error ? reason : new Lockout(reason.msBeforeNext)
  })
  const found = await attempt()
  if (found) {
    await account.delete(key)
    return found
  }
  const over = used.consumedPoints - freeAttempts
  if (over >= 0) await pause.block(key, Math.min(2 ** over, longestPause))
  return null
}

/** What stands for a username in the keys of counts. A name that is typed may hold the marks between the parts of a key. */
const partOf = (username: string): string => encodeURIComponent(username)

/** How often signing in to an account has failed within the last hour, and until when those who are not known have to wait. */
export type SignInAttempts = { failures: number; pausedUntil: Date | null }

/** Reads the counts of accounts in their order, those of all devices together. */
export async function readAttempts(usernames: readonly string[]): Promise<SignInAttempts[]> {
  const rows = await db.$queryRaw<(SignInAttempts & { part: string })[]>`
    SELECT part, coalesce(sum(points) FILTER (WHERE kind = 'account'), 0)::int AS failures,
      max(expire) FILTER (WHERE kind = 'pause') AS "pausedUntil"
    FROM (
      SELECT split_part(key, ':', 1) AS kind, ${namedPart} AS part, points, expire FROM "SignInLimit" WHERE expire > ${now()}
    ) counts
    WHERE part = ANY(${usernames.map(partOf)}) GROUP BY part`
  const none = { failures: 0, pausedUntil: null }
  return usernames.map((username) => rows.find(({ part }) => part === partOf(username)) ?? none)
}

/** Deletes all counts of an account. */
export const deleteCounts = (username: string): Prisma.Sql => Prisma.sql`
  DELETE FROM "SignInLimit" WHERE ${namedPart} = ${partOf(username)}`

/**
 * One attempt with a secret that cannot be guessed: UNAVAILABLE where the address has failed too often. Who shows a secret that
 * there is has not failed.
 */
export async function limitGuesses<T>(address: string, attempt: () => Promise<T | null>): Promise<T | null> {
  const { address: perAddress } = current()
  const network = networkOf(address)
  await perAddress.consume(network).catch(refuse)
  const found = await attempt()
  if (found) await perAddress.reward(network)
  return found
}

/** The limiter rejects with its count where the limit is reached, and with an Error where it could not count. */
function refuse(reason: RateLimiterRes | Error): never {
  if (reason instanceof Error) throw reason
  throw new TooManyAttempts(reason.msBeforeNext)
}

/** Too many attempts have failed; `ms` milliseconds have to pass. */
class TooManyAttempts extends AppError {
  constructor(ms: number) {
    const retryAfter = Math.max(1, Math.ceil(ms / 1000))
    const minutes = Math.ceil(retryAfter / 60)
    const wait =
      retryAfter < 90
        ? { zh: `${retryAfter} 秒`, en: `${retryAfter} s` }
        : { zh: `${minutes} 分钟`, en: `${minutes} min` }
    super(
      'UNAVAILABLE',
      { zh: `尝试次数太多,请 ${wait.zh}后再试。`, en: `Too many attempts; try again in ${wait.en}.` },
      { retryAfter },
    )
  }
}

/** The same for one account, and not for whoever comes from an address. */
export class Lockout extends TooManyAttempts {}
