import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { LogConnection } from '#server/feed/log-connection.ts'
import { runAt } from '#server/platform/clock.ts'
import { closeDb, db, inBulk, openDb, turnPool } from '#server/postgres/db.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { openConnection } from '#server/postgres/session.ts'
import { sql } from './setup/backups.ts'
import { freshDatabase } from './setup/database.ts'
import { aSmallUnion } from './setup/small-union.ts'

afterEach(() => closeDb())

const relied = ['TimeZone', 'DateStyle', 'IntervalStyle', 'synchronous_commit', 'bytea_output', 'search_path']
const values = `SELECT name, setting FROM pg_settings WHERE name = ANY (ARRAY[${relied.map((name) => `'${name}'`)}]) ORDER BY name`
const expected = {
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  bytea_output: 'hex',
  search_path: 'public',
  synchronous_commit: 'on',
}
const asObject = (rows: unknown[]) =>
  Object.fromEntries((rows as { name: string; setting: string }[]).map(({ name, setting }) => [name, setting]))

/** A database whose own settings are what nobody may rely on. */
async function strangeDatabase(): Promise<string> {
  const url = await freshDatabase()
  const name = new URL(url).pathname.slice(1)
  const strange = {
    TimeZone: 'Asia/Shanghai',
    DateStyle: 'SQL, DMY',
    IntervalStyle: 'sql_standard',
    bytea_output: 'escape',
    search_path: 'pg_catalog',
    synchronous_commit: 'off',
    statement_timeout: '700ms',
  }
  for (const [setting, value] of Object.entries(strange)) {
    await sql(url, `ALTER DATABASE ${name} SET ${setting} TO ${value.split(', ').map((each) => `'${each}'`)}`)
  }
  return url
}

describe('a session, whatever its database is set to,', () => {
  test('has what is relied on, in each of the ways to the database', async () => {
    const url = await strangeDatabase()
    openDb(url)
    expect(asObject(await db.$queryRawUnsafe(values))).toEqual(expected)
    expect(asObject((await turnPool.query(values)).rows)).toEqual(expected)
    const log = new LogConnection(() => {})
    expect(asObject(await log.read({ name: 'values', text: values }, []))).toEqual(expected)
    await log.end()
    const single = await openConnection(url)
    expect(asObject((await single.query(values)).rows)).toEqual(expected)
    await single.end()
    await inBulk(async () => {
      expect(asObject((await turnPool.query(values)).rows)).toEqual({ ...expected, synchronous_commit: 'off' })
    })
  })

  test('waits as long as its work may take', async () => {
    const url = await strangeDatabase()
    openDb(url)
    const limits = `SELECT current_setting('statement_timeout') AS statement, current_setting('transaction_timeout') AS transaction`
    expect(await db.$queryRawUnsafe(limits)).toEqual([{ statement: '2s', transaction: '0' }])
    expect((await turnPool.query(limits)).rows).toEqual([{ statement: '2s', transaction: '3s' }])
    const single = await openConnection(url)
    expect((await single.query(limits)).rows).toEqual([{ statement: '0', transaction: '0' }])
    await single.end()
  })
})

describe('times that were stored in another zone', () => {
  const spoil = (zone: string) => `
    DO $$ DECLARE c record; BEGIN
      ALTER TABLE "Event" DISABLE TRIGGER USER;
      ALTER TABLE "AuditEntry" DISABLE TRIGGER USER;
      FOR c IN SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type = 'timestamp with time zone'
          AND table_name NOT IN ('Receipt', '_prisma_migrations') LOOP
        EXECUTE format('UPDATE %1$I SET %2$I = (%2$I AT TIME ZONE ''UTC'') AT TIME ZONE %3$L', c.table_name, c.column_name, '${zone}');
      END LOOP;
      ALTER TABLE "Event" ENABLE TRIGGER USER;
      ALTER TABLE "AuditEntry" ENABLE TRIGGER USER;
    END $$`
  const [, mend] = /```sql\n(.*?)\n```/s.exec(readFileSync('server/backup/README.md', 'utf8'))!
  const moments = `SELECT at FROM "Event" ORDER BY "unionId", seq`

  test.each(['Asia/Shanghai', 'America/St_Johns'])('are found, and put right as the README says: %s', async (zone) => {
    const url = await freshDatabase()
    openDb(url)
    await aSmallUnion()
    const before = await sql(url, moments)
    expect(await migrate(url)).toEqual([])
    await sql(url, spoil(zone))
    const away = zone === 'Asia/Shanghai' ? '8 hours too early' : /(2|3)\.5 hours too late/
    await expect(migrate(url)).rejects.toThrow(away)
    await expect(migrate(url)).rejects.toThrow(
      /^Times are stored [^.]+(\.5)? [^.]+README\.md says, then start again\.$/,
    )
    await sql(url, mend!.replace('Asia/Shanghai', zone))
    expect(await migrate(url)).toEqual([])
    expect(await sql(url, moments)).toEqual(before)
  })

  test('are not suspected where the clock of the server was hours away, or was set back', async () => {
    const url = await freshDatabase()
    openDb(url)
    const { unionId } = await aSmallUnion()
    const hourLater = new Date(Date.now() + 3_600_000)
    await runAt(hourLater, () => aSmallUnion())
    await sql(url, `UPDATE "Receipt" SET at = at + interval '8 hours' WHERE "unionId" = '${unionId}'`)
    await sql(url, `DELETE FROM "Receipt" WHERE "unionId" <> '${unionId}'`)
    expect(await migrate(url)).toEqual([])
  })
})
