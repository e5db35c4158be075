import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#codegen/prisma/enums.ts'
import { health } from '#server/postgres/watch.ts'
import { startTestApp, type TestApp, testPassword } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'

let app: TestApp
let username: string
let cookie: string
/** The header of a caller with a session. */
let bearer: { authorization: string }

beforeAll(async () => {
  app = await startTestApp()
  username = (await anAccount((await aUnion()).id)).username
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  const body = JSON.stringify({ query, variables: { input: { username, password: testPassword } } })
  bearer = { authorization: `Bearer ${await app.signInAs(username)}` }
  cookie = (await post(body)).headers.get('set-cookie')!.split(';')[0]!
})
afterAll(() => app.close())

const json = { 'content-type': 'application/json' }

const post = (body: BodyInit, headers: Record<string, string> = json, method = 'POST') =>
  fetch(`${app.url}/graphql`, { method, headers, ...(method === 'POST' && { body }) })

const viewer = JSON.stringify({ query: '{ viewer { username } }' })

/** Sees a refusal in the API's own form: a code, a sentence, a request id that the answer's header repeats. */
async function expectRefused(response: Response, status: number, code = 'INVALID') {
  const { data, errors } = await response.json()
  expect([response.status, data ?? null, errors[0].extensions.code]).toEqual([status, null, code])
  expect(errors[0].message).toBeTruthy()
  expect(errors[0].extensions.requestId).toBe(response.headers.get('x-request-id'))
}

describe('bodies', () => {
  test('JSON of 256 KB and no more', async () => {
    const of = (size: number) =>
      JSON.stringify({ query: '{ viewer { username } }', variables: { x: 'a'.repeat(size) } })
    expect((await post(of(250_000), { ...json, ...bearer })).status).toBe(200)
    await expectRefused(await post(of(270_000), { ...json, ...bearer }), 413)
    await expectRefused(await post(of(33_000)), 401, 'UNAUTHENTICATED')
  })

  test('a body that hides its length is counted', async () => {
    const status = await new Promise((resolve) => {
      const sent = request(`${app.url}/graphql`, { method: 'POST', headers: json }, (answer) =>
        resolve(answer.statusCode),
      )
      sent.on('error', () => resolve('cut'))
      for (let i = 0; i < 40; i++) sent.write(' '.repeat(10_000))
      sent.end(viewer)
    })
    expect(status).toBe(413)
  })

  test.each([
    ['no JSON', '{'],
    ['a number', '1'],
    ['a batch', `[${viewer},${viewer}]`],
  ])('%s is INVALID', async (_, body) => expectRefused(await post(body), 400))

  test('a caller who hangs up before the end is not taken for a database that does not answer', async () => {
    const { port } = new URL(app.url)
    for (let n = 0; n < 3; n += 1) {
      const socket = connect(Number(port), '127.0.0.1')
      await once(socket, 'connect')
      const head = ['POST /graphql HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Content-Type: application/json']
      socket.write([...head, 'Content-Length: 500', '', '{"query":'].join('\r\n'))
      // once this is answered the server has begun to read the other body
      await fetch(`${app.url}/healthz`)
      socket.destroy()
    }
    const openSockets = () => new Promise((resolve) => app.app.server.getConnections((_, open) => resolve(open)))
    await expect.poll(openSockets).toBeLessThanOrEqual(2)
    await fetch(`${app.url}/healthz`)
    expect(health().sentence).toBe('')
  })

  test('no query is INVALID', async () => expectRefused(await post('{}'), 200))

  test.each([
    ['text/plain', 403],
    ['application/x-www-form-urlencoded', 403],
    ['application/graphql', 415],
    ['application/xml', 415],
  ])('%s is not taken', async (type, status) => expectRefused(await post(viewer, { 'content-type': type }), status))

  test.each(['PUT', 'DELETE', 'PATCH'])('%s is not taken', async (method) =>
    expectRefused(await fetch(`${app.url}/graphql?query={viewer{id}}`, { method }), 405),
  )
})

describe('forms', () => {
  const form = (query: string) => {
    const body = new FormData()
    body.set('operations', JSON.stringify({ query, variables: { file: null } }))
    body.set('map', '{"0":["variables.file"]}')
    body.set('0', new File(['a,b'], 'list.csv'))
    return body
  }
  const withUpload = 'query ($file: Upload) { viewer { username } }'

  test('need the header that no other page can send', async () => {
    await expectRefused(await post(form(withUpload), bearer), 403)
  })

  test('are only for operations with an Upload', async () => {
    await expectRefused(await post(form('{ viewer { username } }'), { ...bearer, 'x-sizhen-csrf': '1' }), 415)
  })

  test('of more than 10 MB are not taken', async () => {
    const body = form(withUpload)
    body.set('0', new File(['x'.repeat(11_000_000)], 'big.csv'))
    await expectRefused(await post(body, { ...bearer, 'x-sizhen-csrf': '1' }), 413)
  })
})

describe('pages of others', () => {
  const foreign = ['http://evil.example', 'null', 'http://board.127.0.0.1', 'https://127.0.0.1']

  test.each(foreign)('%s gets nothing by the cookie', async (origin) => {
    await expectRefused(await post(viewer, { ...json, origin, cookie }), 403, 'FORBIDDEN')
  })

  test('a cookie that no page sent is worth nothing', async () => {
    await expectRefused(await post(viewer, { ...json, cookie }), 403, 'FORBIDDEN')
  })

  test('our own page is let in, and no other is told that it may read', async () => {
    const answer = await post(viewer, { ...json, origin: app.url, cookie })
    expect(await answer.json()).toMatchObject({ data: { viewer: { username } } })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    const preflight = await fetch(`${app.url}/graphql`, { method: 'OPTIONS', headers: { origin: foreign[0]! } })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('pages of ours', () => {
  test('have a policy without unsafe-inline, and no frame around them', async () => {
    for (const path of ['/', '/board', '/healthz', '/graphql']) {
      const policy = (await fetch(app.url + path)).headers.get('content-security-policy')
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
    }
  })

  test('GraphiQL is for the command centre and integrators', async () => {
    const open = (headers: Record<string, string>) =>
      fetch(`${app.url}/graphql`, { headers: { accept: 'text/html', ...headers }, redirect: 'manual' })
    expect((await open({})).headers.get('location')).toBe('/login')
    const as = async (role: Role) => {
      const { username } = await anAccount((await aUnion()).id, { role })
      return open({ authorization: `Bearer ${await app.signInAs(username)}` })
    }
    for (const role of ['DISTRICT', 'WALL'] as const) expect((await as(role)).status).toBe(403)
    for (const page of [await open({ cookie }), await as('INTEGRATOR')])
      expect([page.status, (await page.text()).includes('YogaGraphiQL')]).toEqual([200, true])
  })

  test('health, readiness and figures are told', async () => {
    expect(await (await fetch(`${app.url}/healthz`)).text()).toBe('ok\n')
    expect(await (await fetch(`${app.url}/readyz`)).text()).toBe('ready\n')
    const metrics = await (await fetch(`${app.url}/metrics`)).text()
    for (const name of [
      'connections',
      'subscribers',
      'events_read_total',
      'events_delivered_total',
      'feed_lag_seconds',
    ])
      expect(metrics).toMatch(new RegExp(`^sizhen_${name} [\\d.]+$`, 'm'))
  })
})
