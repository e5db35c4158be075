import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { StartError } from '#server/platform/start-error.ts'
import { type Address, connect } from './address.ts'
import type { Cluster } from './cluster.ts'

/** The names of the folders in which embedded databases have their unix sockets begin with this. */
export const socketPrefix = 'sizhen-'

// The process that holds this advisory lock is the only server of the data folder. PostgreSQL releases the lock when
// the connection ends, and so also when that process is killed.
const folderLock = 7_431_890

/**
 * Makes this process the only server of the data folder. When another one is, answers false and ends the connection.
 */
export async function takeLock(client: Client): Promise<boolean> {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [folderLock])
  if (!rows[0].held) await client.end()
  return rows[0].held
}

/** The error for a second server on the same data folder. */
export function secondServerError({ dataDir }: Cluster): StartError {
  return new StartError(
    `Another Sizhen server is already running on DATA_DIR ${dataDir}: stop it or use another folder.`,
  )
}

/**
 * Ends a PostgreSQL that still runs on the folder although its server was killed. Throws a StartError when its server
 * is running.
 */
export async function endOrphan(cluster: Cluster): Promise<void> {
  // a server that is stopping at this moment gets a second to end
  const waitUntil = Date.now() + 1000
  let socketFolder: string | undefined
  for (let tries = 0; tries < 100; tries += 1) {
    const { pid, host, port } = await postmaster(cluster)
    if (host && basename(host).startsWith(socketPrefix)) socketFolder = host
    if (!pid || !exists(pid)) {
      // its server was killed before it could remove the folder of the socket
      if (socketFolder) await rm(socketFolder, { recursive: true, force: true })
      return
    }
    const client = host ? await connect({ host, port, password: cluster.password }) : undefined
    if (client && (await takeLock(client).catch(() => undefined))) {
      process.kill(pid, 'SIGINT')
      await client.end().catch(() => {})
    } else if (client && Date.now() > waitUntil) {
      throw secondServerError(cluster)
    }
    await sleep(50)
  }
}

/** The address of the PostgreSQL that a running server has started on the folder; undefined when no server runs. */
export async function addressOfRunningServer(cluster: Cluster): Promise<Address | undefined> {
  const { pid, host, port } = await postmaster(cluster)
  if (!pid || !host || !exists(pid)) return undefined
  const address = { host, port, password: cluster.password }
  const client = await connect(address)
  // when this process gets the lock, the server of that PostgreSQL has ended
  if (!client || (await takeLock(client))) return client?.end().then(() => undefined)
  return address
}

/** Ends the PostgreSQL of the folder without waiting for its clients or for a checkpoint. */
export async function forceEnd(cluster: Cluster): Promise<void> {
  const { pid } = await postmaster(cluster)
  if (pid && exists(pid)) process.kill(pid, 'SIGQUIT')
}

/** What PostgreSQL has written about itself into the folder; `pid` is 0 when it does not run. */
async function postmaster({ folder }: Cluster): Promise<{ pid: number; host: string | undefined; port: number }> {
  const file = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , port, socket, listen] = file.split('\n').map((line) => line.trim())
  return { pid: Number(pid), host: process.platform === 'win32' ? listen : socket, port: Number(port) }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
