import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'

// A mutation begins with an actor that the process has read before: see server/http/remembered-actors.ts.

let app: TestApp
let unionId: string

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
})
afterAll(() => app.close())

describe('a session that has ended', () => {
  const openZone = 'mutation ($input: CreateZoneInput!) { createZone(input: $input) { seq } }'
  const zone = (name: string) => ({ input: { clientId: randomUUID(), name } })

  test('is refused by the next query and the next mutation, though this process has read its actor before', async () => {
    const token = await app.signInAs((await anAccount(unionId)).username)
    expect((await app.gql(token, openZone, zone('甲片区'))).errors).toBeUndefined()
    await db.session.updateMany({ where: { kind: 'BROWSER', account: { unionId } }, data: { endedAt: new Date() } })
    const refused = await app.gql(token, openZone, zone('乙片区'))
    expect(refused.errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
    expect((await app.gql(token, '{ viewer { id } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
    expect(await db.zone.count({ where: { name: '乙片区' } })).toBe(0)
  })

  test('is not taken for a mutation by a document that only speaks of one', async () => {
    const token = await app.signInAs((await anAccount(unionId)).username)
    await app.gql(token, openZone, zone('丙片区'))
    await app.gql(token, 'mutation { signOut { signedOut } }')
    for (const query of [
      '# mutation\n{ viewer { id } }',
      'mutation M { signOut { signedOut } } query Q { viewer { id } }',
    ]) {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query, operationName: query.startsWith('#') ? undefined : 'Q' }),
      })
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
      expect((await response.json()).errors[0].extensions.code).toBe('UNAUTHENTICATED')
    }
  })
})
