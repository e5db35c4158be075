import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSession } from '#server/modules/people/sessions.ts'
import { databaseUrl } from '#server/postgres/db.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp({ REQUEST_TIMEOUT_MS: 500 })
})
afterAll(() => app.close())

it('finding out who asks is a part of the time in which a request is answered', async () => {
  const { id: unionId } = await aUnion()
  const { id: accountId } = await anAccount(unionId)
  const token = await openSession({ unionId, accountId, kind: 'BROWSER' })
  const holder = new pg.Client({ connectionString: databaseUrl })
  await holder.connect()
  await holder.query('BEGIN; LOCK TABLE "Session"')
  const { errors } = await app.gql(token, '{ viewer { id } }')
  await holder.end()
  expect(errors![0]!.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfter: expect.any(Number) })
  expect(errors![0]!.message).toContain('This took too long')
})

it('a raw query that reaches no database means: try again', () => {
  const driverAdapterError = Object.assign(new Error('DatabaseNotReachable'), { name: 'DriverAdapterError' })
  expect(isRetryable({ code: 'P2010', meta: { driverAdapterError } })).toBe(true)
})

it.each([
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Connection terminated unexpectedly',
  'timeout expired',
])('“%s” means: try again', (message) => {
  expect(isRetryable(new Error('in a transaction', { cause: new Error(message) }))).toBe(true)
})
