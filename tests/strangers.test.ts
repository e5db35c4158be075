import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicFields } from '#server/http/root-fields.ts'
import { networkOf } from '#server/platform/network.ts'
import { schema } from '#server/schema.ts'
import { type Answer, startTestApp, type TestApp, testPassword } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'
import { bareSocket, closeCode, openSocket } from './setup/transports.ts'

let app: TestApp
let token: string
/** The cookie of a browser in which somebody has signed in. */
let device: string

beforeAll(async () => {
  app = await startTestApp({
    STRANGER_REQUESTS: 20,
    SOCKETS_UNKNOWN: 12,
    SOCKETS_UNKNOWN_PER_ADDRESS: 8,
    TRUST_PROXY: 1,
  })
  const { username } = await anAccount((await aUnion()).id)
  token = await app.signInAs(username)
  device = await deviceOf(username)
})
afterAll(() => app.close())

async function deviceOf(username: string): Promise<string> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.200' },
    body: JSON.stringify({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }',
      variables: { input: { username, password: testPassword } },
    }),
  })
  const cookies = response.headers.getSetCookie().map((each) => each.split(';')[0]!)
  return cookies.find((each) => each.includes('sizhen-device='))!
}

/** Asks from an address that a proxy of ours has seen. */
async function ask(query: string, address: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address, ...headers },
    body: JSON.stringify({ query }),
  })
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    ...((await response.json()) as Answer),
  }
}

describe('the network of an address', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2'],
    ['unix', 'unix'],
  ])('%s is of %s', (address, network) => expect(networkOf(address)).toBe(network))
})

describe('who has no session', () => {
  test('is answered the public fields, and no other one is looked at', async () => {
    const queries = Object.keys(schema.getQueryType()!.getFields())
    const mutations = Object.keys(schema.getMutationType()!.getFields())
    expect([...publicFields].filter((name) => !queries.includes(name) && !mutations.includes(name))).toEqual([
      '__typename',
    ])
    expect((await ask('{ viewer { id } hostNames setUpState __typename }', '203.0.113.9')).errors).toBeUndefined()
    const closed = [
      ...queries.filter((name) => !publicFields.has(name)).map((name) => `{ ${name} }`),
      ...mutations.filter((name) => !publicFields.has(name)).map((name) => `mutation { ${name} }`),
      '{ viewer { id } ...Q } fragment Q on Query { board { seq } }',
      '{ ... on Query { visits { totalCount } } }',
      'query A { viewer { id } } query B { visits { nothing } }',
      'subscription { events(after: 0) { through } }',
      '{ __schema { types { name } } }',
    ]
    expect(closed.length).toBeGreaterThan(150)
    for (const [n, document] of closed.entries()) {
      // a colleague of each of these networks is known
      if (n % 16 === 0) await ask('{ viewer { id } }', `10.0.${n >> 4}.1`, { authorization: `Bearer ${token}` })
      const { data, errors } = await ask(document, `10.0.${n >> 4}.1`)
      expect([document, data ?? null, errors?.[0]?.extensions.code]).toEqual([document, null, 'UNAUTHENTICATED'])
    }
  })

  test('may ask so often in ten seconds, while the colleagues behind the same address are answered', async () => {
    const flood = await Promise.all(Array.from({ length: 30 }, () => ask('{ viewer { id } }', '203.0.113.1')))
    expect(flood.filter(({ status }) => status === 200)).toHaveLength(20)
    const refused = flood.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(10)
    expect(Number(refused[0]!.retryAfter)).toBeGreaterThan(0)
    expect(refused[0]!.errors![0]!.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfter: expect.any(Number) })
    const bearer = { authorization: `Bearer ${token}` }
    for (let n = 0; n < 30; n += 1) expect((await ask('{ viewer { id } }', '203.0.113.1', bearer)).data).toBeTruthy()
    expect((await ask('{ viewer { id } }', '203.0.113.2')).status).toBe(200)
  })

  test('is counted where the session is none, and by the first half of an IPv6 address', async () => {
    const guess = { authorization: `Bearer ${'a'.repeat(43)}` }
    const all = await Promise.all(
      Array.from({ length: 25 }, (_, n) => ask('{ viewer { id } }', `2001:db8:5:5::${n + 1}`, guess)),
    )
    expect(all.filter(({ status }) => status === 429)).toHaveLength(5)
  })

  test('is counted with all others of whom nobody is known, since one attacker may have many addresses', async () => {
    const bearer = { authorization: `Bearer ${token}` }
    expect((await ask('{ viewer { id } }', '192.0.2.1', bearer)).status).toBe(200)
    const all = await Promise.all(
      Array.from({ length: 260 }, (_, n) => ask('{ viewer { id } }', `10.9.${n >> 4}.${n & 15}`)),
    )
    const answered = all.filter(({ status }) => status === 200).length
    expect(answered).toBeLessThanOrEqual(200)
    expect(all.filter(({ status }) => status === 429)).toHaveLength(260 - answered)
    expect((await ask('{ viewer { id } }', '192.0.2.1')).status).toBe(200)
    expect((await ask('{ viewer { id } }', '10.9.0.1', bearer)).status).toBe(200)
    // a phone that was signed in before is counted by itself, also in a network that nobody knows
    expect((await ask('{ viewer { id } }', '10.99.0.1')).status).toBe(429)
    const known = { cookie: device, origin: app.url }
    const asked = await Promise.all(Array.from({ length: 25 }, () => ask('{ viewer { id } }', '10.99.0.1', known)))
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(20)
  })

  test('is counted at the pages of the schema too', async () => {
    const read = (path: string, address: string) =>
      fetch(`${app.url}${path}`, {
        redirect: 'manual',
        headers: { accept: 'text/html', 'x-forwarded-for': address, authorization: `Bearer ${randomUUID()}` },
      })
    for (const [path, refused, address] of [
      ['/schema.graphql', 401, '203.0.113.20'],
      ['/graphql', 303, '203.0.113.21'],
    ] as const) {
      const answers = await Promise.all(Array.from({ length: 25 }, () => read(path, address)))
      expect(answers.filter(({ status }) => status === refused)).toHaveLength(20)
      const tooMany = answers.filter(({ status }) => status === 429)
      expect(tooMany).toHaveLength(5)
      expect(Number(tooMany[0]!.headers.get('retry-after'))).toBeGreaterThan(0)
    }
  })
})

test('a document is at most 16 KB, and no wider than a screen could need', async () => {
  const refused = async (query: string) => {
    const { data, errors } = await app.gql<object>(token, query)
    return data ? 'answered' : errors![0]!.message
  }
  const comment = (bytes: number) => `{ viewer { id } } # ${'x'.repeat(bytes - 20)}`
  expect(await refused(comment(16 * 1024))).toBe('answered')
  expect(await refused(comment(16 * 1024 + 1))).toMatch(/Length limit of 16384 bytes/)
  expect(await refused(`{ viewer { ${'id '.repeat(60)} } }`)).toBe('answered')
  expect(await refused(`{ viewer { ${'id '.repeat(70)} } }`)).toMatch(/Width limit/)
  expect(await refused(`{ ${'viewer { id } '.repeat(210)} }`)).toMatch(/Width limit/)
  const spread = 'fragment A on Viewer { ...B ...B } fragment B on Viewer { id }'
  expect(await refused(`{ viewer { ...A } } ${spread}`)).toBe('answered')
  const circle = 'fragment A on Visit { continues { ...A } }'
  expect(await refused(`{ visits { edges { node { ...A } } } } ${circle}`)).toMatch(/limit|spread/i)
})

describe('sockets of which nobody has said who opens them', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const status = (headers: Record<string, string>) =>
    new Promise((resolve) => {
      const socket = bareSocket(app, headers)
      socket.once('open', () => resolve(socket))
      socket.once('unexpected-response', (_, { statusCode }) => resolve(statusCode))
    })

  test('are few of one address and in all, and take no room of people', async () => {
    const ofOne = await Promise.all(Array.from({ length: 10 }, () => status(from('198.51.100.1'))))
    expect(ofOne.filter((each) => each === 503)).toHaveLength(2)
    const known = await openSocket(app, { authorization: `Bearer ${token}` }, from('198.51.100.2'))
    const others = await Promise.all(Array.from({ length: 6 }, (_, n) => status(from(`198.51.101.${n}`))))
    expect(others.filter((each) => each === 503)).toHaveLength(2)
    // the page of somebody whom this node knows finds room though all places are taken
    const page = { cookie: `sizhen=${token}`, origin: app.url, ...from('198.51.100.9') }
    const own = await openSocket(app, {}, page)
    own.close()
    expect(known.readyState).toBe(known.OPEN)
    const closed = [...ofOne, ...others].filter((each) => typeof each === 'object')
    await Promise.all(closed.map((each) => closeCode(each as never)))
    known.close()
  })

  test('are counted until they are acknowledged, however soon they are closed', async () => {
    const bearer = { authorization: `Bearer ${token}` }
    const tryOnce = async (secret: string) => {
      const opened = openSocket(app, { authorization: `Bearer ${secret}` }, from('198.51.102.1'))
      return opened.then(
        (socket) => socket.close(),
        (error: Error) => error.message,
      )
    }
    for (let n = 0; n < 25; n += 1) expect(await tryOnce(token)).toBeUndefined()
    const guesses = []
    for (let n = 0; n < 22; n += 1) guesses.push(await tryOnce(randomUUID()))
    expect(guesses).toEqual([...Array(20).fill('closed 4403'), 'HTTP 429', 'HTTP 429'])
    // those whom the node knows are answered from the same address
    expect((await ask('{ viewer { id } }', '198.51.102.1', bearer)).data).toBeTruthy()
    const page = { cookie: `sizhen=${token}`, origin: app.url, ...from('198.51.102.1') }
    ;(await openSocket(app, {}, page)).close()
  })

  test('are cut off though the peer never answers', async () => {
    const { port, hostname } = new URL(app.url)
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true })
    const lines = ['GET /graphql HTTP/1.1', `Host: ${hostname}:${port}`, 'Upgrade: websocket', 'Connection: Upgrade']
    const key = ['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version: 13']
    socket.write([...lines, ...key, 'Sec-WebSocket-Protocol: graphql-transport-ws', '', ''].join('\r\n'))
    // the frame by which the server closes gets no answer, and still the connection is ended
    await new Promise((resolve) => socket.resume().once('end', resolve))
    socket.destroy()
  })
})
