import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { access, chown, constants, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { StartError } from '#server/platform/start-error.ts'
import { accountNobody, bareEnvironment, runnableBinaries, type SystemAccount } from './binaries.ts'
import { readPassword, withPasswordFile } from './password-file.ts'

const run = promisify(execFile)
const major = '18'

/** The files of the embedded database and what is needed to run PostgreSQL on them. */
export type Cluster = {
  dataDir: string
  /** The folder `postgres` in it, which holds PostgreSQL's own files. */
  folder: string
  account: SystemAccount
  /** The folder of PostgreSQL's programs. */
  binaries: string
  /** The password of PostgreSQL's superuser. */
  password: string
}

/** Whether the data folder has database files. A command that only reads asks this first, so that it makes none. */
export const hasCluster = (dataDirectory: string): boolean => existsSync(join(dataDirectory, 'postgres', 'PG_VERSION'))

/**
 * Opens the database files in the data folder, and makes them when there are none. Throws a StartError when the folder
 * cannot be used, or when its files were made by another version of PostgreSQL; those are left as they are.
 */
export async function openCluster(dataDirectory: string): Promise<Cluster> {
  const dataDir = resolve(dataDirectory)
  const folder = join(dataDir, 'postgres')
  const made = await mkdir(dataDir, { recursive: true }).catch((error) => unusable(dataDir, error))
  // with a strict umask of root the new folder would be closed to the account that runs PostgreSQL
  if (made && process.getuid?.() === 0) await run('chmod', ['-R', 'go+x', made])
  const account = await accountFor(folder)
  await refuseUnreachable(dataDir, account)
  await refuseOtherVersion(folder)
  const binaries = await runnableBinaries(account)
  const cluster = { dataDir, folder, account, binaries, password: await readPassword(dataDir) }
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(cluster)
  return cluster
}

function unusable(dataDir: string, { code }: NodeJS.ErrnoException): never {
  throw new StartError(`DATA_DIR ${dataDir} cannot be used by this account (${code}). Set DATA_DIR to another folder.`)
}

/** The account to run PostgreSQL as: the owner of its files when this process is root. */
async function accountFor(folder: string): Promise<SystemAccount> {
  if (process.getuid?.() !== 0) return {}
  const owner = await stat(folder).catch(() => undefined)
  if (owner?.uid) return { uid: owner.uid, gid: owner.gid }
  const account = accountNobody()
  // a folder that root owns, such as one that root has copied back from a backup
  if (owner) await run('chown', ['-R', `${account.uid}:${account.gid}`, folder])
  return account
}

async function refuseUnreachable(dataDir: string, account: SystemAccount): Promise<void> {
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

// The files are made in a folder beside their place and moved when they are complete: a start that is interrupted
// leaves no incomplete database.
async function initialise(cluster: Cluster): Promise<void> {
  const { folder, account, binaries, password } = cluster
  const draft = `${folder}.new-${process.pid}`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  if (account.uid !== undefined) await chown(draft, account.uid, account.gid!)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const options = [`--pgdata=${draft}`, '--username=postgres', '--data-checksums', '--auth=scram-sha-256', ...locale]
  try {
    await withPasswordFile(`${draft}.password`, password, account, (file) =>
      run(join(binaries, 'bin', 'initdb'), [...options, `--pwfile=${file}`], {
        ...account,
        cwd: '/',
        env: bareEnvironment,
      }),
    )
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (existsSync(join(folder, 'PG_VERSION'))) return
    throw new StartError(`The database could not be made in ${folder}: ${(error as Error).message.trim()}`)
  }
}
