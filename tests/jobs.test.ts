import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { storeJob } from '#server/jobs/job.ts'
import { startJobs, type Worker } from '#server/jobs/worker.ts'
import { root } from '#server/platform/paths.ts'
import { sql } from './setup/backups.ts'
import { asApplication, freshDatabase } from './setup/database.ts'
import { writtenJob } from './setup/job-node.ts'
import { aProxy } from './setup/proxy.ts'

let url: string
const workers: Worker[] = []
const processes: ChildProcess[] = []

beforeEach(async () => {
  url = await freshDatabase()
  await sql(url, 'CREATE TABLE "Line" (id serial, text text)')
})
afterEach(async () => {
  for (const each of processes.splice(0)) each.kill('SIGKILL')
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
})

/** Starts a worker of this process, as the node of this name. */
function aNode(name: string, way = asApplication(url), patience: object = { lookMs: 100, graceMs: 1000 }): Worker {
  const worker = startJobs({ url: way, ...patience, jobs: [writtenJob(url, name)] })
  workers.push(worker)
  return worker
}

/** Starts the node `process`, which is a process of its own. */
function aProcess(way = asApplication(url), graceMs = 1000): ChildProcess {
  const program = ['--import', 'tsx', join(root, 'tests', 'setup', 'job-node.ts'), way, url, String(graceMs)]
  const child = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  processes.push(child)
  return child
}

async function store(number: number, ms: number): Promise<void> {
  const { text, values } = storeJob(writtenJob(url, ''), { number, ms })
  await sql(url, text, values)
}

const lines = async (): Promise<string[]> =>
  (await sql(url, 'SELECT text FROM "Line" ORDER BY id')).map(({ text }) => text)

const storedJobs = () => sql(url, 'SELECT attempts, locked_by FROM graphile_worker.jobs')

const soon = { timeout: 60_000 }

test('a stored job runs once, whichever of the nodes takes it', async () => {
  for (let i = 0; i < 20; i++) await store(i, 50)
  // with the patience of a real node: a busy machine lets one of these wait for longer than the others' tests do
  aNode('one', asApplication(url), {})
  aNode('other', asApplication(url), {})
  await expect.poll(storedJobs, soon).toEqual([])
  const all = (await lines()).map((line) => line.replace(/^\w+ /, ''))
  expect(all.sort()).toEqual(
    Array.from({ length: 20 }, (_, i) => [`begins ${i}`, `ends ${i}`])
      .flat()
      .sort(),
  )
  await store(20, 0)
  await expect.poll(async () => (await lines()).at(-1)).toContain('ends 20')
})

test('a job is stored with the transaction that stores it, and with a key it replaces one that waits', async () => {
  const client = new Client(url)
  await client.connect()
  const later = { runAt: new Date(Date.now() + 3_600_000), key: 'one' }
  const { text, values } = storeJob(writtenJob(url, ''), { number: 1, ms: 0 }, later)
  await client.query('BEGIN')
  await client.query(text, values as unknown[])
  await client.query('ROLLBACK')
  expect(await storedJobs()).toEqual([])
  for (let i = 0; i < 2; i++) await client.query(text, values as unknown[])
  await client.end()
  expect(await storedJobs()).toEqual([{ attempts: 0, locked_by: null }])
})

describe('a job under way', () => {
  test('is done by another node when its own is killed', async () => {
    const killed = aProcess()
    await store(1, 2000)
    await expect.poll(lines, soon).toEqual(['process begins 1'])
    aNode('other')
    killed.kill('SIGKILL')
    await expect.poll(lines, soon).toEqual(['process begins 1', 'other begins 1', 'other ends 1'])
    await expect.poll(storedJobs).toEqual([])
  })

  test('is left to a node that lives, also when the connection that says so is ended', async () => {
    aNode('one')
    await store(1, 3000)
    await expect.poll(lines, soon).toEqual(['one begins 1'])
    aNode('other')
    for (let i = 0; i < 3; i++) {
      await sleep(700)
      await sql(
        asApplication(url),
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'sizhen jobs' AND datname = current_database()`,
      )
    }
    await expect.poll(storedJobs, soon).toEqual([])
    expect(await lines()).toEqual(['one begins 1', 'one ends 1'])
  })

  test('is told to end on a node that can’t say that it lives, before another does it', async () => {
    const way = await aProxy(asApplication(url))
    const child = aProcess(way.url)
    await store(1, 2500)
    await expect.poll(lines, soon).toEqual(['process begins 1'])
    aNode('other')
    way.cut()
    await expect.poll(lines, soon).toEqual(['process begins 1', 'other begins 1', 'other ends 1'])
    await way.mend()
    await workers.pop()!.stop()
    await store(2, 0)
    await expect.poll(async () => (await lines()).at(-1), soon).toBe('process ends 2')
    child.kill('SIGKILL')
    way.close()
  })

  test('that ends while the database is away is run again when it is back', async () => {
    const way = await aProxy(asApplication(url))
    // it gives up a job after half its grace, and this one must end first
    aProcess(way.url, 10_000)
    await store(1, 3000)
    await expect.poll(lines, soon).toEqual(['process begins 1'])
    const tries = way.refuse()
    await expect.poll(lines, soon).toContain('process ends 1')
    // the node tries to unlock the job at once, and to say that it lives again and again: both have failed by then
    const before = tries()
    await expect.poll(() => tries() - before, soon).toBeGreaterThan(8)
    await way.mend()
    await expect.poll(storedJobs, soon).toEqual([])
    expect(await lines()).toEqual(['process begins 1', 'process ends 1', 'process begins 1', 'process ends 1'])
    way.close()
  })

  test('is told to end when its node stops, and waits for the next try', async () => {
    const node = aNode('one')
    await store(1, 60_000)
    await expect.poll(lines, soon).toEqual(['one begins 1'])
    const began = performance.now()
    await node.stop()
    expect(performance.now() - began).toBeLessThan(2900)
    expect(await storedJobs()).toEqual([{ attempts: 1, locked_by: null }])
  })
})
