import { type ChildProcess, spawn } from 'node:child_process'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { bareEnvironment } from './postgres-binaries.ts'
import { type Cluster, openCluster } from './postgres-cluster.ts'
import { StartError } from './start-error.ts'

const windows = process.platform === 'win32'
const socketPrefix = 'sizhen-'
// whoever holds this lock inside the database is the one server of the folder; it falls with its process
const holderLock = 7_431_890

/** A running embedded database. */
export type Postgres = { url: string; stop(): Promise<void> }

type Address = { host: string; port: number; password: string | undefined }

/** Starts the embedded PostgreSQL over the data folder and keeps it running until `stop`. */
export async function startPostgres(dataDir: string, settings: Record<string, string> = {}): Promise<Postgres> {
  const cluster = await openCluster(dataDir)
  const address = await ownAddress(cluster)
  const supervisor = new Supervisor(cluster, address, settings)
  try {
    await supervisor.start()
  } catch (error) {
    await supervisor.stop()
    throw error
  }
  return { url: urlOf(address, 'sizhen', 'sizhen'), stop: () => supervisor.stop() }
}

class Supervisor {
  readonly cluster: Cluster
  readonly address: Address
  readonly settings: Record<string, string>
  child: ChildProcess | undefined
  holder: Client | undefined
  stopping = false
  lastWords: string[] = []

  constructor(cluster: Cluster, address: Address, settings: Record<string, string>) {
    this.cluster = cluster
    this.address = address
    this.settings = settings
  }

  async start(): Promise<void> {
    const deadline = Date.now() + 10_000
    for (;;) {
      await endOrphan(this.cluster)
      this.launch()
      if (await this.hold()) break
      if (Date.now() > deadline)
        throw new StartError(`The embedded PostgreSQL does not start: ${this.lastWords.join(' ')}`)
      await sleep(100)
    }
    await ensureDatabase(this.address)
    this.watch()
  }

  launch(): void {
    const { cluster, address } = this
    this.lastWords = []
    const child = spawnPostgres(cluster, address.host, ['-D', cluster.folder, ...optionsOf(address, this.settings)])
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.lastWords = [...this.lastWords, ...text.trim().split('\n')].slice(-5)
    })
    child.once('error', (error) => this.lastWords.push(error.message))
    this.child = child
  }

  /** Waits for the database and takes the folder's lock in it; false when our PostgreSQL ended instead. */
  async hold(): Promise<boolean> {
    while (alive(this.child)) {
      const client = await connect(this.address)
      if (!client) {
        await sleep(15)
        continue
      }
      if (!(await takeLock(client))) throw heldBy(this.cluster)
      this.holder = client
      return true
    }
    return false
  }

  watch(): void {
    const child = this.child!
    const recover = async () => {
      if (this.stopping) return
      process.stderr.write(
        `The embedded PostgreSQL ended unexpectedly (${this.lastWords.join(' ')}); starting it again.\n`,
      )
      await this.start().catch((error) => {
        process.stderr.write(`${error.message}\n`)
        if (!this.stopping) setTimeout(recover, 1000)
      })
    }
    if (alive(child)) child.once('exit', recover)
    else recover()
    this.keepLock()
  }

  keepLock(): void {
    this.holder!.once('end', async () => {
      for (const child = this.child; !this.stopping && child === this.child && alive(child); await sleep(250)) {
        const client = await connect(this.address)
        if (!client || !(await takeLock(client).catch(() => false))) continue
        this.holder = client
        return this.keepLock()
      }
    })
  }

  async stop(): Promise<void> {
    this.stopping = true
    const { child } = this
    await this.holder?.end().catch(() => {})
    if (alive(child)) {
      const ended = new Promise((resolve) => child!.once('exit', resolve))
      endPostgres(child!)
      const force = setTimeout(() => signalPostmaster(this.cluster, 'SIGQUIT'), 10_000)
      await ended
      clearTimeout(force)
    }
    if (!windows) await rm(this.address.host, { recursive: true, force: true })
  }
}

// The shell ends PostgreSQL when our end of its standard input closes, however we die; a terminal's Ctrl-C does not reach it.
const guard = `exec 3<&0
"$@" </dev/null 3<&- & postgres=$!
{ read -r _ <&3; rm -rf "$0"; kill -INT $postgres; } & watcher=$!
exec 3<&-
wait $postgres; code=$?
kill $watcher 2>/dev/null
exit $code`

function spawnPostgres({ binaries, account }: Cluster, socket: string, options: string[]): ChildProcess {
  const program = join(binaries, 'bin', 'postgres')
  const [command, args] = windows ? [program, options] : ['/bin/sh', ['-c', guard, socket, program, ...options]]
  return spawn(command, args, {
    ...account,
    cwd: windows ? binaries : '/',
    env: bareEnvironment,
    detached: !windows,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
}

function endPostgres(child: ChildProcess): void {
  if (windows) child.kill()
  else child.stdin!.end()
}

function optionsOf({ host, port }: Address, settings: Record<string, string>): string[] {
  const listen = windows
    ? { listen_addresses: host, port: String(port) }
    : { listen_addresses: '', unix_socket_directories: host, unix_socket_permissions: '0700' }
  // what is logged may quote a row, so only the server's own troubles are
  const quiet = {
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_statement: 'none',
    log_checkpoints: 'off',
  }
  const plain = { max_connections: '100', synchronous_commit: 'on', timezone: 'UTC', log_timezone: 'UTC', jit: 'off' }
  return Object.entries({ ...listen, ...quiet, ...plain, ...settings }).map(([name, value]) => `--${name}=${value}`)
}

async function ownAddress({ account, password }: Cluster): Promise<Address> {
  if (windows) return { host: '127.0.0.1', port: await freePort(), password }
  // a unix socket's path may have 107 bytes, and a temporary folder can be deep
  const parent = tmpdir().length < 70 ? tmpdir() : '/tmp'
  const host = await mkdtemp(join(parent, socketPrefix))
  if (account.uid !== undefined) await chown(host, account.uid, account.gid!)
  return { host, port: 5432, password }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

function urlOf({ host, port, password }: Address, user: string, database: string): string {
  const login = password ? `${user}:${password}` : user
  if (windows) return `postgresql://${login}@${host}:${port}/${database}`
  return `postgresql://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}

/** As the database's owner; nothing while nobody listens there or it is still starting or already stopping. */
async function connect(address: Address): Promise<Client | undefined> {
  const client = new Client({ connectionString: urlOf(address, 'postgres', 'postgres'), connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  return client.connect().then(
    () => client,
    () => undefined,
  )
}

async function takeLock(client: Client): Promise<boolean> {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [holderLock])
  if (!rows[0].held) await client.end()
  return rows[0].held
}

function heldBy({ dataDir }: Cluster): StartError {
  return new StartError(
    `Another Sizhen server is already running on DATA_DIR ${dataDir}: stop it or use another folder.`,
  )
}

/** A PostgreSQL still running over the folder: refuse when its server lives, end it when that server was killed. */
async function endOrphan(cluster: Cluster): Promise<void> {
  for (let wait = 0; ; wait += 1) {
    const file = await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8').catch(() => '')
    const [pid, , , port, socket, listen] = file.split('\n').map((line) => line.trim())
    if (!pid || !exists(Number(pid))) {
      // the socket folder of a server that could not tidy up
      if (socket && basename(socket).startsWith(socketPrefix)) await rm(socket, { recursive: true, force: true })
      return
    }
    const host = windows ? listen : socket
    const client = host && (await connect({ host, port: Number(port), password: cluster.password }))
    if (client) {
      if (!(await takeLock(client))) throw heldBy(cluster)
      signalPostmaster(cluster, 'SIGINT', Number(pid))
      await client.end().catch(() => {})
    } else if (!host || wait > 100) return
    await sleep(50)
  }
}

async function signalPostmaster({ folder }: Cluster, signal: NodeJS.Signals, known?: number): Promise<void> {
  const pid = known ?? Number.parseInt(await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => ''), 10)
  if (pid && exists(pid)) process.kill(pid, signal)
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function alive(child: ChildProcess | undefined): boolean {
  return child !== undefined && child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

async function ensureDatabase(address: Address): Promise<void> {
  const client = await connect(address)
  if (!client) throw new StartError('The embedded PostgreSQL stopped while starting.')
  try {
    const { rows } = await client.query(`select 1 from pg_database where datname = 'sizhen'`)
    if (rows.length) return
    const login = address.password ? ` password '${address.password}'` : ''
    const role = await client.query(`select 1 from pg_roles where rolname = 'sizhen'`)
    if (!role.rows.length) await client.query(`create role sizhen login createdb${login}`)
    await client.query('create database sizhen owner sizhen')
  } finally {
    await client.end()
  }
}
