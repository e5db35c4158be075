import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { StartError } from '#server/platform/start-error.ts'
import { type Address, connect } from './address.ts'
import type { Cluster } from './cluster.ts'

/** How the socket folders of embedded databases begin. */
export const socketPrefix = 'sizhen-'

// whoever holds this lock inside the database is the one server of the folder; it falls with its process
const holderLock = 7_431_890

/** Makes this process the one server of the folder, or ends the connection when another is. */
export async function takeLock(client: Client): Promise<boolean> {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [holderLock])
  if (!rows[0].held) await client.end()
  return rows[0].held
}

/** The refusal of a second server. */
export function heldBy({ dataDir }: Cluster): StartError {
  return new StartError(
    `Another Sizhen server is already running on DATA_DIR ${dataDir}: stop it or use another folder.`,
  )
}

/** A PostgreSQL still running over the folder: refuse when its server lives, end it when that server was killed. */
export async function endOrphan(cluster: Cluster): Promise<void> {
  // a server that is just stopping gets a second to leave
  const patience = Date.now() + 1000
  let socketFolder: string | undefined
  for (let tries = 0; tries < 100; tries += 1) {
    const { pid, host, port } = await postmaster(cluster)
    if (host && basename(host).startsWith(socketPrefix)) socketFolder = host
    if (!pid || !exists(pid)) {
      // its server could not tidy up
      if (socketFolder) await rm(socketFolder, { recursive: true, force: true })
      return
    }
    const client = host ? await connect({ host, port, password: cluster.password }) : undefined
    if (client && (await takeLock(client).catch(() => undefined))) {
      process.kill(pid, 'SIGINT')
      await client.end().catch(() => {})
    } else if (client && Date.now() > patience) {
      throw heldBy(cluster)
    }
    await sleep(50)
  }
}

/** Where the folder's PostgreSQL listens for a server that runs now; nothing where none does. */
export async function heldAddress(cluster: Cluster): Promise<Address | undefined> {
  const { pid, host, port } = await postmaster(cluster)
  if (!pid || !host || !exists(pid)) return undefined
  const address = { host, port, password: cluster.password }
  const client = await connect(address)
  // whoever gets the lock has found one whose server is gone
  if (!client || (await takeLock(client))) return client?.end().then(() => undefined)
  return address
}

/** Ends the folder's PostgreSQL without waiting for its clients or a checkpoint. */
export async function forceEnd(cluster: Cluster): Promise<void> {
  const { pid } = await postmaster(cluster)
  if (pid && exists(pid)) process.kill(pid, 'SIGQUIT')
}

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
