import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, chown, constants, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { StartError } from '#server/platform/start-error.ts'
import { type Account, bareEnvironment, nobody, runnableBinaries } from './binaries.ts'

const run = promisify(execFile)
const windows = process.platform === 'win32'
const major = '18'

/** The embedded database's files, and who may run it. */
export type Cluster = {
  dataDir: string
  folder: string
  account: Account
  binaries: string
  /** Windows only: there is no unix socket with folder rights, so the loopback asks for it. */
  password: string | undefined
}

/** Whether the data folder has database files: what only looks need not make any. */
export const hasCluster = (dataDirectory: string): boolean => existsSync(join(dataDirectory, 'postgres', 'PG_VERSION'))

/** Finds or makes the database files under the data folder, never touching those of another PostgreSQL version. */
export async function openCluster(dataDirectory: string): Promise<Cluster> {
  const dataDir = resolve(dataDirectory)
  const folder = join(dataDir, 'postgres')
  const made = await mkdir(dataDir, { recursive: true }).catch((error) => unusable(dataDir, error))
  // a strict umask of root must not shut PostgreSQL out of what has just been made for it
  if (made && process.getuid?.() === 0) await run('chmod', ['-R', 'go+x', made])
  const account = await accountFor(folder)
  await refuseUnreachable(dataDir, account)
  await refuseOtherVersion(folder)
  const binaries = await runnableBinaries(account)
  const cluster = { dataDir, folder, account, binaries, password: windows ? await windowsPassword(dataDir) : undefined }
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(cluster)
  return cluster
}

function unusable(dataDir: string, { code }: NodeJS.ErrnoException): never {
  throw new StartError(`DATA_DIR ${dataDir} cannot be used by this account (${code}). Set DATA_DIR to another folder.`)
}

async function accountFor(folder: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {}
  const owner = await stat(folder).catch(() => undefined)
  if (owner?.uid) return { uid: owner.uid, gid: owner.gid }
  const account = nobody()
  // for instance a folder that root has copied back
  if (owner) await run('chown', ['-R', `${account.uid}:${account.gid}`, folder])
  return account
}

async function refuseUnreachable(dataDir: string, account: Account): Promise<void> {
  if (account.uid === undefined) {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK).catch((error) => unusable(dataDir, error))
    const folder = join(dataDir, 'postgres')
    if (existsSync(folder)) await readdir(folder).catch((error) => unusable(folder, error))
    return
  }
  await run('/bin/sh', ['-c', 'cd "$0"', dataDir], { ...account, cwd: '/', env: bareEnvironment }).catch(() => {
    throw new StartError(
      `DATA_DIR ${dataDir} cannot be reached by the account that runs PostgreSQL (never root, uid ${account.uid}). ` +
        'Set DATA_DIR to a folder open to it, such as /var/lib/sizhen, or start as an ordinary user.',
    )
  })
}

async function refuseOtherVersion(folder: string): Promise<void> {
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => major)
  if (version.trim() === major) return
  throw new StartError(
    `${folder} was made by PostgreSQL ${version.trim()}, this is PostgreSQL ${major}. ` +
      'Make a backup with the version of Sizhen that wrote it and restore that backup here.',
  )
}

async function windowsPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres-password')
  await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' }).catch(() => {})
  return readFile(file, 'utf8')
}

// made beside its place and moved there when complete, so that an interrupted start leaves nothing half made
async function initialise(cluster: Cluster): Promise<void> {
  const { folder, account, binaries, dataDir } = cluster
  const draft = `${folder}.new-${process.pid}`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  if (account.uid !== undefined) await chown(draft, account.uid, account.gid!)
  const login = windows ? ['--auth=scram-sha-256', `--pwfile=${join(dataDir, 'postgres-password')}`] : ['--auth=trust']
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const options = [`--pgdata=${draft}`, '--username=postgres', '--data-checksums', ...locale, ...login]
  try {
    await run(join(binaries, 'bin', 'initdb'), options, { ...account, cwd: '/', env: bareEnvironment })
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (existsSync(join(folder, 'PG_VERSION'))) return
    throw new StartError(`The database could not be made in ${folder}: ${(error as Error).message.trim()}`)
  }
}
