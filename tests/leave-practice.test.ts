import { Client } from 'pg'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { contentsOf, sql } from './setup/backups.ts'
import { runCommand, startCommand } from './setup/commands.ts'
import { freshDatabase } from './setup/database.ts'
import { practiceDatabase } from './setup/practice.ts'
import { runningServer } from './setup/server-process.ts'

// each test starts processes, which takes long on a busy machine
vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 })

const leave = (DATABASE_URL: string, ...args: string[]) => runCommand('leave-practice', args, { env: { DATABASE_URL } })

const rowsOf = (contents: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(contents).map(([table, text]) => [table.replaceAll('"', ''), Number(text.split(' ')[0])]),
  )

let url: string
beforeAll(async () => {
  url = await practiceDatabase()
})

describe('npm run leave-practice', () => {
  test('says what it will delete, and deletes nothing where nobody can be asked', async () => {
    const before = await contentsOf(url)
    const { code, out, err } = await leave(url)
    expect(code).toBe(1)
    expect(err).toContain('there is no terminal to ask on')
    expect(out).toMatch(
      /2 unions, 26 accounts, 1,500 enterprises, [\d,]+ visits, 40 issues, [\d,]+ supply orders, [\d,]+ events\n/,
    )
    expect(out).toContain('1,500 家企业')
    expect(await contentsOf(url)).toEqual(before)
  })

  test('refuses while a server runs on the database', async () => {
    const server = await runningServer({ DATABASE_URL: url, SIZHEN_PRACTICE_PASSWORD: 'practice-only' })
    const jobs = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND classid = 7431892
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
    await expect.poll(() => sql(url, jobs), { timeout: 60_000 }).not.toEqual([])
    const { code, err } = await leave(url, '--yes')
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('stop every one of them first') })
    server.child.kill('SIGTERM')
    await server.ended
  })

  test('that is killed before its end has deleted nothing', async () => {
    const before = await contentsOf(url)
    const holder = new Client(url)
    await holder.connect()
    onTestFinished(() => holder.end())
    await holder.query('BEGIN; LOCK TABLE "Zone" IN ACCESS SHARE MODE')
    const { child, ended } = startCommand('leave-practice', ['--yes'], { env: { DATABASE_URL: url } })
    const waiting = `SELECT 1 FROM pg_locks WHERE relation = '"Zone"'::regclass AND NOT granted`
    await expect.poll(() => sql(url, waiting), { timeout: 120_000 }).toHaveLength(1)
    child.kill('SIGKILL')
    await ended
    await holder.query('ROLLBACK')
    await expect.poll(() => sql(url, waiting)).toEqual([])
    expect(await contentsOf(url)).toEqual(before)
  })

  test('leaves no row, and a server that loads no practice data but prints the set-up link', async () => {
    const { code, out, err } = await leave(url, '--yes')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('npm start prints the link')
    const { _prisma_migrations: _, ClientFile: __, Secret, ...others } = rowsOf(await contentsOf(url))
    expect(Secret).toBe(1)
    expect(Object.entries(others).filter(([, rows]) => rows > 0)).toEqual([])
    expect(await sql(url, 'SELECT 1 FROM graphile_worker.jobs')).toEqual([])
    await expect(sql(url, 'TRUNCATE "Event"')).rejects.toThrow()
    const server = await runningServer({ DATABASE_URL: url, SIZHEN_SEED: 'article' })
    expect(server.said()).toContain('/l/setup#')
    expect(server.said()).not.toContain('Practice accounts')
    expect(await sql(url, 'SELECT 1 FROM "TradeUnion"')).toEqual([])
    server.child.kill('SIGTERM')
    await server.ended
    expect(await leave(url, '--yes')).toMatchObject({ code: 1, err: expect.stringContaining('no practice data') })
  })

  test('refuses a database that never held practice data', async () => {
    const real = await freshDatabase()
    expect(await leave(real, '--yes')).toMatchObject({ code: 1, err: expect.stringContaining('no practice data') })
  })
})
