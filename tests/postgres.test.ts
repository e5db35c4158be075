import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { root } from '#server/platform/paths.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { takeLock } from '#server/postgres/folder-lock.ts'
import { temporaryFolder } from './setup/folder.ts'

// each test starts processes, which takes long on a busy machine
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const asRoot = process.getuid?.() === 0

// the servers of one test after another work on this one, each gone before the next
let dataDir: string

beforeAll(async () => {
  dataDir = await temporaryFolder()
})

afterAll(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))

test('a second server on the same folder is refused and the first goes on', async () => {
  const first = await hold(dataDir)
  const second = await hold(dataDir)
  expect(second.said).toContain(`Another Sizhen server is already running on DATA_DIR ${dataDir}`)
  expect(second.child.exitCode).toBe(1)
  expect(await ask(first.said, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('of two that start at once on a new folder one is refused', async () => {
  const folder = await dataFolder()
  const both = await Promise.all([hold(folder), hold(folder)])
  expect(both.map(({ said }) => said).sort()).toEqual([
    expect.stringContaining('Another Sizhen server'),
    expect.stringMatching(/^postgresql:/),
  ])
})

test('who loses the connection on the way to the lock does not fail, and may try again', async () => {
  const { said: url } = await hold(dataDir)
  const client = new Client({ connectionString: url }).on('error', () => {})
  await client.connect()
  await client.query('select pg_terminate_backend(pg_backend_pid())').catch(() => {})
  expect(await takeLock(client)).toBe(undefined)
})

test('what was committed outlives a killed server', async () => {
  const first = await hold(dataDir)
  await ask(first.said, 'create table kept (id int)')
  await ask(first.said, 'insert into kept values (7)')
  first.child.kill('SIGKILL')
  const next = await hold(dataDir)
  expect(await ask(next.said, 'select id from kept')).toEqual([{ id: 7 }])
})

// finding the processes to kill needs /proc
test.runIf(process.platform === 'linux')('a PostgreSQL left behind is taken over', async () => {
  const first = await hold(dataDir)
  await ask(first.said, 'create table left_behind (id int)')
  await killWithGuard(first.child)
  const next = await hold(dataDir)
  expect(await ask(next.said, 'select id from left_behind')).toEqual([])
})

test('a PostgreSQL that is killed comes back at the same address', async () => {
  const { said: url } = await hold(dataDir)
  const before = await postmaster()
  process.kill(before, 'SIGKILL')
  await expect.poll(() => ask(url, 'select 1 as one').catch(() => []), { timeout: 120_000 }).toEqual([{ one: 1 }])
  expect(await postmaster()).not.toBe(before)
})

test('the database is UTF-8 with checksums, durable, and off the network', async () => {
  const { said: url } = await hold(dataDir)
  const settings = ['server_encoding', 'data_checksums', 'synchronous_commit', 'fsync', 'listen_addresses']
  const values = settings.map((name) => `current_setting('${name}') as ${name}`).join(', ')
  expect(await ask(url, `select ${values}`)).toEqual([
    { server_encoding: 'UTF8', data_checksums: 'on', synchronous_commit: 'on', fsync: 'on', listen_addresses: '' },
  ])
})

test('a folder of another PostgreSQL version is left alone', async () => {
  const folder = await dataFolder()
  await mkdir(join(folder, 'postgres'))
  await writeFile(join(folder, 'postgres', 'PG_VERSION'), '17\n')
  await expect(startPostgres(folder)).rejects.toThrow('made by PostgreSQL 17, this is PostgreSQL 18')
})

test('a folder that PostgreSQL cannot reach is refused with a sentence', async () => {
  const closed = await dataFolder()
  const folder = join(closed, 'data')
  await mkdir(folder)
  await chmod(closed, asRoot ? 0o700 : 0o000)
  onTestFinished(() => chmod(closed, 0o755))
  await expect(startPostgres(folder)).rejects.toThrow(new RegExp(`^DATA_DIR ${folder} cannot be (reached|used)`))
})

async function dataFolder(): Promise<string> {
  const folder = await temporaryFolder()
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** Runs a small server on the folder; `said` is its URL, or why it ended. */
async function hold(dataDir: string): Promise<{ child: ChildProcess; said: string }> {
  const program = ['--import', 'tsx', join(root, 'tests', 'setup', 'hold-data.ts'), dataDir]
  const child = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  onTestFinished(async () => {
    child.kill()
    await ended
  })
  let said = ''
  const spoken = new Promise<void>((resolve) => {
    child.stdout.on('data', (text) => {
      said += text
      resolve()
    })
  })
  child.stderr.on('data', (text) => {
    said += text
  })
  await Promise.race([spoken, ended])
  return { child, said: said.trim() }
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client(url)
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

async function postmaster(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
}

// the worst case: whatever would have ended PostgreSQL with its server is killed first
async function killWithGuard(server: ChildProcess): Promise<void> {
  const children = async (pid: number) => {
    const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
    return list.trim().split(/\s+/).map(Number)
  }
  const [guard] = await children(server.pid!)
  const [, watcher] = await children(guard!)
  for (const pid of [watcher, guard, server.pid]) process.kill(pid!, 'SIGKILL')
}
