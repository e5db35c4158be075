import { randomUUID } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { schemaDrift } from '#prisma/engine.ts'
import { root } from '#server/platform/paths.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { emptyDatabase, freshDatabase } from './setup/database.ts'
import { temporaryFolder } from './setup/folder.ts'

const landed = join(root, 'prisma', 'migrations')

test('three that start together apply each migration once', async () => {
  const url = await emptyDatabase()
  const applied = (await Promise.all([migrate(url), migrate(url), migrate(url)])).flat()
  const names = (await readdir(landed)).filter((name) => /^\d{14}_/.test(name)).sort()
  expect(applied.sort()).toEqual(names)
  expect(await recorded(url)).toEqual(names)
  expect(await migrate(url)).toEqual([])
})

test('a migration changed after it was applied is refused', async () => {
  const url = await freshDatabase()
  const folder = await copyOfMigrations()
  const [first] = await recorded(url)
  const file = join(folder, first!, 'migration.sql')
  await writeFile(file, `${await readFile(file, 'utf8')}-- changed`)
  await expect(migrate(url, folder)).rejects.toThrow(`${first} was changed`)
})

test('a database that a newer version has used is refused', async () => {
  const url = await freshDatabase()
  const folder = await copyOfMigrations()
  await addMigration(folder, '29990101000000_later', 'create table later (id int)')
  expect(await migrate(url, folder)).toEqual(['29990101000000_later'])
  await expect(migrate(url)).rejects.toThrow('29990101000000_later, unknown here')
})

test('a migration that fails leaves nothing', async () => {
  const url = await freshDatabase()
  const folder = await copyOfMigrations()
  const before = await recorded(url)
  await addMigration(folder, '29990101000000_broken', 'create table broken (id int); select 1 / 0')
  await expect(migrate(url, folder)).rejects.toThrow('29990101000000_broken failed and changed nothing')
  expect(await recorded(url)).toEqual(before)
  expect(await migrate(url)).toEqual([])
})

test('closings that were forgotten when a campaign was opened again are found in the log', async () => {
  const url = await emptyDatabase()
  const folder = await copyOfMigrations()
  for (const name of (await readdir(folder)).filter((each) => /^\d{14}_/.test(each) && each >= '20261129161000')) {
    await rm(join(folder, name), { recursive: true })
  }
  await migrate(url, folder)
  const client = new Client(url)
  await client.connect()
  const unionId = randomUUID()
  const id = randomUUID()
  await client.query(`INSERT INTO "TradeUnion" (id, name, level) VALUES ('${unionId}', '街道', 'SUBDISTRICT');
    INSERT INTO "Stream" ("unionId") VALUES ('${unionId}')`)
  const append = (name: string, union: object) =>
    client.query('SELECT append_events($1, NULL, NULL, now(), NULL, $2, $3)', [
      unionId,
      id,
      JSON.stringify([{ name, subjectType: 'Campaign', subjectId: id, union }]),
    ])
  await append('campaign.created', { target: 100, resumption: { RESUMED: 1, FILED: 2 } })
  for (let visited = 1; visited <= 70; visited++) await append('visit.finished', { visited: 1 })
  await append('issue.opened', { resumption: { RESUMED: 1, FILED: -2 } })
  await append('campaign.closed', { target: -100 })
  await append('campaign.reopened', { target: 100 })
  await append('visit.finished', { visited: 1 })
  await append('campaign.closed', { target: -100 })
  await append('campaign.reopened', { target: 100 })
  await append('campaign.closed', { target: -100 })
  await client.query(
    `INSERT INTO "Campaign" (id, "unionId", title, plan, target, "startsOn", "endsOn", state, "closedAt", "closedSeq", "closedTally", "reopenReason")
     SELECT $1, "unionId", '深入百家', '', 100, '2020-03-01', '2020-03-31', 'CLOSED', now(), 77, '{}', '再补一家'
     FROM "Stream"`,
    [id],
  )
  await migrate(url)
  const { rows } = await client.query(
    `SELECT seq, (tally ->> 'visited')::int AS visited, tally -> 'target' AS target, tally -> 'resumption' AS resumption,
       "reopenedAt" IS NOT NULL AS reopened, "reopenReason" AS reason FROM "CampaignClosing" ORDER BY seq`,
  )
  await client.end()
  const all = { target: 100, resumption: { RESUMED: 2 } }
  expect(rows).toEqual([
    { seq: 72, visited: 70, reopened: true, reason: null, ...all },
    { seq: 75, visited: 71, reopened: true, reason: '再补一家', ...all },
    { seq: 77, visited: 71, reopened: false, reason: null, ...all },
  ])
})

test('the notes of TREAT become measures, and what was written with other notes stays', async () => {
  const url = await emptyDatabase()
  const before = await copyOfMigrations()
  const names = (await readdir(before)).filter((each) => /^\d{14}_/.test(each))
  const from = names.find((each) => each.endsWith('_measures'))!
  for (const name of names.filter((each) => each >= from)) await rm(join(before, name), { recursive: true })
  await migrate(url, before)
  const client = new Client(url)
  await client.connect()
  const [unionId, squadId, enterpriseId, visit, voided, actor] = Array.from({ length: 6 }, () => randomUUID())
  const [heard, first, second, wrong] = Array.from({ length: 4 }, () => randomUUID())
  await client.query(`
    INSERT INTO "TradeUnion" (id, name, level) VALUES ('${unionId}', '街道', 'SUBDISTRICT');
    INSERT INTO "Squad" (id, "unionId", number, "cadreName", "cadreTitle", phone) VALUES ('${squadId}', '${unionId}', 1, '王建国', '', '');
    INSERT INTO "Enterprise" (id, "unionId", name, "creditCode", address, industry, headcount, grams, "updatedAt")
      VALUES ('${enterpriseId}', '${unionId}', '糕点厂', '1', '', '', 1, '{}', now());
    INSERT INTO "Account" (id, "unionId", username, "displayName", role)
      VALUES ('${actor}', '${unionId}', 'a', '甲', 'SQUAD');
    INSERT INTO "Visit" (id, "unionId", "squadId", "enterpriseId", "plannedOn", stop, state, "voidReason") VALUES
      ('${visit}', '${unionId}', '${squadId}', '${enterpriseId}', '2020-03-20', 1, 'FINISHED', NULL),
      ('${voided}', '${unionId}', '${squadId}', '${enterpriseId}', '2020-03-20', 2, 'VOIDED', '记错企业');
    INSERT INTO "CompletedStep" (id, "visitId", step, at, "actorId") VALUES
      ('${randomUUID()}', '${visit}', 'TREAT', '2020-03-20T17:00:00Z', '${actor}');
    INSERT INTO "VisitNote" (id, "visitId", step, position, text, "saidBy", responsible, "dueOn") VALUES
      ('${heard}', '${visit}', 'LISTEN', 0, '缺口罩', '店长', '李敏', '2020-03-30'),
      ('${first}', '${visit}', 'TREAT', 0, '协调口罩 500 个', NULL, '李敏', '2020-03-25'),
      ('${second}', '${visit}', 'TREAT', 1, 'ＢＢ 送检', '店长', NULL, NULL),
      ('${wrong}', '${voided}', 'TREAT', 0, '减租', NULL, '街道', '2020-03-26');`)
  await migrate(url)
  const { rows: notes } = await client.query('SELECT id, text, "saidBy" FROM "VisitNote"')
  expect(notes).toEqual([{ id: heard, text: '缺口罩\n李敏\n2020-03-30', saidBy: '店长' }])
  const { rows } = await client.query(`
    SELECT id, "visitId", "squadId", what, form, who, "dueOn"::text, state, "dropReason", "recordedById" FROM "Measure" ORDER BY what`)
  await client.end()
  const ofVisit = { visitId: visit, squadId, state: 'OPEN', dropReason: null, recordedById: actor }
  // who or until when was missing in no note that a deed wrote; a row without them is due on the day of its step
  expect(rows.map(({ id }) => id).sort()).toEqual([first, second, wrong].sort())
  expect(rows).toEqual(
    expect.arrayContaining([
      { ...ofVisit, id: first, what: '协调口罩 500 个', form: '协调口罩个', who: '李敏', dueOn: '2020-03-25' },
      { ...ofVisit, id: second, what: 'ＢＢ 送检\n店长', form: 'BB送检店长', who: '', dueOn: '2020-03-21' },
      {
        ...{ id: wrong, visitId: voided, squadId, what: '减租', form: '减租', who: '街道', dueOn: '2020-03-26' },
        ...{ state: 'DROPPED', dropReason: '记错企业', recordedById: null },
      },
    ]),
  )
})

test('the migrations make what the Prisma schema describes', async () => {
  expect(await schemaDrift(await emptyDatabase())).toBe('')
})

async function recorded(url: string): Promise<string[]> {
  const client = new Client(url)
  await client.connect()
  const { rows } = await client.query(
    'select migration_name from _prisma_migrations order by started_at, migration_name',
  )
  await client.end()
  return rows.map((row) => row.migration_name)
}

async function copyOfMigrations(): Promise<string> {
  const folder = await temporaryFolder()
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(landed, folder, { recursive: true })
  return folder
}

async function addMigration(folder: string, name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name))
  await writeFile(join(folder, name, 'migration.sql'), sql)
}
