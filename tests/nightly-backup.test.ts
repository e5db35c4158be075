import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Backup } from '#server/backup/reader.ts'
import { jobsOf } from '#server/job-list.ts'
import { storeJob } from '#server/jobs/job.ts'
import { startJobs } from '#server/jobs/worker.ts'
import { nightlyBackup, problemOf } from '#server/modules/backups/jobs.ts'
import { addDays, runAt } from '#server/platform/clock.ts'
import { readEnv } from '#server/platform/env.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { noKey, sql } from './setup/backups.ts'
import { asApplication, freshDatabase } from './setup/database.ts'
import { anAccount, aSecret, aSquad, aUnion } from './setup/factories.ts'
import { temporaryFolder } from './setup/folder.ts'

const night = new Date('2026-11-10T18:40:00Z')
const taken = 'sizhen-20261110T184000Z.gz'

let url: string
let app: TestApp
let home: string
let tokens: Record<'COMMAND' | 'DISTRICT' | 'SQUAD', string>

beforeAll(async () => {
  url = await freshDatabase()
  app = await startTestApp({}, asApplication(url))
  const district = await aUnion({ level: 'DISTRICT' })
  const { id } = await aUnion({ parentId: district.id })
  const squadId = await aSquad(id)
  const member = async (unionId: string, given: Parameters<typeof anAccount>[1]) =>
    aSecret((await anAccount(unionId, given)).id)
  tokens = {
    COMMAND: await member(id, {}),
    DISTRICT: await member(district.id, { role: 'DISTRICT' }),
    SQUAD: await member(id, { role: 'SQUAD', squadId }),
  }
})
beforeEach(async () => {
  home = await temporaryFolder()
  await db.backupRun.deleteMany()
  await sql(url, 'DELETE FROM graphile_worker._private_jobs')
})
afterAll(() => app.close())

const jobAt = (BACKUP_DIR: string, BACKUP_KEEP = 7) =>
  nightlyBackup({ BACKUP_DIR, BACKUP_KEEP, BACKUP_RECIPIENTS: [], DATA_DIR: 'nowhere' }, url)

/** Runs the job as if it were that moment. */
const backUpAt = (moment: Date, BACKUP_DIR: string, keep?: number) =>
  runAt(moment, () => jobAt(BACKUP_DIR, keep).run({ payload: {}, signal: new AbortController().signal }))

type State = { problem: string | null; failures: number; isLate: boolean; bytes: number | null; goodAt: string | null }

const stateFor = (token: string) =>
  app.gql<{ backupState: State }>(token, '{ backupState { problem failures isLate bytes goodAt } }')

const state = async () => (await stateFor(tokens.COMMAND)).data!.backupState

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${app.url}/metrics`)).text()
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
}

test('a backup is written under its name, is whole, and is told to the command centre and /metrics', async () => {
  const folder = join(home, 'a', 'b')
  const now = new Date()
  await backUpAt(now, folder)
  const [name, ...others] = await readdir(folder)
  expect([name, others]).toEqual([expect.stringMatching(/^sizhen-\d{8}T\d{6}Z\.gz$/), []])
  const backup = await Backup.open(join(folder, name!), noKey)
  expect(backup.contents.rows.get('Account')).toBe(3)
  await backup.close()
  expect(await state()).toEqual({
    problem: null,
    failures: 0,
    isLate: false,
    bytes: expect.any(Number),
    goodAt: now.toISOString(),
  })
  expect(await metric('sizhen_backup_age_seconds')).toBeLessThan(60)
  expect(await metric('sizhen_backup_failures')).toBe(0)
})

test('as many are kept as are to be, the newest, and no other file is touched', async () => {
  await writeFile(join(home, 'sizhen-before-the-move.gz'), 'mine')
  const left = join(home, 'sizhen-20200101T000000Z.gz.part-1')
  await writeFile(left, 'half')
  await utimes(left, new Date(0), new Date(0))
  await writeFile(join(home, 'sizhen-20200101T000000Z.gz.part-2'), 'half')
  const first = new Date('2026-11-01T18:40:00Z')
  for (let night = 0; night < 4; night++) await backUpAt(addDays(first, night), home, 2)
  expect((await readdir(home)).sort()).toEqual([
    'sizhen-20200101T000000Z.gz.part-2',
    'sizhen-20261103T184000Z.gz',
    'sizhen-20261104T184000Z.gz',
    'sizhen-before-the-move.gz',
  ])
})

test.each([
  ['a folder whose path is a file', 'FOLDER', (path: string) => writeFile(path, 'a file')],
  [
    'a folder in which its own name is taken by a folder',
    'OTHER',
    (path: string) => mkdir(join(path, taken), { recursive: true }),
  ],
])(
  '%s fails as %s: it is stored, told, tried again in an hour, and leaves what was there',
  async (_, problem, spoil) => {
    await backUpAt(addDays(night, -1), home)
    const folder = join(home, 'spoilt')
    await spoil(folder)
    await backUpAt(night, folder)
    expect(await state()).toMatchObject({ problem, failures: 1 })
    expect(await metric('sizhen_backup_failures')).toBe(1)
    const jobs = await sql(url, `SELECT task_identifier AS task, run_at AS at FROM graphile_worker.jobs`)
    expect(jobs).toEqual([{ task: 'nightly_backup', at: new Date(night.getTime() + 3_600_000) }])
    expect((await readdir(home)).filter((name) => name.endsWith('.gz'))).toHaveLength(1)
    await rm(folder, { recursive: true })
    await backUpAt(new Date(night.getTime() + 3_600_000), folder)
    expect(await state()).toMatchObject({ problem: null, failures: 0 })
  },
)

test('a folder that nobody can make fails as FOLDER, and one on a full disk as SPACE', async () => {
  await writeFile(join(home, 'file'), 'a file')
  await backUpAt(night, join(home, 'file', 'backups'))
  expect(await state()).toMatchObject({ problem: 'FOLDER' })
  // on Linux this device is a disk without space
  if (!existsSync('/dev/full')) return
  const error = await writeFile('/dev/full', 'text').catch((thrown) => thrown)
  expect(problemOf(error)).toBe('SPACE')
})

test('no good backup for 36 hours is late; so is none at all once there are accounts for as long', async () => {
  expect((await state()).isLate).toBe(false)
  await db.backupRun.create({ data: { at: addDays(new Date(), -1), bytes: 1 } })
  expect((await state()).isLate).toBe(false)
  await db.backupRun.updateMany({ data: { at: addDays(new Date(), -1.6) } })
  expect((await state()).isLate).toBe(true)
  expect(await metric('sizhen_backup_age_seconds')).toBeGreaterThan(36 * 3600)
  await db.backupRun.deleteMany()
  await db.account.updateMany({ data: { createdAt: addDays(new Date(), -2) } })
  expect((await state()).isLate).toBe(true)
})

test('the state is for those who answer for the data', async () => {
  expect((await stateFor(tokens.DISTRICT)).errors).toBeUndefined()
  expect((await stateFor(tokens.SQUAD)).errors![0]!.extensions.code).toBe('FORBIDDEN')
  expect((await app.gql(null, '{ backupState { failures } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
})

test('of several nodes one makes it, and with BACKUP_KEEP=0 none does', async () => {
  const env = { ...readEnv({}), BACKUP_DIR: home }
  const database = { url: asApplication(url), ownerUrl: url }
  const names = (keep: number) => jobsOf({ ...env, BACKUP_KEEP: keep }, database).map(({ name }) => name)
  expect(names(1)).toContain('nightly_backup')
  expect(names(0)).not.toContain('nightly_backup')
  const workers = [1, 2].map(() => startJobs({ url: database.url, jobs: jobsOf(env, database) }))
  const { text, values } = storeJob(jobAt(home), {})
  await sql(url, text, values)
  await expect.poll(() => db.backupRun.count(), { timeout: 60_000 }).toBe(1)
  await Promise.all(workers.map((worker) => worker.stop()))
  expect(await readdir(home)).toHaveLength(1)
  expect(await db.backupRun.count()).toBe(1)
})
