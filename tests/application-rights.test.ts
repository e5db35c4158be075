import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { grantRights } from '#server/postgres/rights.ts'
import { sql } from './setup/backups.ts'
import { asApplication, emptyDatabase, freshDatabase } from './setup/database.ts'
import { temporaryFolder } from './setup/folder.ts'
import { aSmallUnion } from './setup/small-union.ts'

afterEach(() => closeDb())

describe('the role of the application', () => {
  test('makes every change by its deeds, and can neither change nor remove what is in the log', async () => {
    const ownerUrl = await freshDatabase()
    const url = asApplication(ownerUrl)
    openDb(url)
    await aSmallUnion()
    const events = 'SELECT count(*)::int AS n FROM "Event"'
    const before = await sql(ownerUrl, events)
    expect(before[0].n).toBeGreaterThan(5)
    for (const statement of [
      'UPDATE "Event" SET seq = seq + 1000',
      'DELETE FROM "Event"',
      'TRUNCATE "Event"',
      'TRUNCATE "TradeUnion" CASCADE',
      'ALTER TABLE "Event" DISABLE TRIGGER ALL',
      'DROP TRIGGER event_append_only ON "Event"',
      'DROP TABLE "Event"',
      'DROP SCHEMA public CASCADE',
      'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$',
      'CREATE TABLE own (id int)',
      'SET session_replication_role = replica',
      'SET ROLE sizhen',
      'ALTER ROLE sizhen_app SUPERUSER',
      'DELETE FROM _prisma_migrations',
    ]) {
      await expect(sql(url, statement), statement).rejects.toThrow(/permission denied|must be owner|append-only/)
    }
    expect(await sql(ownerUrl, events)).toEqual(before)
    // the owner could, and is bound by the triggers
    await expect(sql(ownerUrl, 'DELETE FROM "Event"')).rejects.toThrow('append-only')
  })

  test('may use what a later migration makes, and the tables of the job queue', async () => {
    const ownerUrl = await freshDatabase()
    const url = asApplication(ownerUrl)
    await sql(ownerUrl, 'CREATE TABLE graphile_worker.early (id serial)')
    await grantRights({ url, ownerUrl })
    await sql(ownerUrl, 'CREATE TABLE later (id serial); CREATE TABLE graphile_worker.late (id serial)')
    for (const table of ['graphile_worker.early', 'later', 'graphile_worker.late']) {
      await sql(url, `INSERT INTO ${table} DEFAULT VALUES`)
      expect(await sql(url, `DELETE FROM ${table} RETURNING id`)).toEqual([{ id: 1 }])
    }
  })

  test('gets no rights where the application is the owner, and migrations fail without an owner', async () => {
    const ownerUrl = await emptyDatabase()
    await grantRights({ url: ownerUrl, ownerUrl })
    const folder = await temporaryFolder()
    onTestFinished(() => rm(folder, { recursive: true }))
    await mkdir(join(folder, 'one'))
    await writeFile(join(folder, 'one', 'migration.sql'), 'CREATE TABLE one (id int)')
    await expect(migrate(asApplication(ownerUrl), folder)).rejects.toThrow('permission denied for schema public')
  })
})
