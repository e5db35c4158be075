import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp, testPassword } from './setup/app.ts'
import { aSquad, aUnion, anAccount } from './setup/factories.ts'

let app: TestApp
let union: { id: string }

beforeAll(async () => {
  app = await startTestApp()
  union = await aUnion()
})
afterAll(() => app.close())

describe('signIn', () => {
  test('opens a session that viewer knows', async () => {
    const { username } = await anAccount(union.id)
    const token = await app.signInAs(username)
    const { data } = await app.gql(token, '{ viewer { username role union { name } squad { id } scopes } }')
    expect(data.viewer).toMatchObject({ username, role: 'COMMAND', squad: null, scopes: [] })
  })
  test('viewer is null for nobody, and everything else is refused', async () => {
    const answer = await app.gql(null, '{ viewer { id } }')
    expect(answer).toEqual({ data: { viewer: null } })
    const refused = await app.gql(null, '{ unions { id } }')
    expect(refused.errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
  })
})
