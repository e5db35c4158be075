import { createHash } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { dictionary } from '@zxcvbn-ts/language-common'
import { pinyin } from 'pinyin-pro'
import { z } from 'zod'
import type { Account } from '#codegen/prisma/client.ts'
import { AppError, invalid } from '#server/platform/errors.ts'
import { Turns } from '#server/platform/turns.ts'

// argon2id is the library's default algorithm; memory (KiB), rounds and threads are those that OWASP recommends.
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * Two hashes are computed at a time for those who are known, and two for all others: sign-ins never use all of the processor, and
 * whoever guesses passwords takes no place of somebody who has signed in at that device before.
 */
const turns = new Turns({
  atOnce: 2,
  mostWaiting: 50,
  tooMany: () =>
    new AppError(
      'UNAVAILABLE',
      { zh: '登录的人太多,请稍后再试。', en: 'Too many people are signing in; try again shortly.' },
      { retryAfter: 3 },
    ),
})

/** A password that somebody chooses: 8 to 200 characters. `checkChoice` tells whether it is a good one. */
export const newPassword = z.string().min(8).max(200)

// forty-nine thousand passwords that people have chosen most, kept by the makers of a well-known meter
const common = new Set(dictionary['passwords-common'])

/** A name of fewer letters may stand among other letters: so short a word stands in many by chance. One of Chinese characters doesn't. */
const leastOfName = 4

/** Whether a password holds a name: a long one anywhere, a short one where nothing but it, digits and signs stand there. */
function holds(password: string, name: string): boolean {
  if (!/\p{L}/u.test(name) || !password.includes(name)) return false
  const isLong = name.length >= leastOfName || (name.length > 1 && /\p{Script=Han}/u.test(name))
  return isLong || !/\p{L}/u.test(password.replaceAll(name, ''))
}

/** INVALID where a password is one of the most common ones, or one with a few digits or signs behind it, or holds the username or the name, also as it is read in pinyin. */
export function checkChoice(
  password: string,
  names: Pick<Account, 'username' | 'displayName'>,
  field = 'password',
): void {
  const chosen = password.toLowerCase()
  const word = chosen.replace(/(?<=\p{L})[^\p{L}]{1,6}$/u, '')
  if (common.has(chosen) || common.has(word)) {
    throw invalid(field, {
      zh: '这个密码太常见,别人一猜就中,请换一个。',
      en: 'This is one of the most common passwords: choose another one.',
    })
  }
  const { username, displayName } = names
  const read = pinyin(displayName, { toneType: 'none', separator: '', nonZh: 'consecutive' })
  const held = [username, displayName, read].map((name) => name.toLowerCase().replaceAll(' ', ''))
  if (held.some((name) => holds(chosen, name))) {
    throw invalid(field, {
      zh: '密码里不能有用户名或姓名(含拼音),请换一个。',
      en: 'A password must not hold the username or the name: choose another one.',
    })
  }
}

/**
 * The argon2id hash of a password. UNAVAILABLE where too many others wait for theirs. With the clientId of a deed the salt is made of
 * it: the same deed gives the same hash again, so that its receipt can tell another password without guarding one itself.
 */
export const hashPassword = (password: string, clientId?: string): Promise<string> => {
  const salt = clientId && createHash('sha256').update(clientId).digest().subarray(0, 16)
  return turns.take('known', () => hash(password, { ...options, ...(salt && { salt }) }))
}

let dummyHash: Promise<string> | undefined

/**
 * True where the hash is that of the password. Without a hash it is false after the same time, so that a caller cannot
 * tell from the time whether an account exists. `isKnown` is true where the account has signed in at that device before.
 */
export async function checkPassword(password: string, passwordHash: string | null, isKnown: boolean): Promise<boolean> {
  dummyHash ??= hash('nobody has this password', options)
  const against = passwordHash ?? (await dummyHash)
  const right = await turns.take(isKnown ? 'known' : 'unknown', () => verify(against, password))
  return right && passwordHash !== null
}
