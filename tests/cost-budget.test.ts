import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, startTestApp, type TestApp } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'
import { openSocket, subscribe, transports } from './setup/transports.ts'

let app: TestApp
let unionId: string

beforeAll(async () => {
  app = await startTestApp({ COST_PER_MINUTE: 5000, MAX_COST: 3000 })
  unionId = (await aUnion()).id
})
afterAll(() => app.close())

type Cost = { cost: number; limit: number; remaining: number; resetAfter: number }
type Costly = Answer & { extensions?: { cost: Cost } }

async function ask(token: string, query: string, more: object = {}): Promise<Costly> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, ...more }),
  })
  return (await response.json()) as Costly
}

const signIn = async () => app.signInAs((await anAccount(unionId)).username)
const page = (first: number) => `{ visits(first: ${first}) { edges { node { id state } } } }`

test('an answer says what it cost, what it may cost, and what is left of the minute', async () => {
  const token = await signIn()
  const first = await ask(token, page(10))
  expect(first.data).toBeTruthy()
  expect(first.extensions!.cost).toEqual({ cost: 62, limit: 3000, remaining: 4938, resetAfter: expect.any(Number) })
  expect((await ask(token, page(1))).extensions!.cost.remaining).toBe(4938 - 8)
  const board = await ask(token, '{ board { seq } viewer { id } }')
  expect(board.extensions!.cost.cost).toBe(6)
  const again = await ask(token, '{ board { seq } viewer { id } }')
  expect(again.extensions!.cost.remaining).toBe(4938 - 8 - 12)
})

test('a dry run tells the cost, and nothing is done', async () => {
  const token = await signIn()
  const dry = { extensions: { dryRun: true } }
  expect(await ask(token, page(10), dry)).toEqual({
    data: null,
    extensions: { cost: { cost: 62, limit: 3000, remaining: 5000, resetAfter: expect.any(Number) } },
  })
  const nested = '{ enterprises(first: 100) { edges { node { visits(first: 100) { edges { node { id } } } } } } }'
  expect((await ask(token, nested, dry)).extensions!.cost.cost).toBeGreaterThan(3000)
  expect((await ask(token, nested)).errors![0]!.message).toMatch(/Query Cost limit of 3000 exceeded, found \d+/)
  expect((await ask(token, 'mutation { signOut { signedOut } }', dry)).data).toBeNull()
  expect((await ask(token, '{ viewer { id } }')).data).toMatchObject({ viewer: { id: expect.any(String) } })
})

test.each(transports)(
  'a subscription over %s is told its cost in a dry run, and is not followed',
  async (name, send) => {
    const token = await signIn()
    const answer = await send(app, token, 'subscription { boardEvents(after: 0) { through } }', { dryRun: true })
    expect([name, answer]).toEqual([
      name,
      { data: null, extensions: { cost: { cost: 3, limit: 3000, remaining: 5000, resetAfter: expect.any(Number) } } },
    ])
  },
)

test('a subscription counts once towards the minute of its account', async () => {
  const token = await signIn()
  const socket = await openSocket(app, { authorization: `Bearer ${token}` })
  const follow = (n: number) =>
    subscribe(socket, `subscription { boardEvents(after: ${n}) { events { enterprise { visits { totalCount } } } } }`)
  const { cost } = (await ask(token, '{ __typename }')).extensions!
  await follow(0)
  const after = (await ask(token, '{ __typename }')).extensions!.cost
  expect(cost.remaining - after.remaining).toBe(522 + 1)
  for (let n = 1; n < 9; n += 1) await follow(n)
  const { payload } = await follow(9)
  expect(payload.errors[0].extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfter: expect.any(Number) })
  socket.close()
})

test('beyond the budget of its minute an account may change and not ask, and others are not touched', async () => {
  const [token, other] = [await signIn(), await signIn()]
  for (let n = 0; n < 8; n += 1) expect((await ask(token, page(100))).data).toBeTruthy()
  const refused = await ask(token, page(100))
  expect(refused.errors![0]!.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfter: expect.any(Number) })
  expect(refused.extensions!.cost.remaining).toBe(0)
  expect((await ask(other, page(100))).data).toBeTruthy()
  expect((await ask(token, 'mutation { signOut { signedOut } }')).data).toEqual({ signOut: { signedOut: true } })
})
