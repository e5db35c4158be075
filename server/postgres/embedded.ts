import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { logger } from '#server/platform/logger.ts'
import { StartError } from '#server/platform/start-error.ts'
import { isOpen, requirePassword } from './access-rules.ts'
import { type Address, connect, type Database, databaseAt, ensureDatabase, freePort, WrongPassword } from './address.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { troubleOf } from './errors.ts'
import {
  addressOfRunningServer,
  endOrphan,
  forceEnd,
  secondServerError,
  socketPrefix,
  takeLock,
} from './folder-lock.ts'
import { endPostgres, isRunning, spawnPostgres } from './process.ts'
import { beginTrouble } from './troubles.ts'

const windows = process.platform === 'win32'

/** A running embedded database: its addresses, and how to stop it. */
export type Postgres = Database & { stop(): Promise<void> }

/**
 * Starts the embedded PostgreSQL on the data folder and starts it again whenever it ends, until `stop`. `settings` are
 * PostgreSQL's own. Throws a StartError when it cannot start, or when another server uses the folder.
 */
export async function startPostgres(dataDir: string, settings: Record<string, string> = {}): Promise<Postgres> {
  const cluster = await openCluster(dataDir)
  const supervisor = new Supervisor(cluster, await ownAddress(cluster, settings), settings)
  try {
    await supervisor.start()
  } catch (error) {
    await supervisor.stop()
    throw error
  }
  return { ...databaseAt(supervisor.address), stop: () => supervisor.stop() }
}

/**
 * Uses the PostgreSQL that a running server has started on the folder, and starts one when there is none. For
 * commands that read, or write as one node among others.
 */
export async function joinPostgres(dataDir: string): Promise<Postgres> {
  const address = await addressOfRunningServer(await openCluster(dataDir))
  return address ? { ...databaseAt(address), stop: async () => {} } : startPostgres(dataDir)
}

/** Keeps one PostgreSQL running on a cluster. */
class Supervisor {
  readonly cluster: Cluster
  readonly address: Address
  readonly settings: Record<string, string>
  child: ChildProcess | undefined
  /** The connection that holds the lock of the data folder. */
  lockHolder: Client | undefined
  stopping = false
  /** The start that is under way, or the last one. */
  underWay: Promise<void> | undefined
  /** Whether PostgreSQL has another password than the data folder. */
  isLockedOut = false
  /** The last lines that PostgreSQL has written. */
  lastLines: string[] = []

  constructor(cluster: Cluster, address: Address, settings: Record<string, string>) {
    this.cluster = cluster
    this.address = address
    this.settings = settings
  }

  /** Starts PostgreSQL, unless `stop` is called meanwhile. */
  start(): Promise<void> {
    this.underWay = this.tryToStart()
    return this.underWay
  }

  async tryToStart(): Promise<void> {
    const deadline = performance.now() + 10_000
    do {
      await endOrphan(this.cluster)
      await ownSocketFolder(this.address, this.cluster)
      this.lastLines = []
      if (await this.mendPassword()) {
        this.child = spawnPostgres(this.cluster, this.address, this.settings, this.lastLines, notePanic)
        this.lockHolder = await this.waitForLock(this.child)
      }
      if (!this.lockHolder) await sleep(100)
    } while (!this.lockHolder && !this.stopping && performance.now() < deadline)
    if (!this.lockHolder) throw new StartError(`The embedded PostgreSQL does not start: ${this.lastLines.join(' ')}`)
    await ensureDatabase(this.lockHolder, this.address)
    this.keepRunning(this.child!)
    this.keepLock(this.lockHolder, this.child!)
  }

  /**
   * Lets nobody in without the password of the data folder, where an earlier version of Sizhen made the files or the password
   * was lost. Answers false where PostgreSQL cannot do so now.
   */
  async mendPassword(): Promise<boolean> {
    if (!this.isLockedOut && !(await isOpen(this.cluster))) return true
    try {
      await requirePassword(this.cluster)
      this.isLockedOut = false
      return true
    } catch (error) {
      this.lastLines.push((error as Error).message)
      return false
    }
  }

  /**
   * Waits until PostgreSQL accepts connections and takes the folder's lock. Answers undefined when PostgreSQL has
   * ended, or is to be stopped.
   */
  async waitForLock(child: ChildProcess): Promise<Client | undefined> {
    while (isRunning(child) && !this.stopping) {
      const client = await connect(this.address).catch((error) => this.endLockedOut(child, error))
      const held = client && (await takeLock(client))
      if (held) return client
      if (held === false) throw secondServerError(this.cluster)
      await sleep(15)
    }
  }

  /** Ends a PostgreSQL that takes another password, so that it gets that of the data folder. */
  async endLockedOut(child: ChildProcess, error: Error): Promise<undefined> {
    if (!(error instanceof WrongPassword)) throw error
    this.isLockedOut = true
    const ended = once(child, 'exit')
    endPostgres(child)
    await ended
  }

  /** Starts PostgreSQL again when it ends, and tries again each second while it does not start. */
  keepRunning(child: ChildProcess): void {
    const recover = async () => {
      if (this.stopping) return
      logger.error({ lines: this.lastLines.join(' ') }, 'the embedded PostgreSQL ended; starting it again')
      for (let up = false; !up && !this.stopping; await sleep(up ? 0 : 1000)) {
        up = await this.start().then(
          () => true,
          (error) => {
            logger.error({ error: error.message }, 'the embedded PostgreSQL does not start')
            if (isRunning(this.child)) endPostgres(this.child)
            return false
          },
        )
      }
    }
    if (isRunning(child)) child.once('exit', recover)
    else recover()
  }

  /** Takes the lock again when its connection ends: anybody with the rights to may end a connection of PostgreSQL. */
  keepLock(holder: Client, child: ChildProcess): void {
    holder.once('end', async () => {
      while (!this.stopping && isRunning(child)) {
        const client = await connect(this.address).catch(() => undefined)
        if (client && (await takeLock(client))) {
          this.lockHolder = client
          return this.keepLock(client, child)
        }
        await sleep(250)
      }
    })
  }

  async stop(): Promise<void> {
    this.stopping = true
    await this.underWay?.catch(() => {})
    const { child } = this
    // nobody waits for the end of the connection, which never comes where PostgreSQL has given it up meanwhile
    this.lockHolder?.end().catch(() => {})
    if (isRunning(child)) {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      endPostgres(child)
      const force = setTimeout(() => forceEnd(this.cluster), 10_000)
      await ended
      clearTimeout(force)
    }
    if (!windows) await rm(this.address.host, { recursive: true, force: true })
  }
}

/**
 * Notes the line by which PostgreSQL says why it gives up all its connections, or can't go on. It then begins anew by itself,
 * and many lines follow.
 */
function notePanic(line: string): void {
  const [, severity, message] = /^(PANIC|FATAL):\s+(.*)/.exec(line) ?? []
  if (!message) return
  const error = new Error(message)
  if (troubleOf(error) === 'full') beginTrouble('full', { error: message })
  else if (severity === 'PANIC') logger.error({ error: message }, 'the embedded PostgreSQL panicked')
}

async function ownAddress({ password }: Cluster, { port = '5432' }: Record<string, string>): Promise<Address> {
  if (windows) return { host: '127.0.0.1', port: await freePort(), password }
  // the path of a unix socket has at most 107 bytes, and the path of the temporary folder can be long
  const parent = tmpdir().length < 70 ? tmpdir() : '/tmp'
  return { host: await mkdtemp(join(parent, socketPrefix)), port: Number(port), password }
}

// The folder is made at each start, because the system may have removed it from the temporary folder.
async function ownSocketFolder({ host }: Address, { account }: Cluster): Promise<void> {
  if (windows) return
  await mkdir(host, { mode: 0o700, recursive: true })
  if (account.uid !== undefined) await chown(host, account.uid, account.gid!)
}
