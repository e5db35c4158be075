import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { onOneConnection } from '#server/backup/connection.ts'
import { writeBackup } from '#server/backup/writer.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { backUp, backupFolder, contentsOf, restoreInto, sql } from './setup/backups.ts'
import { runCommand, startCommand } from './setup/commands.ts'
import { emptyDatabase, freshDatabase } from './setup/database.ts'
import { aSmallUnion } from './setup/small-union.ts'

// each test starts processes, which takes long on a busy machine
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const folder = await backupFolder()
const file = join(folder, 'small.gz')
let url: string

beforeAll(async () => {
  url = await freshDatabase()
  openDb(url)
  await aSmallUnion(40)
  await closeDb()
  await backUp(url, file)
})

test('a restore that is killed leaves the database empty; nodes wait for it, and the next one succeeds', async () => {
  const target = await freshDatabase()
  await sql(
    target,
    `CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.1); RETURN NEW; END $$;
     CREATE TRIGGER slowly BEFORE INSERT ON "Event" FOR EACH ROW EXECUTE FUNCTION slowly()`,
  )
  const before = await contentsOf(target)
  const { child, ended } = startCommand('restore', [file], { env: { DATABASE_URL: target } })
  const copying = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY public."Event"%'`
  await expect.poll(() => sql(target, copying), { timeout: 120_000 }).toHaveLength(1)
  const node = migrate(target)
  const waiting = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
    WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT granted`
  await expect.poll(() => sql(target, waiting)).toHaveLength(1)
  child.kill('SIGKILL')
  await ended
  expect(await node).toEqual([])
  expect(await contentsOf(target)).toEqual(before)
  await sql(target, 'DROP TRIGGER slowly ON "Event"')
  await restoreInto(target, file)
  expect(await contentsOf(target)).toEqual(await contentsOf(url))
})

test('settings of a database change neither what a backup holds nor how it is restored', async () => {
  const odd = await freshDatabase()
  const settings = [
    `datestyle = 'German, DMY'`,
    `timezone = 'America/New_York'`,
    `intervalstyle = 'sql_standard'`,
    `bytea_output = 'escape'`,
    'extra_float_digits = -5',
    `statement_timeout = '7s'`,
    `idle_in_transaction_session_timeout = '8s'`,
  ]
  const original = join(folder, 'original.gz')
  await restoreInto(odd, file)
  const name = new URL(odd).pathname.slice(1)
  for (const setting of settings) await sql(url, `ALTER DATABASE ${name} SET ${setting}`)
  const limits = `SELECT current_setting('statement_timeout') AS statement, current_setting('idle_in_transaction_session_timeout') AS idle`
  expect(await sql(odd, limits)).toEqual([{ statement: '7s', idle: '8s' }])
  const own = await onOneConnection(odd, (client) => client.query(limits))
  expect(own.rows).toEqual([{ statement: '0', idle: '0' }])
  await backUp(odd, original)
  for (const setting of settings) await sql(url, `ALTER DATABASE ${name} RESET ${setting.split(' ')[0]}`)
  const copy = await emptyDatabase()
  await restoreInto(copy, original)
  expect(await contentsOf(copy)).toEqual(await contentsOf(url))
})

test('a file that appears while the backup is made is not replaced', async () => {
  const name = join(folder, 'meanwhile.gz')
  async function* text() {
    await writeFile(name, 'somebody else’s')
    yield Buffer.from('text\n')
  }
  await expect(writeBackup(name, false, text())).rejects.toThrow('is there already')
  expect(await readFile(name, 'utf8')).toBe('somebody else’s')
  expect(await readdir(folder)).not.toContainEqual(expect.stringMatching(/meanwhile.gz.part/))
  expect(await writeBackup(name, true, text())).toBe((await stat(name)).size)
  expect((await stat(name)).mode & 0o777).toBe(0o600)
})

describe('a backup that can’t be made', () => {
  const leavesNothing = async (name: string) =>
    expect(await readdir(folder)).not.toContainEqual(expect.stringMatching(name))

  test('for want of room leaves no file', async () => {
    // the shell counts in blocks of 512 bytes
    const small = `trap '' XFSZ; ulimit -f 2`
    const { code, said } = await runCommand('backup', [join(folder, 'room.gz')], {
      env: { DATABASE_URL: url },
      shell: small,
    })
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringMatching(/^The backup failed and left no file: EFBIG/),
    })
    await leavesNothing('room')
  })

  test('for want of rights says of which', async () => {
    const closed = await freshDatabase()
    await sql(closed, 'REVOKE ALL ON "Account" FROM CURRENT_USER')
    const { code, said } = await runCommand('backup', [join(folder, 'rights.gz')], { env: { DATABASE_URL: closed } })
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(/^The backup failed .* permission denied/) })
    await leavesNothing('rights')
  })

  test('while practice data is being loaded says when it can', async () => {
    const loading = await freshDatabase()
    await sql(loading, `INSERT INTO "Secret" (name, value) VALUES ('practice-data', 'loading')`)
    await expect(backUp(loading, join(folder, 'loading.gz'))).rejects.toThrow(
      'The practice data is not loaded to its end',
    )
    await leavesNothing('loading')
  })

  test('of nothing, into a folder that is not there, or without a name says so', async () => {
    await expect(backUp(await emptyDatabase(), join(folder, 'x.gz'))).rejects.toThrow('There is nothing to back up')
    await expect(backUp(url, join(folder, 'none', 'x.gz'))).rejects.toThrow('cannot be written (ENOENT)')
    await expect(backUp(url, folder)).rejects.toThrow('is no file')
    const usage = await runCommand('backup', [], { env: { DATABASE_URL: url } })
    expect(usage).toMatchObject({ code: 1, said: expect.stringContaining('npm run backup -- FILE') })
  })

  test('because it is stopped leaves no file', async () => {
    const holder = new Client(url)
    onTestFinished(() => holder.end())
    await holder.connect()
    await holder.query('BEGIN; LOCK TABLE "Visit" IN ACCESS EXCLUSIVE MODE')
    const { child, ended } = startCommand('backup', [join(folder, 'stopped.gz')], { env: { DATABASE_URL: url } })
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LOCK TABLE public%'`
    await expect.poll(() => sql(url, waiting), { timeout: 120_000 }).toHaveLength(1)
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 1, said: expect.stringContaining('Stopped: no backup was made') })
    await leavesNothing('stopped')
  })
})
