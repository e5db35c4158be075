import { RateLimiterMemory, RateLimiterPrisma, type RateLimiterRes } from 'rate-limiter-flexible'
import { readEnv } from '#server/platform/env.ts'
import { AppError } from '#server/platform/errors.ts'
import { db } from '#server/postgres/db.ts'

const freeAttempts = 5
// In seconds, as the limiter counts.
const hour = 3600
const longestPause = 300

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

/**
 * One attempt: UNAVAILABLE where the address or the account has failed too often. Every attempt counts before it is
 * tried, so that none slip by at once; a right password takes its count back.
 */
export async function limitAttempts<T>(
  username: string,
  address: string,
  attempt: () => Promise<T | null>,
): Promise<T | null> {
  const { account, pause, address: perAddress } = current()
  await perAddress.consume(address).catch(refuse)
  const paused = await pause.get(username)
  if (paused && paused.msBeforeNext > 0) throw tooMany(paused.msBeforeNext)
  const used = await account.consume(username).catch(refuse)
  const found = await attempt()
  if (found) {
    await Promise.all([account.delete(username), perAddress.reward(address)])
    return found
  }
  const over = used.consumedPoints - freeAttempts
  if (over >= 0) await pause.block(username, Math.min(2 ** over, longestPause))
  return null
}

/**
 * One attempt with a secret that cannot be guessed: UNAVAILABLE where the address has failed too often. Who shows a secret that
 * there is has not failed.
 */
export async function limitGuesses<T>(address: string, attempt: () => Promise<T | null>): Promise<T | null> {
  const { address: perAddress } = current()
  await perAddress.consume(address).catch(refuse)
  const found = await attempt()
  if (found) await perAddress.reward(address)
  return found
}

/** The limiter rejects with its count where the limit is reached, and with an Error where it could not count. */
function refuse(reason: RateLimiterRes | Error): never {
  if (reason instanceof Error) throw reason
  throw tooMany(reason.msBeforeNext)
}

const tooMany = (ms: number) =>
  new AppError(
    'UNAVAILABLE',
    { zh: '尝试次数太多,请稍后再试。', en: 'Too many attempts; try again later.' },
    { retryAfter: Math.max(1, Math.ceil(ms / 1000)) },
  )
