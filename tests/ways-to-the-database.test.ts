import { chmod, chown, copyFile, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { Client, escapeLiteral } from 'pg'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { readEnv } from '#server/platform/env.ts'
import { isPostgresAddress } from '#server/platform/postgres-address.ts'
import { freePort } from '#server/postgres/address.ts'
import { accountNobody } from '#server/postgres/binaries.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { troubleOf } from '#server/postgres/errors.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { prepareDatabase } from '#server/postgres/prepare.ts'
import { sql } from './setup/backups.ts'
import { runCommand } from './setup/commands.ts'
import { asApplication, freshDatabase } from './setup/database.ts'
import { temporaryFolder } from './setup/folder.ts'
import { sessionPooler, statementPooler, transactionPooler } from './setup/poolers.ts'
import { aSmallUnion } from './setup/small-union.ts'

afterEach(() => closeDb())

describe('behind a pooler', () => {
  test('that gives each connection its own session all works, and its limits are in force', async () => {
    const pooler = await sessionPooler(await freshDatabase())
    onTestFinished(pooler.close)
    expect(await migrate(pooler.url)).toEqual([])
    openDb(pooler.url)
    await aSmallUnion()
    expect(await db.$queryRaw`SELECT current_setting('statement_timeout') AS value`).toEqual([{ value: '2s' }])
    expect(pooler.refused).toEqual([])
  })

  test.each([
    ['gives the session that came back last, idle', {}],
    ['gives sessions in turn', { inTurn: true, sessions: 3 }],
    ['has many sessions', { sessions: 6 }],
  ])('that pools by transaction, and %s, the start is refused', async (_, options) => {
    const url = await freshDatabase()
    const pooler = await transactionPooler(url, options)
    onTestFinished(pooler.close)
    const sentence =
      /^The pooler in front of PostgreSQL pools by transaction or by statement, [^.]+\(PgBouncer: pool_mode = session\)[^.]+\.$/
    await expect(migrate(pooler.url)).rejects.toThrow(sentence)
    await expect(prepareDatabase({ url: pooler.url, ownerUrl: url })).rejects.toThrow(sentence)
    // the stand-in itself works
    expect(await sql(pooler.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('that cannot reach PostgreSQL is waited for, and one that refuses a setting is not', () => {
    const fromPooler = (message: string) => Object.assign(new Error(message), { code: '08P01' })
    for (const message of [
      'query_wait_timeout',
      'server login has been failing, try again later (server_login_retry)',
    ]) {
      expect(troubleOf(fromPooler(message))).toBe('away')
    }
    expect(troubleOf(fromPooler('unsupported startup parameter: options'))).toBeNull()
  })

  test('that pools by statement, the start is refused', async () => {
    const pooler = await statementPooler(await freshDatabase())
    onTestFinished(pooler.close)
    await expect(migrate(pooler.url)).rejects.toThrow(
      /^The pooler in front of PostgreSQL pools by transaction or by statement/,
    )
  })

  test('that pools by transaction a command is refused too', async () => {
    const pooler = await transactionPooler(await freshDatabase())
    onTestFinished(pooler.close)
    const { code, err } = await runCommand('verify-tallies', [], { env: { DATABASE_URL: pooler.url } })
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^The pooler in front[^\n]+\n$/) })
  })
})

const signs = ['@', ':', '/', '%', '#', '?', ' ', '密码', '\\', '[', '%41', '&', '+', '=', "'", '"', '100%']

describe('the password in an address', () => {
  test('may be any, written by percent codes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (any) => {
        fc.pre(Buffer.from(any).toString() === any && !any.includes('\0'))
        const address = `postgresql://u:${encodeURIComponent(any)}@h:1/d`
        expect(isPostgresAddress(address)).toBe(true)
        expect(new Client(address)).toMatchObject({ user: 'u', password: any, host: 'h', port: 1, database: 'd' })
      }),
    )
    for (const sign of signs) {
      const address = `postgresql://user:${encodeURIComponent(sign)}@h/d`
      expect(readEnv({ DATABASE_URL: address }).DATABASE_URL).toBe(address)
    }
  })

  test.each([
    'secret/piece@host',
    '12/piece@host',
    '12?piece@host',
    '12#piece@host',
    'secret#piece',
    'secret%piece@host',
    'secret%E4piece@host',
    'secret piece@host',
    'secret\npiece@host',
  ])('is never shown where it is not written so: %j', async (part) => {
    for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL']) {
      const error = (() => {
        try {
          return String(readEnv({ [name]: `postgresql://user:${part}/database` }))
        } catch (thrown) {
          return `${(thrown as Error).stack} ${JSON.stringify(thrown)}`
        }
      })()
      expect(error).toContain(`${name} can't be used: it must be an address that begins with postgresql://`)
      expect(error).not.toMatch(/piece|secret[^/]|user:/)
    }
  })

  test('is not shown when it is wrong', async () => {
    const url = new URL(asApplication(await freshDatabase()))
    url.password = 'wrong%40piece'
    await expect(migrate(url.href)).rejects.toThrow(
      'The database can\'t be reached: password authentication failed for user "sizhen_app".',
    )
  })
})

/** Certificates that hold for a hundred years: of two authorities, and of a server that one of them has signed. */
const certificates = join(import.meta.dirname, 'setup', 'authority')

describe('TLS with an authority of one’s own', () => {
  test('is used and verified, and a file that is not there is named', async () => {
    const folder = await temporaryFolder()
    onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
    const file = (name: string) => join(folder, name)
    for (const name of ['ca.pem', 'other.pem', 'server.pem', 'server.key']) {
      await copyFile(join(certificates, name), file(name))
    }
    // PostgreSQL takes no key that others may read
    await chmod(file('server.key'), 0o600)
    if (process.getuid?.() === 0) {
      const { uid, gid } = accountNobody()
      await chown(file('server.key'), uid!, gid!)
    }
    const port = String(await freePort())
    const postgres = await startPostgres(file('data'), {
      fsync: 'off',
      ssl: 'on',
      ssl_cert_file: file('server.pem'),
      ssl_key_file: file('server.key'),
      listen_addresses: '127.0.0.1',
      port,
    }).catch(() => null)
    expect(postgres).not.toBeNull()
    onTestFinished(() => postgres!.stop())
    const at = (host: string, authority: string) => {
      const url = new URL(postgres!.ownerUrl)
      url.search = `?sslmode=verify-full&sslrootcert=${encodeURIComponent(file(authority))}`
      return Object.assign(url, { host: `${host}:${port}` }).href
    }
    await migrate(at('localhost', 'ca.pem'))
    openDb(at('localhost', 'ca.pem'))
    expect(await db.$queryRaw`SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()`).toEqual([{ ssl: true }])
    await aSmallUnion()
    // and with a password of every sign
    const password = signs.join('')
    const superuser = new URL(at('localhost', 'ca.pem'))
    Object.assign(superuser, { username: 'postgres', password: await readFile(file('data/postgres-password'), 'utf8') })
    await sql(superuser.href, `ALTER ROLE sizhen_app PASSWORD ${escapeLiteral(password)}`)
    const odd = `postgresql://sizhen_app:${encodeURIComponent(password)}@localhost:${port}/sizhen${superuser.search}`
    expect(await sql(odd, 'SELECT current_user AS role')).toEqual([{ role: 'sizhen_app' }])
    await expect(migrate(at('localhost', 'other.pem'))).rejects.toThrow(/^The database can't be reached: .*certificate/)
    await expect(migrate(at('127.0.0.1', 'ca.pem'))).rejects.toThrow(/^The database can't be reached: .*altnames/)
    await expect(migrate(at('localhost', 'none.pem'))).rejects.toThrow(
      `The address of the database can't be used: ENOENT: no such file or directory, open '${file('none.pem')}'.`,
    )
  })
})
