import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pruneAudit } from '#server/modules/audit/jobs.ts'
import { globalId } from '#server/platform/ids.ts'
import { databaseUrl, db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { sql } from './setup/backups.ts'
import { exportedLines, exportLink } from './setup/exports.ts'
import { anAccount } from './setup/factories.ts'
import { aSmallUnion, type SmallUnion } from './setup/small-union.ts'

type Entry = {
  kind: string
  at: string
  address: string
  event: string | null
  account: { id: string } | null
  subject: { id: string } | null
  list: string | null
  filter: string | null
  rows: number | null
}

let app: TestApp
let union: SmallUnion
let chair: string
let officer: string

beforeAll(async () => {
  app = await startTestApp()
  union = await aSmallUnion()
  chair = await app.signInAs((await anAccount(union.unionId, { rank: 'CHAIR' })).username)
  officer = await app.signInAs((await anAccount(union.unionId, { rank: 'DUTY_OFFICER' })).username)
})
afterAll(() => app.close())

const query = `query ($filter: AuditFilter) { auditEntries(first: 100, filter: $filter) { edges { node {
  kind at address event list filter rows account { id } subject { id } } } } }`

/** What the chair reads, newest first. */
async function entries(filter?: object): Promise<Entry[]> {
  const { data, errors } = await app.gql<{ auditEntries: { edges: { node: Entry }[] } }>(chair, query, { filter })
  expect(errors).toBeUndefined()
  return data!.auditEntries.edges.map(({ node }) => node)
}

const ofAccount = (id: string) => entries({ accountId: globalId('Account', id) })
const signIn = (username: string, password: string) =>
  app.gql(null, 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }', {
    input: { username, password },
  })

describe('the audit', () => {
  test('has sign-ins, failures, and once that too many have failed', async () => {
    const { id, username } = await anAccount(union.unionId)
    await app.signInAs(username)
    for (let i = 0; i < 8; i++) await signIn(username, 'guess')
    const found = await ofAccount(id)
    const failures = found.filter(({ kind }) => kind === 'SIGN_IN_FAILURE')
    expect(found.map(({ kind }) => kind)).toEqual(['LOCKOUT', ...failures.map(({ kind }) => kind), 'SIGN_IN'])
    expect(failures.length).toBeGreaterThanOrEqual(5)
    for (const { address, account } of found) {
      expect(address).toMatch(/^(::ffff:)?127\.0\.0\.1$/)
      expect(account).toEqual({ id: globalId('Account', id) })
    }
  })

  test('keeps of an unknown username that somebody tried, and neither the username nor for any union', async () => {
    await signIn('canary-of-nobody', 'canary-password')
    expect(await db.auditEntry.count({ where: { unionId: null, kind: 'SIGN_IN_FAILURE', accountId: null } })).toBe(1)
    expect(JSON.stringify(await db.auditEntry.findMany())).not.toContain('canary')
    expect(JSON.stringify(await entries())).not.toContain('canary')
  })

  test('has who changed rights and passwords, of whom and from where', async () => {
    const { id } = await anAccount(union.unionId)
    const accountId = globalId('Account', id)
    await app.change(officer, 'setPassword', { accountId, password: 'another one' }, 'account { id }')
    await app.change(officer, 'disableAccount', { accountId }, 'account { id }')
    const [disabled, set] = await entries()
    expect(disabled).toMatchObject({ kind: 'RIGHT_CHANGE', event: 'account.disabled', subject: { id: accountId } })
    expect(set).toMatchObject({ kind: 'PASSWORD_CHANGE', event: 'account.password_set', subject: { id: accountId } })
    expect(disabled!.address).toContain('127.0.0.1')
    expect(disabled!.account).not.toBeNull()
  })

  test('has what was taken out: which list, how it was narrowed, and how many rows left the house', async () => {
    const args = 'filter: { search: "企业" }'
    const lines = await exportedLines(app, officer, 'ENTERPRISES', { args })
    const [download, link] = await entries({ kinds: ['EXPORT', 'DOWNLOAD'] })
    const taken = { list: 'ENTERPRISES', filter: '{"search":"企业"}' }
    expect(link).toMatchObject({ kind: 'EXPORT', rows: null, ...taken })
    expect(download).toMatchObject({ kind: 'DOWNLOAD', rows: lines.length - 1, ...taken })
    const before = (await entries()).length
    await exportLink(app, officer, 'ENTERPRISES', { args: 'filter: { issues: {} }' })
    expect(await entries()).toHaveLength(before)
  })

  test('has a download before its first row leaves, also where nobody reads it to its end', async () => {
    const link = await exportLink(app, officer, 'ENTERPRISES')
    if (!('url' in link)) throw new Error('no link')
    const before = await db.auditEntry.count({ where: { kind: 'DOWNLOAD' } })
    const stop = new AbortController()
    await fetch(link.url, { signal: stop.signal })
    expect(await db.auditEntry.count({ where: { kind: 'DOWNLOAD' } })).toBe(before + 1)
    stop.abort()
    const [entry] = await entries({ kinds: ['DOWNLOAD'] })
    const id = (await db.auditEntry.findFirstOrThrow({ where: { kind: 'DOWNLOAD' }, orderBy: { id: 'desc' } })).id
    expect(entry!.kind).toBe('DOWNLOAD')
    await db.auditEntry.updateMany({ where: { id, rows: null }, data: { rows: 0 } })
    for (const change of ['rows = 7', "reason = 'x'", 'rows = NULL'])
      await expect(sql(databaseUrl, `UPDATE "AuditEntry" SET ${change} WHERE id = '${id}'`)).rejects.toThrow(
        /append-only/,
      )
  })

  test('is for the chair alone, and no id of an entry opens it to others', async () => {
    const { errors } = await app.gql(officer, query)
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN')
    const { id } = await db.auditEntry.findFirstOrThrow({ where: { unionId: union.unionId } })
    const node = `{ node(id: "${globalId('AuditEntry', id)}") { id } }`
    expect(await app.gql(officer, node)).toEqual({ data: { node: null } })
    expect(await app.gql(chair, node)).toMatchObject({ data: { node: { id: expect.any(String) } } })
  })

  test('is narrowed by kinds and by days', async () => {
    const kinds = async (filter: object) => new Set((await entries(filter)).map(({ kind }) => kind))
    expect(await kinds({ kinds: ['SIGN_IN'] })).toEqual(new Set(['SIGN_IN']))
    expect(await kinds({ days: { to: '2020-01-01' } })).toEqual(new Set())
    const { errors } = await app.gql(chair, query, { filter: { days: { from: '2020-02-01', to: '2020-01-01' } } })
    expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID', field: 'filter.days' })
  })
})

describe('an entry', () => {
  const at = (days: number) => new Date(Date.now() - days * 86_400_000)
  const anEntry = (days: number, unionId: string | null = union.unionId) =>
    db.auditEntry.create({ data: { kind: 'SIGN_IN', address: '', unionId, at: at(days) } })

  test('can neither be changed nor be deleted before half a year is over', async () => {
    await anEntry(183)
    for (const statement of [
      'UPDATE "AuditEntry" SET address = \'\'',
      'DELETE FROM "AuditEntry"',
      'TRUNCATE "AuditEntry"',
    ])
      await expect(sql(databaseUrl, statement), statement).rejects.toThrow(/append-only|permission denied/)
  })

  test('is deleted by the clock after a year, and after a week where it is of no account', async () => {
    const old = [await anEntry(367), await anEntry(8, null)]
    const kept = [await anEntry(365), await anEntry(6, null)]
    await pruneAudit.run({ payload: {}, signal: new AbortController().signal })
    const left = (await db.auditEntry.findMany({ select: { id: true } })).map(({ id }) => id)
    expect(left).toEqual(expect.arrayContaining(kept.map(({ id }) => id)))
    for (const { id } of old) expect(left).not.toContain(id)
  })
})
