import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { accountNobody } from '#server/postgres/binaries.ts'
import { openCluster } from '#server/postgres/cluster.ts'
import { joinPostgres, type Postgres, startPostgres } from '#server/postgres/embedded.ts'
import { runAlone } from '#server/postgres/process.ts'
import { sql } from './setup/backups.ts'
import { temporaryFolder } from './setup/folder.ts'

/** A data folder that was stopped well, which each test gets a copy of. */
let made: string
/** The parent of the copies, and the copy of the test. */
let parent: string
let folder: string
const running: Postgres[] = []

beforeAll(async () => {
  parent = await temporaryFolder()
  made = join(parent, 'made')
  const { ownerUrl, stop } = await startPostgres(made, { fsync: 'off' })
  await sql(ownerUrl, 'CREATE TABLE kept AS SELECT 7 AS id')
  await stop()
  return () => rm(parent, { recursive: true, force: true, maxRetries: 5 })
})

beforeEach(() => {
  folder = join(parent, expect.getState().currentTestName!.replace(/\W+/g, '-').slice(-30))
  copyTo(made, folder)
})

afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop()
})

const copyTo = (from: string, to: string) => execFileSync('cp', ['-a', from, to])

async function started(dataDir = folder): Promise<Postgres> {
  const postgres = await startPostgres(dataDir, { fsync: 'off' })
  running.push(postgres)
  return postgres
}

const kept = async ({ ownerUrl }: Postgres) =>
  (await sql(ownerUrl, 'SELECT id FROM kept ORDER BY 1')).map(({ id }) => id)

describe('the number of a process in the folder', () => {
  const fileOf = (dataDir: string) => join(dataDir, 'postgres', 'postmaster.pid')
  const left = (pid: number, began: number) =>
    `${pid}\n${join(folder, 'postgres')}\n${began}\n5432\n/nowhere/sizhen-gone\n\n  2212157         4\nready   \n`

  test.each(['sleep', 'postgres'])(
    'that belongs to another program, named %s, does not keep the server from starting',
    async (name) => {
      // a program of PostgreSQL's name and account, with a start of its own, as after a power cut
      const program = join(parent, name)
      execFileSync('cp', ['-f', '/bin/sleep', program])
      const account = process.getuid?.() === 0 ? accountNobody() : {}
      const other = spawn(program, ['100'], { ...account, cwd: '/', stdio: 'ignore' })
      onTestFinished(() => void other.kill())
      await once(other, 'spawn')
      await writeFile(fileOf(folder), left(other.pid!, Math.floor(Date.now() / 1000)))
      expect(await kept(await started())).toEqual([7])
      expect([other.exitCode, other.signalCode]).toEqual([null, null])
    },
  )

  test('that belongs to the PostgreSQL of another folder is not taken for its own', async () => {
    const other = await started(made)
    const text = await readFile(fileOf(made), 'utf8')
    await writeFile(fileOf(folder), text.replace(join(made, 'postgres'), join(folder, 'postgres')))
    const joined = await joinPostgres(folder)
    running.push(joined)
    expect(joined.url).not.toBe(other.url)
    expect(await kept(other)).toEqual([7])
  })
})

describe('a data folder', () => {
  test('that was copied while its server runs is its own', async () => {
    const original = await started()
    const copy = `${folder}-copy`
    copyTo(folder, copy)
    await sql(original.ownerUrl, 'INSERT INTO kept VALUES (8)')
    const joined = await joinPostgres(copy)
    expect(await kept(joined)).toEqual([7])
    await joined.stop()
    const second = await started(copy)
    await sql(second.ownerUrl, 'INSERT INTO kept VALUES (9)')
    expect(await kept(second)).toEqual([7, 9])
    expect(await kept(original)).toEqual([7, 8])
    await second.stop()
    expect(await kept(original)).toEqual([7, 8])
  })

  test('that was moved starts, and so does one that a link leads to, once', async () => {
    const moved = `${folder}-moved`
    await rename(folder, moved)
    const link = `${folder}-link`
    await symlink(moved, link)
    const first = await started(moved)
    expect((await joinPostgres(link)).url).toBe(first.url)
    await expect(startPostgres(link)).rejects.toThrow('Another Sizhen server is already running')
    expect(await kept(first)).toEqual([7])
  })

  test('of an earlier version, which let everybody in, gets a password', async () => {
    const rules = join(folder, 'postgres', 'pg_hba.conf')
    await runAlone(await openCluster(folder), 'ALTER ROLE postgres PASSWORD NULL\n')
    await runAlone(await openCluster(folder), 'DROP ROLE sizhen_app\n')
    await writeFile(rules, (await readFile(rules, 'utf8')).replaceAll('scram-sha-256', 'trust'))
    await rm(join(folder, 'postgres-password'))
    const postgres = await started()
    expect(await kept(postgres)).toEqual([7])
    expect((await stat(join(folder, 'postgres-password'))).mode & 0o777).toBe(0o600)
    for (const role of ['postgres', 'sizhen', 'sizhen_app']) {
      const url = Object.assign(new URL(postgres.url), { username: role, password: 'guessed' })
      await expect(sql(url.href, 'SELECT 1')).rejects.toThrow(`password authentication failed for user "${role}"`)
    }
  })

  test('whose password was lost gets another one', async () => {
    await rm(join(folder, 'postgres-password'))
    expect(await kept(await started())).toEqual([7])
  })

  test('whose server was killed is taken over while a copy of it runs', async () => {
    const copy = `${folder}-copy`
    copyTo(folder, copy)
    const program = ['--import', 'tsx', 'tests/setup/hold-data.ts', folder]
    const server = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'ignore'] })
    await once(server.stdout, 'data')
    const beside = await started(copy)
    server.kill('SIGKILL')
    await once(server, 'exit')
    await sleep(100)
    expect(await kept(await started())).toEqual([7])
    expect(await kept(beside)).toEqual([7])
  })
})
