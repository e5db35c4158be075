import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import { freePort, urlOf } from '#server/postgres/address.ts'
import { hasCluster } from '#server/postgres/cluster.ts'
import { closeDb, db, inBulk, openDb, snapshot } from '#server/postgres/db.ts'
import { refuseOtherEncoding } from '#server/postgres/encoding.ts'
import { isMissingRow, isRetryable, isUnusableValue } from '#server/postgres/errors.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { onlySearched } from '#server/postgres/only-searched.ts'
import { noteStatement, onStatement } from '#server/postgres/statement-times.ts'
import { sql } from './setup/backups.ts'
import { emptyDatabase, freshDatabase } from './setup/database.ts'
import { temporaryFolder } from './setup/folder.ts'

afterEach(() => closeDb())

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error) => error,
  )

/** The value of a PostgreSQL setting for the statements of `db`. */
async function setting(name: string): Promise<string> {
  const [row] = await db.$queryRaw<{ value: string }[]>`SELECT current_setting(${name}) AS value`
  return row!.value
}

describe('the client of the database', () => {
  test('plans each statement for its own values, gives it two seconds, and keeps what the address sets', async () => {
    const url = new URL(await freshDatabase())
    url.searchParams.set('options', '-c maintenance_work_mem=7MB')
    openDb(url.href)
    expect(await setting('plan_cache_mode')).toBe('force_custom_plan')
    expect(await setting('statement_timeout')).toBe('2s')
    expect(await setting('maintenance_work_mem')).toBe('7MB')
  })

  test('ends a statement that takes longer, and says that it may be tried again', async () => {
    openDb(await freshDatabase())
    const error = await failure(db.$queryRaw`SELECT 1 FROM pg_sleep(30)`)
    expect(isRetryable(error)).toBe(true)
  })

  test('has as many connections as it is opened with', async () => {
    openDb(await freshDatabase(), 2)
    const [ids] = [await Promise.all(Array.from({ length: 8 }, () => db.$queryRaw`SELECT pg_backend_pid()::int AS id`))]
    expect(new Set(ids.flatMap((rows) => (rows as { id: number }[]).map(({ id }) => id))).size).toBeLessThanOrEqual(2)
  })

  test('tells whoever listens how long each statement took, until they stop', async () => {
    openDb(await freshDatabase())
    const times: number[] = []
    const stop = onStatement((seconds) => times.push(seconds))
    await db.tradeUnion.count()
    await expect.poll(() => times.length).toBe(1)
    expect(times[0]).toBeLessThan(60)
    noteStatement(7)
    expect(times[1]).toBe(7)
    stop()
    noteStatement(8)
    expect(times).toHaveLength(2)
  })

  test('never reads the columns that are only searched by', async () => {
    openDb(await freshDatabase())
    const { id } = await db.tradeUnion.create({ data: { name: '工会', level: 'SUBDISTRICT' } })
    const data = {
      unionId: id,
      name: '回坊食品',
      creditCode: '91610199MC0000001X',
      address: '北院门',
      industry: '食品',
      headcount: 3,
      ...searchedColumns({ name: '回坊食品', creditCode: '91610199MC0000001X' }),
    }
    const made = await db.enterprise.create({ data: data as never })
    for (const column of Object.keys(onlySearched.enterprise)) expect(made).not.toHaveProperty(column)
  })
})

describe('a snapshot', () => {
  test('sees one moment of all tables and writes nothing', async () => {
    const url = await freshDatabase()
    openDb(url)
    const counts = await snapshot(async (tx) => {
      const before = await tx.secret.count()
      await sql(url, `INSERT INTO "Secret" (name, value) VALUES ('beside', 'x')`)
      return [before, await tx.secret.count()]
    })
    expect(counts).toEqual([0, 0])
    expect(await db.secret.count()).toBe(1)
    const written = snapshot((tx) => tx.secret.create({ data: { name: 'within', value: Buffer.from('x') } }))
    expect(await failure(written)).not.toBe('done')
    expect(await db.secret.count()).toBe(1)
  })
})

describe('work in bulk', () => {
  test('is on single connections that do not wait for the disk, and then all is as before', async () => {
    openDb(await freshDatabase())
    const usual = db
    await inBulk(async () => {
      expect(db).not.toBe(usual)
      expect(await setting('synchronous_commit')).toBe('off')
      expect(await setting('statement_timeout')).toBe('1min')
    })
    expect(db).toBe(usual)
    expect(await setting('synchronous_commit')).toBe('on')
    const interrupted = inBulk(async () => {
      throw new Error('interrupted')
    })
    await expect(interrupted).rejects.toThrow('interrupted')
    expect(db).toBe(usual)
  })
})

describe('an error', () => {
  const withCode = (code: string) => Object.assign(new Error('failed'), { code })

  test.each([
    'P1001',
    'P2024',
    'P2028',
    'P2034',
    '40001',
    '40P01',
    '55P03',
    '57014',
    '57P01',
    '57P03',
    '53300',
    '53200',
    '53100',
    '25006',
    'ECONNREFUSED',
    'ENOENT',
  ])('%s may be tried again, whatever wraps it', (code) => {
    expect(isRetryable(withCode(code))).toBe(true)
    expect(isRetryable(new Error('wrapped', { cause: new Error('twice', { cause: withCode(code) }) }))).toBe(true)
    expect(isRetryable({ code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: code } } } })).toBe(true)
  })

  test.each(['P2002', 'P2025', '23505', '22021', '42P01'])('%s may not', (code) => {
    expect(isRetryable(withCode(code))).toBe(false)
  })

  test('is the caller’s where no row can hold the value, and a missing row is its own', async () => {
    openDb(await freshDatabase())
    const nul = await failure(db.tradeUnion.findMany({ where: { name: 'a\0b' } }))
    expect([isUnusableValue(nul), isRetryable(nul), isMissingRow(nul)]).toEqual([true, false, false])
    const missing = await failure(db.secret.update({ where: { name: 'none' }, data: { value: Buffer.from('x') } }))
    expect([isUnusableValue(missing), isRetryable(missing), isMissingRow(missing)]).toEqual([false, false, true])
    const twice = { data: [1, 2].map(() => ({ name: 'same', value: Buffer.from('x') })) }
    const unique = await failure(db.secret.createMany(twice))
    expect([isUnusableValue(unique), isRetryable(unique), isMissingRow(unique)]).toEqual([false, false, false])
  })
})

describe('migrations', () => {
  const record = `INSERT INTO _prisma_migrations (id, checksum, migration_name, rolled_back_at) VALUES ('x', '', 'begun', `

  test('that were begun and not finished are refused, and those rolled back are not', async () => {
    const url = await freshDatabase()
    await sql(url, `${record} now())`)
    expect(await migrate(url)).toEqual([])
    await sql(url, `UPDATE _prisma_migrations SET rolled_back_at = NULL WHERE id = 'x'`)
    const folder = await temporaryFolder()
    onTestFinished(() => rm(folder, { recursive: true }))
    await mkdir(join(folder, 'begun'))
    await writeFile(join(folder, 'begun', 'migration.sql'), 'SELECT 1')
    await sql(url, `DELETE FROM _prisma_migrations WHERE id <> 'x'`)
    await expect(migrate(url, folder)).rejects.toThrow('begun was begun in this database and not finished')
  })

  test.each(['SQL_ASCII', 'EUC_CN'])('are refused in words where Chinese cannot be sorted: %s', async (encoding) => {
    const url = await emptyDatabase(encoding)
    await expect(migrate(url)).rejects.toThrow(`The database has the encoding ${encoding}, in which Chinese can't be`)
    expect(await sql(url, `SELECT to_regclass('_prisma_migrations') AS made`)).toEqual([{ made: null }])
  })

  test('are refused in words on a PostgreSQL that lacks the collations of Chinese', async () => {
    const client = new Client(await emptyDatabase())
    await client.connect()
    onTestFinished(() => client.end())
    await refuseOtherEncoding(client)
    // for this session the list of collations is as on a PostgreSQL that was built without ICU
    await client.query(
      `CREATE TEMP VIEW pg_collation AS SELECT * FROM pg_catalog.pg_collation WHERE collprovider <> 'i'`,
    )
    await expect(refuseOtherEncoding(client)).rejects.toThrow('PostgreSQL lacks the collations zh-x-icu and und-x-icu')
  })

  test('have the same checksum whatever the ends of their lines', async () => {
    const url = await emptyDatabase()
    const folder = await temporaryFolder()
    onTestFinished(() => rm(folder, { recursive: true }))
    await mkdir(join(folder, 'one'))
    await writeFile(join(folder, 'one', 'migration.sql'), 'CREATE TABLE one (\n  id int\n)\n')
    await writeFile(join(folder, 'readme.txt'), 'no migration')
    expect(await migrate(url, folder)).toEqual(['one'])
    await writeFile(join(folder, 'one', 'migration.sql'), 'CREATE TABLE one (\r\n  id int\r\n)\r\n')
    expect(await migrate(url, folder)).toEqual([])
  })
})

describe('the address of the embedded database', () => {
  test('is read by pg, also with a folder that has a space in its name', () => {
    const { host, port, user, database } = new Client(
      urlOf({ host: '/a folder/b', port: 5432, password: 'secret' }, 'sizhen', 'd'),
    )
    expect({ host, port, user, database }).toEqual({ host: '/a folder/b', port: 5432, user: 'sizhen', database: 'd' })
  })

  test('is a port that nobody listens on, where it is one', async () => {
    const ports = [await freePort(), await freePort()]
    for (const port of ports) expect(port).toBeGreaterThan(1023)
  })

  test('only a folder with a finished database has one', async () => {
    const folder = await temporaryFolder()
    onTestFinished(() => rm(folder, { recursive: true }))
    expect(hasCluster(folder)).toBe(false)
    await mkdir(join(folder, 'postgres'))
    expect(hasCluster(folder)).toBe(false)
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '18\n')
    expect(hasCluster(folder)).toBe(true)
  })
})
