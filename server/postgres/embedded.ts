import type { ChildProcess } from 'node:child_process'
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { logger } from '#server/platform/logger.ts'
import { StartError } from '#server/platform/start-error.ts'
import { type Address, connect, ensureDatabase, freePort, urlOf } from './address.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { endOrphan, forceEnd, heldAddress, heldBy, socketPrefix, takeLock } from './holder.ts'
import { alive, endPostgres, spawnPostgres } from './process.ts'

const windows = process.platform === 'win32'

/** A running embedded database. */
export type Postgres = { url: string; stop(): Promise<void> }

/** Starts the embedded PostgreSQL over the data folder and keeps it running until `stop`. */
export async function startPostgres(dataDir: string, settings: Record<string, string> = {}): Promise<Postgres> {
  const cluster = await openCluster(dataDir)
  const supervisor = new Supervisor(cluster, await ownAddress(cluster), settings)
  try {
    await supervisor.start()
  } catch (error) {
    await supervisor.stop()
    throw error
  }
  return { url: urlOf(supervisor.address, 'sizhen', 'sizhen'), stop: () => supervisor.stop() }
}

/** The same, or the one that a running server has started: for commands that only look. */
export async function joinPostgres(dataDir: string): Promise<Postgres> {
  const address = await heldAddress(await openCluster(dataDir))
  return address ? { url: urlOf(address, 'sizhen', 'sizhen'), stop: async () => {} } : startPostgres(dataDir)
}

class Supervisor {
  readonly cluster: Cluster
  readonly address: Address
  readonly settings: Record<string, string>
  child: ChildProcess | undefined
  holder: Client | undefined
  stopping = false
  said: string[] = []

  constructor(cluster: Cluster, address: Address, settings: Record<string, string>) {
    this.cluster = cluster
    this.address = address
    this.settings = settings
  }

  async start(): Promise<void> {
    const deadline = Date.now() + 10_000
    do {
      await endOrphan(this.cluster)
      await ownSocketFolder(this.address, this.cluster)
      this.said = []
      this.child = spawnPostgres(this.cluster, this.address, this.settings, this.said)
      this.holder = await this.hold(this.child)
      if (!this.holder) await sleep(100)
    } while (!this.holder && !this.stopping && Date.now() < deadline)
    if (!this.holder) throw new StartError(`The embedded PostgreSQL does not start: ${this.said.join(' ')}`)
    await ensureDatabase(this.holder, this.address.password)
    this.keepRunning(this.child)
    this.keepLock(this.holder, this.child)
  }

  /** Waits for the database and takes the folder's lock in it; nothing when that PostgreSQL ended instead. */
  async hold(child: ChildProcess): Promise<Client | undefined> {
    while (alive(child)) {
      const client = await connect(this.address)
      if (client && (await takeLock(client))) return client
      if (client) throw heldBy(this.cluster)
      await sleep(15)
    }
  }

  keepRunning(child: ChildProcess): void {
    const recover = async () => {
      if (this.stopping) return
      logger.error({ said: this.said.join(' ') }, 'the embedded PostgreSQL ended; starting it again')
      for (let up = false; !up && !this.stopping; await sleep(up ? 0 : 1000)) {
        up = await this.start().then(
          () => true,
          (error) => {
            logger.error({ error: error.message }, 'the embedded PostgreSQL does not start')
            if (alive(this.child)) endPostgres(this.child)
            return false
          },
        )
      }
    }
    if (alive(child)) child.once('exit', recover)
    else recover()
  }

  /** The lock falls with its connection, which anyone who may end connections can end. */
  keepLock(holder: Client, child: ChildProcess): void {
    holder.once('end', async () => {
      while (!this.stopping && alive(child)) {
        const client = await connect(this.address)
        if (client && (await takeLock(client).catch(() => false))) {
          this.holder = client
          return this.keepLock(client, child)
        }
        await sleep(250)
      }
    })
  }

  async stop(): Promise<void> {
    this.stopping = true
    const { child } = this
    await this.holder?.end().catch(() => {})
    if (alive(child)) {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      endPostgres(child)
      const force = setTimeout(() => forceEnd(this.cluster), 10_000)
      await ended
      clearTimeout(force)
    }
    if (!windows) await rm(this.address.host, { recursive: true, force: true })
  }
}

async function ownAddress({ password }: Cluster): Promise<Address> {
  if (windows) return { host: '127.0.0.1', port: await freePort(), password }
  // a unix socket's path may have 107 bytes, and a temporary folder can be deep
  const parent = tmpdir().length < 70 ? tmpdir() : '/tmp'
  return { host: await mkdtemp(join(parent, socketPrefix)), port: 5432, password }
}

// again at each start: a cleaner of temporary folders may have been there
async function ownSocketFolder({ host }: Address, { account }: Cluster): Promise<void> {
  if (windows) return
  await mkdir(host, { mode: 0o700, recursive: true })
  if (account.uid !== undefined) await chown(host, account.uid, account.gid!)
}
