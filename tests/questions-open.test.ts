import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'
import { openSocket, subscribe } from './setup/transports.ts'

let app: TestApp
let unionId: string

beforeAll(async () => {
  app = await startTestApp({ QUESTIONS_PER_ACCOUNT: 3, COST_OF_QUESTIONS: 1000, MAX_COST: 2500 })
  unionId = (await aUnion()).id
})
afterAll(() => app.close())

const signIn = async () => app.signInAs((await anAccount(unionId)).username)
const following = (fields: string) => `subscription { boardEvents(after: 0) { through ${fields} } }`
const open = (token: string) => openSocket(app, { authorization: `Bearer ${token}`, language: 'en' })

/** Of a subscription the code of its error, or `followed`. */
async function outcome(socket: Awaited<ReturnType<typeof open>>, fields: string): Promise<string> {
  const { type, payload } = await subscribe(socket, following(fields))
  return type === 'error' ? payload[0].extensions.code : payload.errors ? payload.errors[0].extensions.code : 'followed'
}

test('an account has so many different subscriptions, those that ask the same count once, and one that ends makes room', async () => {
  const token = await signIn()
  const [first, second] = [await open(token), await open(token)]
  for (const fields of ['reset', 'epoch', 'events { seq }']) expect(await outcome(first, fields)).toBe('followed')
  expect(await outcome(second, 'events { kind }')).toBe('UNAVAILABLE')
  for (const fields of ['reset', 'epoch', 'events { seq }']) expect(await outcome(second, fields)).toBe('followed')
  const other = await open(await signIn())
  expect(await outcome(other, 'events { kind }')).toBe('followed')
  first.close()
  expect(await outcome(second, 'events { kind }')).toBe('UNAVAILABLE')
  second.close()
  const third = await open(token)
  await expect.poll(() => outcome(third, 'events { kind }')).toBe('followed')
  third.close()
  other.close()
})

test('they may cost so much together, and one alone as much as any operation', async () => {
  const socket = await open(await signIn())
  const costly = (field: string) => `events { enterprise { visits(first: 4) { edges { node { ${field} } } } } }`
  expect(await outcome(socket, costly('id'))).toBe('followed')
  expect(await outcome(socket, costly('state'))).toBe('UNAVAILABLE')
  expect(await outcome(socket, 'events { enterprise { visits(first: 100) { edges { node { id } } } } }')).toBe(
    'INVALID',
  )
  socket.close()
})
