import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Prisma } from '#codegen/prisma/client.ts'
import { jobs } from '#server/job-list.ts'
import { pruneJob } from '#server/jobs/prune.ts'
import { pruneReceipts } from '#server/log/jobs.ts'
import { pruneSessions, pruneSignInLimits } from '#server/modules/people/jobs.ts'
import { openSession } from '#server/modules/people/sessions.ts'
import { pruneRosters } from '#server/modules/rosters/jobs.ts'
import { runAt } from '#server/platform/clock.ts'
import { closeDb, databaseUrl, db, openDb } from '#server/postgres/db.ts'
import { sql } from './setup/backups.ts'
import { freshDatabase } from './setup/database.ts'
import { openIssue } from './setup/mutations.ts'
import { aPreviewedRoster, rowsOfRoster } from './setup/rosters.ts'
import { aSmallUnion, type SmallUnion } from './setup/small-union.ts'

const dayMs = 86_400_000
const minuteMs = 60_000
const { signal } = new AbortController()

let union: SmallUnion

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
})
afterAll(() => closeDb())

/** A moment so many days before now. */
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs)

const runJob = (job: { run: (run: { payload: unknown; signal: AbortSignal }) => Promise<void> }) =>
  job.run({ payload: {}, signal })

/** Sets when the receipt of a clientId was written; null where there is none. */
const receiptOf = (clientId: string) => db.receipt.findFirst({ where: { clientId } })

describe('a receipt', () => {
  const issues = () => db.issue.count()

  test('outlives the last moment at which its input would be accepted, so that no deed is done twice', async () => {
    const happened = Date.now()
    const input = { clientId: randomUUID(), happenedAt: new Date(happened).toISOString() }
    const report = () => openIssue(union.command, union.enterprises[0], input)
    await report()
    const before = await issues()
    // the last moment at which the input is accepted: sixty days and the five minutes by which clocks may differ
    const last = 60 * dayMs + 4 * minuteMs
    await runAt(new Date(happened + last), report)
    expect(await issues()).toBe(before)
    // as if that moment were now, the receipt is there still
    await db.receipt.updateMany({ where: { clientId: input.clientId }, data: { at: new Date(happened - last) } })
    await runJob(pruneReceipts)
    expect(await receiptOf(input.clientId)).not.toBeNull()
    await runAt(new Date(happened + last), report)
    expect(await issues()).toBe(before)
    // when it is gone, the input is refused
    const after = 62 * dayMs + minuteMs
    await db.receipt.updateMany({ where: { clientId: input.clientId }, data: { at: new Date(happened - after) } })
    await runJob(pruneReceipts)
    expect(await receiptOf(input.clientId)).toBeNull()
    await expect(runAt(new Date(happened + after), report)).rejects.toThrow(/INVALID|sixty days|六十天/)
    expect(await issues()).toBe(before)
  })

  test('of an input without the time is kept for 400 days', async () => {
    const clientId = randomUUID()
    const open = () => openIssue(union.command, union.enterprises[0], { clientId })
    await open()
    await db.receipt.updateMany({ where: { clientId }, data: { at: daysAgo(399) } })
    await runJob(pruneReceipts)
    const before = await issues()
    await open()
    expect(await issues()).toBe(before)
    await db.receipt.updateMany({ where: { clientId }, data: { at: daysAgo(401) } })
    await runJob(pruneReceipts)
    expect(await receiptOf(clientId)).toBeNull()
  })
})

describe('a session', () => {
  /** A session with these columns, which was made 40 days ago. */
  const aSession = async (kind: 'BROWSER' | 'WALL' | 'TOKEN', set: { endedAt?: Date; expiresAt?: Date }) => {
    const { accountId, unionId } = union.command
    await openSession({ accountId, unionId, kind, name: randomUUID() })
    const { id } = await db.session.findFirstOrThrow({ where: { kind }, orderBy: { id: 'desc' } })
    await db.session.update({ where: { id }, data: set })
    return id
  }

  test('that has ended or expired a month ago is deleted, and tokens stay', async () => {
    const ids = [
      await aSession('BROWSER', { endedAt: daysAgo(31) }),
      await aSession('BROWSER', { expiresAt: daysAgo(31) }),
      await aSession('WALL', { expiresAt: daysAgo(31) }),
      await aSession('BROWSER', { endedAt: daysAgo(29) }),
      await aSession('BROWSER', { expiresAt: daysAgo(29) }),
      await aSession('TOKEN', { endedAt: daysAgo(500), expiresAt: daysAgo(500) }),
      await aSession('WALL', {}),
    ]
    await runJob(pruneSessions)
    const left = await db.session.findMany({ where: { id: { in: ids } }, select: { id: true } })
    expect(left.map(({ id }) => id).sort()).toEqual(ids.slice(3).sort())
  })
})

test('pairings, counts of failed sign-ins and previews that are over are deleted, and no others', async () => {
  const { unionId, accountId } = union.command
  const pairing = (expiresAt: Date) => ({ unionId, accountId, codeHash: randomUUID(), name: 'x', expiresAt })
  await db.wallPairing.createMany({ data: [pairing(daysAgo(2)), pairing(new Date())] })
  const limit = (key: string, expire: Date) => ({ key, points: 1, expire })
  await db.signInLimit.createMany({ data: [limit('over', daysAgo(0)), limit('lasts', daysAgo(-1))] })
  const rosters: string[] = []
  for (let i = 0; i < 3; i++) {
    await aPreviewedRoster(union.command, await rowsOfRoster(union.enterprises[0]))
    rosters.push((await db.rosterImport.findFirstOrThrow({ orderBy: { id: 'desc' } })).id)
  }
  const set = (id: string, data: object) => db.rosterImport.update({ where: { id }, data })
  await set(rosters[0]!, { createdAt: daysAgo(8) })
  await set(rosters[1]!, { createdAt: daysAgo(8), appliedAt: daysAgo(8) })
  for (const job of [pruneSessions, pruneSignInLimits, pruneRosters]) await runJob(job)
  expect(await db.wallPairing.count()).toBe(1)
  expect(await db.signInLimit.findMany()).toMatchObject([{ key: 'lasts' }])
  expect((await db.rosterImport.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)).toEqual(rosters.slice(1))
})

describe('old rows', () => {
  const receipts = (count: number, days: number) => db.$executeRaw`
    INSERT INTO "Receipt" ("actorId", "clientId", mutation, "inputHash", "isDated", at)
    SELECT ${union.command.accountId}::uuid, gen_random_uuid(), 'x', 'x', true, ${daysAgo(days)}::timestamptz
    FROM generate_series(1, ${count})`

  test('are deleted in batches of at most 1,000, and one that is locked is left', async () => {
    await receipts(2500, 70)
    await sql(
      databaseUrl,
      `CREATE TABLE "Deleted" (rows int);
       CREATE FUNCTION note_deleted() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN INSERT INTO "Deleted" SELECT count(*) FROM old_rows; RETURN NULL; END $$;
       CREATE TRIGGER note AFTER DELETE ON "Receipt" REFERENCING OLD TABLE AS old_rows
         FOR EACH STATEMENT EXECUTE FUNCTION note_deleted()`,
    )
    await db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM "Receipt" WHERE mutation = 'x' LIMIT 1 FOR UPDATE`
      await runJob(pruneReceipts)
    })
    const sizes = await sql(databaseUrl, 'SELECT rows FROM "Deleted"')
    expect(sizes.map(({ rows }) => rows)).toEqual([1000, 1000, 499, 0])
    expect(await db.receipt.count({ where: { mutation: 'x' } })).toBe(1)
  })

  test('are left when the job is told to end', async () => {
    await receipts(10, 70)
    const stopped = pruneReceipts.run({ payload: {}, signal: AbortSignal.abort() })
    await expect(stopped).rejects.toThrow('abort')
  })

  test('are found by an index, however few of a large table there are', async () => {
    await receipts(20_000, 0)
    await db.$executeRaw`ANALYZE "Receipt"`
    const plan = await db.$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT ctid FROM "Receipt" WHERE at < now() - make_interval(days => 62) AND "isDated"
      ORDER BY at LIMIT 1000 FOR UPDATE SKIP LOCKED`
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('Receipt_isDated_at_idx')
  })
})

test('each job has a name of its own, and a line of a crontab where the clock starts it', () => {
  expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length)
  const clocks = jobs.flatMap(({ clock }) => clock ?? [])
  expect(clocks.length).toBeGreaterThan(5)
  for (const clock of clocks) expect(clock).toMatch(/^\d+( (\d+|\*)){4}$/)
  expect(
    pruneJob('x', '* * * * *', [{ table: 'Receipt', column: 'at', keptDays: 1, where: Prisma.sql`true` }]).name,
  ).toBe('x')
})
