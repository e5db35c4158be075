import { randomBytes } from 'node:crypto'
import { chmod, chown, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from '#server/platform/start-error.ts'
import type { SystemAccount } from './binaries.ts'

/** The password of the superuser, in a file of the data folder that only the account of the server may read. */
export async function readPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres-password')
  const made = randomBytes(24).toString('hex')
  await writeFile(file, made, { mode: 0o600, flag: 'wx' }).catch(() => {})
  await chmod(file, 0o600).catch(() => {})
  const password = (await readFile(file, 'utf8')).trim()
  if (/^[0-9a-f]{48}$/.test(password)) return password
  throw new StartError(`${file} holds no password of the embedded PostgreSQL: remove it and start again.`)
}

/** Does the work with a file that holds the password and that the account may read, and removes the file. */
export async function withPasswordFile<T>(
  file: string,
  password: string,
  { uid, gid }: SystemAccount,
  work: (file: string) => Promise<T>,
): Promise<T> {
  await writeFile(file, password, { mode: 0o600 })
  try {
    if (uid !== undefined) await chown(file, uid, gid!)
    return await work(file)
  } finally {
    await rm(file, { force: true })
  }
}
