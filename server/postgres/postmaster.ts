import { execFile } from 'node:child_process'
import { chown, link, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Address } from './address.ts'
import { bareEnvironment } from './binaries.ts'
import type { Cluster } from './cluster.ts'

const run = promisify(execFile)

/** What a folder of database files says about the PostgreSQL that runs on it, or ran there last. */
export type Postmaster = {
  pid: number
  /** Whether the process with that number is the PostgreSQL that runs on this folder. */
  isRunning: boolean
  /** Whether this folder is the one that PostgreSQL was started on; it is not where the folder was copied or moved. */
  isOwn: boolean
  address: Address | undefined
}

/** No process has this number. */
const noProcess = 2_147_483_647

const fileOf = ({ folder }: Cluster) => join(folder, 'postmaster.pid')

/**
 * Reads the file that PostgreSQL keeps while it runs; undefined where there is none. The file is not believed: after a power
 * cut its number may belong to any other process, and a copied folder has the file of the original. So the process must have
 * PostgreSQL's name, and have this folder as its own or, where the system does not tell that, have begun at the moment in the
 * file while the file names this folder.
 */
export async function readPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  const text = await readFile(fileOf(cluster), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const [first, home = '', started, port, socket, listen] = text.split('\n').map((line) => line.trim())
  const pid = Number(first)
  const host = process.platform === 'win32' ? listen : socket
  const isOwn = await isSameFolder(home, cluster.folder)
  const isRunning = pid > 0 && exists(pid) && (await isPostgres(pid, Number(started), isOwn, cluster))
  const address = host ? { host, port: Number(port), password: cluster.password } : undefined
  return { pid, isRunning, isOwn, address }
}

async function isPostgres(pid: number, started: number, isOwn: boolean, { folder }: Cluster): Promise<boolean> {
  // Windows tells nothing of a process; whoever connects asks PostgreSQL for its folder
  if (process.platform === 'win32') return isOwn
  if (process.platform !== 'linux') return isOwn && isProcess(await askSystem(pid), started)
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  if (name.trim() !== 'postgres') return false
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (workingFolder === undefined) return isOwn && isProcess(await askSystem(pid), started)
  return isSameFolder(`/proc/${pid}/cwd`, folder)
}

type SystemProcess = { name: string; began: number }

/** The name of a process and when it began, in seconds; undefined where there is none. */
async function askSystem(pid: number): Promise<SystemProcess | undefined> {
  const { stdout } = await run('ps', ['-o', 'lstart=,comm=', '-p', String(pid)], { env: bareEnvironment }).catch(
    () => ({
      stdout: '',
    }),
  )
  const [, began, name] = /^\s*(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*?)\s*$/.exec(stdout) ?? []
  return began && name ? { name: name.split('/').at(-1)!, began: Date.parse(`${began} UTC`) / 1000 } : undefined
}

/** PostgreSQL writes down the moment of its start within a second or two after the process began. */
const isProcess = (found: SystemProcess | undefined, started: number) =>
  found?.name === 'postgres' && Math.abs(found.began - started) <= 5

/** Whether both names are of one folder, whichever links lead to it. */
export async function isSameFolder(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((folder) => stat(folder, { bigint: true }).catch(() => undefined)))
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Takes the number of a process out of the file when that process is not the PostgreSQL of this folder, since PostgreSQL
 * does not start beside a process of that number. The rest of the file stays: by it PostgreSQL finds memory that an earlier
 * one still uses.
 */
export async function forgetForeign(cluster: Cluster): Promise<void> {
  const found = await readPostmaster(cluster)
  if (!found || found.isRunning || !(found.pid > 0) || !exists(found.pid)) return
  const file = fileOf(cluster)
  const aside = `${file}.${process.pid}`
  await rename(file, aside).catch(() => {})
  const text = await readFile(aside, 'utf8').catch(() => '')
  if (Number.parseInt(text, 10) === found.pid) {
    const { uid, gid } = cluster.account
    const draft = `${aside}.new`
    await writeFile(draft, text.replace(/^.*/, String(noProcess)), { mode: 0o600 })
    if (uid !== undefined) await chown(draft, uid, gid!)
    // a PostgreSQL that has started meanwhile has a file of its own, which stays
    await link(draft, file).catch(() => {})
    await rm(draft, { force: true })
  } else {
    // another PostgreSQL has started between the two reads
    await link(aside, file).catch(() => {})
  }
  await rm(aside, { force: true })
}
