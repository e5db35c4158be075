import { once } from 'node:events'
import { join } from 'node:path'
import { Client } from 'pg'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { checkPassword } from '#server/modules/people/passwords.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { backUp, backupFolder, contentsOf, sql } from './setup/backups.ts'
import { runCommand, startCommand } from './setup/commands.ts'
import { emptyDatabase, freshDatabase } from './setup/database.ts'
import { aSmallUnion } from './setup/small-union.ts'

// each test starts processes, which takes long on a busy machine
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const folder = await backupFolder()

describe('npm run create-account', () => {
  let url: string
  const create = (args: string[], input: string) =>
    runCommand('create-account', args, { env: { DATABASE_URL: url }, input })
  const accounts = () =>
    sql(
      url,
      `SELECT a.username, a."displayName" AS name, a.role, u.name AS union, u.level, p.name AS parent
      FROM "Account" a JOIN "TradeUnion" u ON u.id = a."unionId" LEFT JOIN "TradeUnion" p ON p.id = u."parentId"
      ORDER BY a.username`,
    )

  beforeEach(async () => {
    url = await emptyDatabase()
  })

  test('makes the tables, the union and the account of an empty database from what it asks for', async () => {
    const { code, out, err } = await create([], '莲湖街道总工会\nzhuxi\n主席\nfirst-password\n')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('The account zhuxi may now sign in.')
    expect(out).not.toContain('first-password')
    expect(await accounts()).toEqual([
      { username: 'zhuxi', name: '主席', role: 'COMMAND', union: '莲湖街道总工会', level: 'SUBDISTRICT', parent: null },
    ])
    const [{ hash }] = await sql(url, 'SELECT "passwordHash" AS hash FROM "Account"')
    expect(await checkPassword('first-password', hash, true)).toBe(true)
  })

  test('puts a new union under the only district, and a second account into the only union', async () => {
    const district = ['--username', 'district', '--name', '区', '--union', '莲湖区总工会', '--role', 'DISTRICT']
    expect((await create(district, 'a-password\n')).code).toBe(0)
    expect((await create(['--username', 'first', '--name', '', '--union', '北院门'], 'a-password\n')).code).toBe(0)
    expect((await create(['--username', 'second', '--name', '二'], 'a-password\n')).code).toBe(0)
    const union = { union: '北院门', level: 'SUBDISTRICT', parent: '莲湖区总工会' }
    expect(await accounts()).toEqual([
      { username: 'district', name: '区', role: 'DISTRICT', union: '莲湖区总工会', level: 'DISTRICT', parent: null },
      { username: 'first', name: 'first', role: 'COMMAND', ...union },
      { username: 'second', name: '二', role: 'COMMAND', ...union },
    ])
  })

  test.each([
    ['a password of 7 characters', ['--username', 'ab'], '7letter\n', 'A password has 8–200 characters.'],
    ['a password of 201 characters', ['--username', 'ab'], `${'x'.repeat(201)}\n`, 'A password has 8–200 characters.'],
    ['a username of one letter', ['--username', 'a'], 'eight letters\n', 'A username has 2–40 letters, digits, . _ -'],
    ['a username with a space', ['--username', 'a b'], 'eight letters\n', 'A username has 2–40 letters, digits, . _ -'],
    ['no password at all', ['--username', 'ab'], '', 'Password, 8 characters or more 密码 is missing.'],
  ])('%s is refused, and there is no account', async (_, args, input, sentence) => {
    const { code, err } = await create([...args, '--name', 'A', '--union', 'U'], input)
    expect({ code, err }).toEqual({ code: 1, err: `${sentence}\n` })
    expect(await accounts()).toEqual([])
    expect(await sql(url, 'SELECT 1 FROM "TradeUnion"')).toEqual([])
  })

  test('a username that exists is refused in one sentence', async () => {
    const args = ['--username', 'twice', '--name', 'A', '--union', 'U']
    expect((await create(args, 'eight letters\n')).code).toBe(0)
    const { code, err } = await create(args, 'eight letters\n')
    expect(code).toBe(1)
    expect(err).toMatch(/^[A-Z][^\n]*\.\n$/)
  })
})

describe('npm run verify-tallies', () => {
  test('ends with 0 while the figures are right, and with 1 and each difference when one is not', async () => {
    const url = await freshDatabase()
    openDb(url)
    await aSmallUnion()
    await closeDb()
    const right = await runCommand('verify-tallies', [], { env: { DATABASE_URL: url } })
    expect(right).toMatchObject({ code: 0, err: '' })
    expect(right.out).toMatch(/^第\d+街道总工会: the tallies are what the rows add up to\n$/)
    await sql(url, `UPDATE "Stream" SET tally = jsonb_set(tally, '{listed}', '77')`)
    const wrong = await runCommand('verify-tallies', [], { env: { DATABASE_URL: url } })
    expect(wrong).toMatchObject({ code: 1, err: '' })
    expect(wrong.out).toMatch(/: differences\n {2}union listed: 77 stored, 2 recounted\n$/)
  })
})

describe('the embedded database of a command', () => {
  test('is the running server’s for a command that can work beside it, and refused to one that cannot', async () => {
    const DATA_DIR = join(folder, 'served')
    const made = await runCommand('create-account', ['--username', 'chair', '--name', 'A', '--union', 'U'], {
      env: { DATA_DIR },
      input: 'eight letters\n',
    })
    expect(made).toMatchObject({ code: 0 })
    const server = await startPostgres(DATA_DIR)
    onTestFinished(() => server.stop())
    expect(await runCommand('verify-tallies', [], { env: { DATA_DIR } })).toMatchObject({ code: 0 })
    expect(await sql(server.url, 'SELECT count(*)::int AS accounts FROM "Account"')).toEqual([{ accounts: 1 }])
    for (const name of ['new-epoch', 'leave-practice']) {
      const { code, err } = await runCommand(name, [], { env: { DATA_DIR } })
      expect({ code, err }, name).toEqual({ code: 1, err: expect.stringMatching(/^Another Sizhen server is already/) })
    }
    const second = ['--username', 'second', '--name', 'B']
    expect(await runCommand('create-account', second, { env: { DATA_DIR }, input: 'eight letters\n' })).toMatchObject({
      code: 0,
    })
    expect(await sql(server.url, 'SELECT count(*)::int AS accounts FROM "Account"')).toEqual([{ accounts: 2 }])
  })
})

describe('a command that is stopped', () => {
  test('while it restores says that nothing was changed, and nothing is', async () => {
    const full = await freshDatabase()
    openDb(full)
    await aSmallUnion()
    await closeDb()
    const file = join(folder, 'stopped.gz')
    await backUp(full, file)
    const target = await freshDatabase()
    const before = await contentsOf(target)
    const holder = new Client(target)
    await holder.connect()
    onTestFinished(() => holder.end())
    await holder.query('BEGIN; LOCK TABLE "Visit" IN ACCESS SHARE MODE')
    const { child, ended } = startCommand('restore', [file], { env: { DATABASE_URL: target } })
    const waiting = `SELECT 1 FROM pg_locks WHERE relation = '"Visit"'::regclass AND NOT granted`
    await expect.poll(() => sql(target, waiting), { timeout: 120_000 }).toHaveLength(1)
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 1, err: 'Stopped: nothing was changed. 已中断,数据库未作任何改动。\n' })
    expect(await contentsOf(target)).toEqual(before)
  })

  test('while it asks says so in one line', async () => {
    const { child, ended } = startCommand('create-account', [], {
      env: { DATABASE_URL: await freshDatabase() },
      input: null,
    })
    await once(child.stdout!, 'data')
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 1, err: 'Stopped. 已中断。\n' })
  })
})

test('a database that cannot be reached is one sentence', async () => {
  const { code, err } = await runCommand('verify-tallies', [], {
    env: { DATABASE_URL: 'postgresql://127.0.0.1:1/none' },
  })
  expect(code).toBe(1)
  expect(err).toMatch(/^The command failed: [^\n]+\n$/)
})
