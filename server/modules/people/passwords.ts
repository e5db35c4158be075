import { createHash } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { z } from 'zod'
import { AppError } from '#server/platform/errors.ts'

// argon2id is the library's default algorithm; memory (KiB), rounds and threads are those that OWASP recommends.
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const atOnce = 2
const queueLimit = 50

let running = 0
const queue: (() => void)[] = []

/** A password that somebody chooses: 8 to 200 characters. */
export const newPassword = z.string().min(8).max(200)

/**
 * The argon2id hash of a password. UNAVAILABLE where too many others wait for theirs. With the clientId of a deed the salt is made of
 * it: the same deed gives the same hash again, so that its receipt can tell another password without guarding one itself.
 */
export const hashPassword = (password: string, clientId?: string): Promise<string> => {
  const salt = clientId && createHash('sha256').update(clientId).digest().subarray(0, 16)
  return inTurn(() => hash(password, { ...options, ...(salt && { salt }) }))
}

let dummyHash: Promise<string> | undefined

/**
 * True where the hash is that of the password. Without a hash it is false after the same time, so that a caller cannot
 * tell from the time whether an account exists.
 */
export async function checkPassword(password: string, passwordHash: string | null): Promise<boolean> {
  dummyHash ??= hash('nobody has this password', options)
  const against = passwordHash ?? (await dummyHash)
  const right = await inTurn(() => verify(against, password))
  return right && passwordHash !== null
}

/**
 * Computes two hashes at a time, so that sign-ins never use all of the processor. UNAVAILABLE where many others wait
 * already.
 */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (queue.length >= queueLimit) throw busy
    await new Promise<void>((resolve) => queue.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }
}

const busy = new AppError(
  'UNAVAILABLE',
  { zh: '登录的人太多,请稍后再试。', en: 'Too many people are signing in; try again shortly.' },
  { retryAfter: 3 },
)
