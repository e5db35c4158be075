import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { cp, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { storeAlarms } from '#server/jobs/alarm.ts'
import { issueAlarms } from '#server/modules/issues/alarm.ts'
import { readEnv } from '#server/platform/env.ts'
import { root } from '#server/platform/paths.ts'
import { databaseIn } from '#server/postgres/address.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { migrate, readMigrations } from '#server/postgres/migrate.ts'
import { prepareDatabase } from '#server/postgres/prepare.ts'
import { isPractice, loadPracticeData, refuseOpenPractice } from '#server/practice.ts'
import { startTestApp } from './setup/app.ts'
import { backUp, backupFolder, contentsOf, epochsOf, restoreInto, sql } from './setup/backups.ts'
import { runCommand } from './setup/commands.ts'
import { emptyDatabase, freshDatabase } from './setup/database.ts'
import { practiceDatabase, practicePassword } from './setup/practice.ts'
import { deeds } from './setup/random-deeds.ts'
import { aSmallUnion } from './setup/small-union.ts'

// each test starts processes, which takes long on a busy machine
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const folder = await backupFolder()

describe('the practice data, backed up and restored by the commands', () => {
  const file = join(folder, 'practice.gz')
  let practice: string
  let restored: string

  beforeAll(async () => {
    practice = await practiceDatabase()
  }, 240_000)
  afterAll(() => closeDb())

  test('is the same in every table, in another life', async () => {
    const made = await runCommand('backup', [file], { env: { DATABASE_URL: practice } })
    expect(made).toMatchObject({ code: 0, said: expect.stringMatching(/Backed up to .* 张表共 [\d,]+ 行/) })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    restored = await emptyDatabase()
    const done = await runCommand('restore', [file], { env: { DATABASE_URL: restored } })
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('npm run verify-tallies') })
    expect(await contentsOf(restored)).toEqual(await contentsOf(practice))
    const indexes = `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`
    expect(await sql(restored, indexes)).toEqual(await sql(practice, indexes))
    const [before, after] = [await epochsOf(practice), await epochsOf(restored)]
    expect(after.map(({ head }) => head)).toEqual(before.map(({ head }) => head))
    expect(after.filter(({ epoch }, i) => epoch === before[i]!.epoch)).toEqual([])
  })

  test('is not written over, neither the file nor the database', async () => {
    const [fileThen, rowsThen] = [await stat(file), await contentsOf(restored)]
    await expect(backUp(practice, file)).rejects.toThrow('is there already')
    const twice = await runCommand('restore', [file], { env: { DATABASE_URL: restored } })
    expect(twice).toMatchObject({ code: 1, said: expect.stringMatching(/^The database is not empty: \w+ has rows/) })
    expect((await stat(file)).mtimeMs).toBe(fileThen.mtimeMs)
    expect(await contentsOf(restored)).toEqual(rowsThen)
    expect((await runCommand('backup', [file, '--overwrite'], { env: { DATABASE_URL: practice } })).code).toBe(0)
  })

  test('is still known as practice data, and not loaded again', async () => {
    const before = await contentsOf(restored)
    openDb(restored)
    const env = readEnv({ DATABASE_URL: restored })
    await loadPracticeData(env, databaseIn(env)!)
    expect(await isPractice()).toBe(true)
    await expect(refuseOpenPractice({ ...env, HOST: '0.0.0.0' })).rejects.toThrow('is refused')
    expect(await contentsOf(restored)).toEqual(before)
    await closeDb()
  })

  test('goes on at the next seq, and a cursor of the life before starts again', async () => {
    await prepareDatabase({ url: restored, ownerUrl: restored })
    const app = await startTestApp({}, restored)
    onTestFinished(app.close)
    const command = await app.signInAs('command', practicePassword)
    const lives = await Promise.all([epochsOf(practice), epochsOf(restored)])
    const [before, after] = lives.map((streams) => streams.reduce((a, b) => (a.head > b.head ? a : b)))
    const batch = 'subscription ($epoch: ID) { boardEvents(after: 1, epoch: $epoch) { reset epoch } }'
    const first = app.socket(command).iterate({ query: batch, variables: { epoch: before!.epoch } })
    const { value } = await first.next()
    expect(value.data.boardEvents).toEqual({ reset: true, epoch: after!.epoch })
    const list = '{ enterprises(first: 1) { edges { node { id } } } }'
    const { data } = await app.gql<{ enterprises: { edges: { node: { id: string } }[] } }>(command, list)
    const enterpriseId = data!.enterprises.edges[0]!.node.id
    const issue = { enterpriseId, kind: 'DIFFICULTY', category: 'TAX', severity: 'LOW', source: 'CALL', title: '税费' }
    const answer = await app.change(command, 'openIssue', issue, 'issue { id }')
    const [{ head }] = await sql(restored, 'SELECT max(head) AS head FROM "Stream"')
    expect(answer.data!.openIssue!.seq).toBe(head)
    // a backup holds no jobs: a start stores those of the issues' clocks again
    await storeAlarms(issueAlarms)
    const waiting = `SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE key LIKE 'issue_clock %'`
    const alarms = 'SELECT count(*)::int AS count FROM "Issue" WHERE "alarmAt" IS NOT NULL'
    expect(await sql(restored, waiting)).toEqual(await sql(restored, alarms))
    const [{ gaps }] = await sql(
      restored,
      'SELECT count(*) - max(seq) AS gaps FROM "Event" GROUP BY "unionId" ORDER BY 1',
    )
    expect(Number(gaps)).toBe(0)
  })

  test('goes from a server to an embedded database and back, while that one serves', async () => {
    const DATA_DIR = join(folder, 'data')
    const missing = await runCommand('backup', [join(folder, 'none.gz')], { env: { DATA_DIR } })
    expect(missing).toMatchObject({ code: 1, said: expect.stringContaining('nothing to back up') })
    expect(await runCommand('restore', [file], { env: { DATA_DIR } })).toMatchObject({ code: 0 })
    const server = spawn(process.execPath, ['--import', 'tsx', 'tests/setup/hold-data.ts', DATA_DIR], { cwd: root })
    onTestFinished(async () => {
      server.kill()
      await once(server, 'exit')
    })
    const [url] = await once(server.stdout, 'data')
    expect(await contentsOf(String(url).trim())).toEqual(await contentsOf(practice))
    const refused = await runCommand('restore', [file], { env: { DATA_DIR } })
    expect(refused).toMatchObject({
      code: 1,
      said: expect.stringContaining('Another Sizhen server is already running'),
    })
    const embedded = join(folder, 'embedded.gz')
    expect(await runCommand('backup', [embedded], { env: { DATA_DIR } })).toMatchObject({ code: 0 })
    const back = await emptyDatabase()
    await restoreInto(back, embedded)
    expect(await contentsOf(back)).toEqual(await contentsOf(practice))
  })
})

test('a backup while everybody writes is one moment of it', async () => {
  const url = await freshDatabase()
  openDb(url)
  onTestFinished(() => closeDb())
  const union = await aSmallUnion()
  let writing = true
  const names = [...deeds.keys()]
  const writer = async (own: number) => {
    for (let i = own; writing; i += 3) {
      const draw = { squad: i % 2, enterprise: i % 3, row: i % 7, quantity: (i * 7) % 90, yes: i % 2 === 0 }
      await deeds.get(names[i % names.length]!)!(union, draw).catch(() => null)
    }
  }
  const writers = [0, 1, 2].map(writer)
  const heads: number[] = []
  const copies: string[] = []
  for (let i = 0; i < 3; i++) {
    heads.push((await epochsOf(url))[0]!.head)
    const file = join(folder, `${randomUUID()}.gz`)
    await backUp(url, file)
    heads.push((await epochsOf(url))[0]!.head)
    copies.push(file)
    await expect.poll(async () => (await epochsOf(url))[0]!.head).toBeGreaterThan(heads.at(-1)! + 5)
  }
  writing = false
  await Promise.all(writers)
  await closeDb()
  for (const [i, file] of copies.entries()) {
    const copy = await emptyDatabase()
    await restoreInto(copy, file)
    const [last] = await sql(
      copy,
      `SELECT s.head, s.tally @> coalesce(e."unionTally", jsonb_strip_nulls(e."unionChange")) AS level,
         (SELECT count(*)::int FROM "Event") AS events
       FROM "Stream" s JOIN "Event" e ON e."unionId" = s."unionId" AND e.seq = s.head`,
    )
    expect(last).toEqual({ head: last.head, level: true, events: last.head })
    expect(last.head).toBeGreaterThanOrEqual(heads[2 * i]!)
    expect(last.head).toBeLessThanOrEqual(heads[2 * i + 1]!)
    expect(await sql(copy, apart)).toEqual([])
  }
})

/**
 * Rows and log that are not of one moment: a squad's tally that is not its newest event's, a visit or an event alone.
 */
const apart = `
  SELECT 'SquadTally' AS what, "squadId" AS id FROM "SquadTally" q WHERE tally <> coalesce(
    (SELECT e."squadTally" FROM "Event" e WHERE e."squadId" = q."squadId" ORDER BY e.seq DESC LIMIT 1), tally)
  UNION ALL SELECT 'Visit', id FROM "Visit" v WHERE NOT EXISTS (SELECT 1 FROM "Event" e WHERE e."subjectId" = v.id)
  UNION ALL SELECT 'Event', "subjectId" FROM "Event" e
    WHERE e."subjectType" = 'Visit' AND NOT EXISTS (SELECT 1 FROM "Visit" v WHERE v.id = e."subjectId")
  UNION ALL SELECT 'Receipt', "clientId" FROM "Receipt" r WHERE r.seq IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM "Event" e WHERE e."unionId" = r."unionId" AND e.seq = r.seq)`

test('no table has a sequence, whose position a backup would not hold', async () => {
  const sequences = `SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'`
  expect(await sql(await freshDatabase(), sequences)).toEqual([])
})

test('the backup of an older version gets its rows first and then the migrations since', async () => {
  const older = await olderMigrations()
  const then = await emptyDatabase()
  await migrate(then, older)
  await sql(then, `INSERT INTO "TradeUnion" (id, name, level) VALUES (gen_random_uuid(), '老工会', 'SUBDISTRICT')`)
  const name = join(folder, 'older.gz')
  await backUp(then, name)
  const migrations = await readMigrations()
  const since = {
    name: '29990101000000_since',
    checksum: 'since',
    sql: `UPDATE "TradeUnion" SET name = name || '(新)'`,
  }
  const target = await emptyDatabase()
  await restoreInto(target, name, [...migrations, since])
  expect(await sql(target, 'SELECT name FROM "TradeUnion"')).toEqual([{ name: '老工会(新)' }])
  const recorded = await sql(target, 'SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1')
  expect(recorded.map((row) => row.name)).toEqual([...migrations, since].map((each) => each.name))
})

test('tables that are newer than the backup are not filled, empty as they are', async () => {
  const older = await olderMigrations()
  const then = await emptyDatabase()
  await migrate(then, older)
  const name = join(folder, 'then.gz')
  await backUp(then, name)
  const now = await freshDatabase()
  await expect(restoreInto(now, name)).rejects.toThrow('The tables of this database are newer than the backup')
})

/** The migrations without the last. */
async function olderMigrations(): Promise<string> {
  const older = join(folder, randomUUID())
  await cp(join(root, 'prisma', 'migrations'), older, { recursive: true })
  const names = (await readMigrations()).map(({ name }) => name)
  await rm(join(older, names.at(-1)!), { recursive: true })
  return older
}
