import { rm } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { StartError } from '#server/platform/start-error.ts'
import { type Address, connect, WrongPassword } from './address.ts'
import type { Cluster } from './cluster.ts'
import { forgetForeign, isSameFolder, readPostmaster } from './postmaster.ts'

/** The names of the folders in which embedded databases have their unix sockets begin with this. */
export const socketPrefix = 'sizhen-'

// The process that holds this advisory lock is the only server of the data folder. PostgreSQL releases the lock when
// the connection ends, and so also when that process is killed.
const folderLock = 7_431_890

/**
 * Makes this process the only server of the data folder. When another one is, answers false and ends the connection. Answers
 * undefined where PostgreSQL ends the connection meanwhile: of two servers that start in one moment, one may take the
 * PostgreSQL of the other for one whose server was killed, and end it.
 */
export async function takeLock(client: Client): Promise<boolean | undefined> {
  const held = await client.query('select pg_try_advisory_lock($1) as held', [folderLock]).then(
    ({ rows }) => rows[0].held as boolean,
    () => undefined,
  )
  if (!held) await client.end().catch(() => {})
  return held
}

/** The error for a second server on the same data folder. */
export function secondServerError({ dataDir }: Cluster): StartError {
  return new StartError(
    `Another Sizhen server is already running on DATA_DIR ${dataDir}: stop it or use another folder.`,
  )
}

/**
 * Connects to the PostgreSQL that the folder names. Answers undefined where that one does not answer, or has a folder of its
 * own.
 */
async function connectTo({ dataDir, folder }: Cluster, address: Address | undefined): Promise<Client | undefined> {
  const client = address && (await connect(address).catch((error) => refuseOtherPassword(dataDir, error)))
  if (!client) return undefined
  const home = await client.query<{ home: string }>(`select current_setting('data_directory') as home`).then(
    ({ rows }) => rows[0]!.home,
    () => undefined,
  )
  // a folder that was moved while PostgreSQL runs is not where PostgreSQL says, and nothing else is there
  if (home && ((await isSameFolder(home, folder)) || !(await isSameFolder(home, home)))) return client
  await client.end().catch(() => {})
  return undefined
}

/**
 * Ends a PostgreSQL that still runs on the folder although its server was killed. Throws a StartError when its server
 * is running.
 */
export async function endOrphan(cluster: Cluster): Promise<void> {
  // a server that is stopping at this moment gets a second to end
  const waitUntil = performance.now() + 1000
  let left: Address | undefined
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await readPostmaster(cluster)
    if (found?.isOwn) left = found.address
    if (!found?.isRunning) {
      if (left) await removeSocketFolder(left)
      return forgetForeign(cluster)
    }
    const client = await connectTo(cluster, found.address)
    const held = client && (await takeLock(client))
    if (held) {
      process.kill(found.pid, 'SIGINT')
      await client.end().catch(() => {})
    } else if (held === false && performance.now() > waitUntil) {
      throw secondServerError(cluster)
    }
    await sleep(50)
  }
}

/** Removes the folder of a socket whose server was killed before it could do so. One on which somebody listens stays. */
async function removeSocketFolder({ host, port }: Address): Promise<void> {
  if (!basename(host).startsWith(socketPrefix)) return
  const isInUse = await new Promise<boolean>((resolve) => {
    const socket = createConnection(join(host, `.s.PGSQL.${port}`))
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
  if (!isInUse) await rm(host, { recursive: true, force: true })
}

function refuseOtherPassword(dataDir: string, error: Error): undefined {
  if (!(error instanceof WrongPassword)) throw error
  // on Windows the number of the process and the port may both be those of another program
  if (process.platform === 'win32') return undefined
  throw new StartError(
    `A PostgreSQL runs on DATA_DIR ${dataDir} with another password than that in its file postgres-password: stop it first.`,
  )
}

/** The address of the PostgreSQL that a running server has started on the folder; undefined when no server runs. */
export async function addressOfRunningServer(cluster: Cluster): Promise<Address | undefined> {
  const found = await readPostmaster(cluster)
  if (!found?.isRunning) return undefined
  const client = await connectTo(cluster, found.address)
  // when this process gets the lock, the server of that PostgreSQL has ended
  if (client && (await takeLock(client)) === false) return found.address
  await client?.end().catch(() => {})
  return undefined
}

/** Ends the PostgreSQL of the folder without waiting for its clients or for a checkpoint. */
export async function forceEnd(cluster: Cluster): Promise<void> {
  const found = await readPostmaster(cluster)
  if (found?.isRunning) process.kill(found.pid, 'SIGQUIT')
}
