import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isForThisComputer, isOurName } from '#server/http/origin.ts'
import { readEnv } from '#server/platform/env.ts'
import { describeFault } from '#server/platform/fault.ts'
import { globalId } from '#server/platform/ids.ts'
import { startTestApp, type TestApp, testPassword } from './setup/app.ts'
import { callerOf } from './setup/caller.ts'
import { anAccount, aUnion } from './setup/factories.ts'
import { readStream } from './setup/sse.ts'

let app: TestApp
let unionId: string

beforeAll(async () => {
  app = await startTestApp({ METRICS_TOKEN: 'a-token-of-the-operator' })
  unionId = (await aUnion()).id
})
afterAll(() => app.close())

/** Asks for a path under another name of the server, as a page whose name leads here would. */
const named = (host: string, path: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    request(`${app.url}${path}`, { headers: { host } }, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part)
      resolve({ status: answer.statusCode!, text: Buffer.concat(parts).toString() })
    })
      .on('error', reject)
      .end()
  })

describe('the name of the server', () => {
  test.each([
    ['localhost:4000', {}, true],
    ['127.0.0.1:4000', {}, true],
    ['[::1]:4000', {}, true],
    ['evil.example:4000', {}, false],
    ['10.1.2.3:4000', {}, false],
    ['10.1.2.3:4000', { HOST: '10.1.2.3' }, true],
    ['localhost.evil.example', {}, false],
    ['evil.example', { PUBLIC_URL: 'https://board.example.org' }, true],
  ])('%s with %o: %s', (host, settings, isOurs) => {
    expect(isOurName({ headers: { host } } as never, readEnv(settings as never))).toBe(isOurs)
  })

  test('another one is told what to set, on every page but those of probes', async () => {
    for (const path of ['/', '/desk', '/graphql', '/schema.graphql', '/download?token=x']) {
      const { status, text } = await named('evil.example', path)
      expect([path, status]).toEqual([path, 421])
      expect(text).toContain('PUBLIC_URL')
    }
    expect((await named('10.0.0.7:4000', '/healthz')).status).toBe(200)
  })
})

describe('figures of the operator', () => {
  const read = async (headers: Record<string, string> = {}) => (await fetch(`${app.url}/metrics`, { headers })).status
  test('need the token where one is set', async () => {
    expect(await read()).toBe(401)
    expect(await read({ authorization: 'Bearer another' })).toBe(401)
    expect(await read({ authorization: 'Bearer a-token-of-the-operator' })).toBe(200)
  })
  test.each([
    [{}, true],
    [{ HOST: '0.0.0.0' }, false],
    [{ PUBLIC_URL: 'https://board.example.org' }, false],
    [{ TRUST_PROXY: '1' }, false],
  ])('without one, %o is for this computer alone: %s', (settings, isAlone) => {
    expect(isForThisComputer(readEnv(settings as never))).toBe(isAlone)
  })
})

test('a token of no session is answered 401, on every document', async () => {
  for (const query of ['{ viewer { id } }', '{ board { seq } }', 'mutation { signOut { signedOut } }', '{{{']) {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${'b'.repeat(43)}` },
      body: JSON.stringify({ query }),
    })
    expect([query, response.status]).toEqual([query, 401])
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
    expect((await response.json()).errors[0].extensions.code).toBe('UNAUTHENTICATED')
  }
})

test('a stream whose session ends says so, and one that a client ends does not', async () => {
  const { id, username } = await anAccount(unionId)
  const token = await app.signInAs(username)
  const command = callerOf(app, await app.signInAs((await anAccount(unionId, { rank: 'CHAIR' })).username))
  let isOpen: () => void
  const opened = new Promise<void>((resolve) => {
    isOpen = resolve
  })
  const query = 'subscription { boardEvents(after: 0) { through } }'
  const results = readStream(app, token, query, {}, () => {
    isOpen()
    return false
  })
  await opened
  await command.change('disableAccount', { accountId: globalId('Account', id) })
  expect((await results).at(-1)!.errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
})

test('a password is set once by a clientId, and another one is a conflict', async () => {
  const { id, username } = await anAccount(unionId)
  const command = await app.signInAs((await anAccount(unionId)).username)
  const set = (password: string, clientId: string) =>
    app.change(command, 'setPassword', { clientId, accountId: globalId('Account', id), password }, 'account { id }')
  const clientId = randomUUID()
  const first = await set('the first of two', clientId)
  expect(await set('the first of two', clientId)).toEqual(first)
  expect((await set('the other of two', clientId)).errors![0]!.extensions.code).toBe('CONFLICT')
  expect(await app.signInAs(username, 'the first of two')).toBeTruthy()
  await expect(app.signInAs(username, testPassword)).rejects.toThrow()
})

describe('a form that is rubbish', () => {
  const boundary = 'edge'
  const part = (name: string, text: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`
  const operations = '{"query":"mutation ($i: PreviewRosterInput!) { previewRoster(input: $i) { seq } }"}'
  test.each([
    ['nothing', ''],
    ['no form', 'rubbish'],
    ['half a form', part('operations', operations).slice(0, 60)],
    ['operations null', part('operations', 'null') + part('map', '{"0":["variables.file"]}')],
    ['operations a number', part('operations', '1') + part('map', '{"0":["variables.file"]}')],
    ['operations no JSON', part('operations', '{')],
    ['a map of numbers', part('operations', operations) + part('map', '{"0":1}')],
    ['a map of nothing', part('operations', operations) + part('map', '{"0":null}')],
    ['a map that is a text', part('operations', operations) + part('map', '"x"')],
    ['a map into the prototype', part('operations', operations) + part('map', '{"0":["__proto__.x"]}')],
    ['a map to a number', part('operations', operations) + part('map', '{"0":[1]}')],
  ])('%s is INVALID', async (_, text) => {
    const token = await app.signInAs((await anAccount(unionId)).username)
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'x-sizhen-csrf': '1',
      },
      body: `${text}--${boundary}--\r\n`,
    })
    expect(response.status).toBeLessThan(500)
    expect((await response.json()).errors[0].extensions.code).toBe('INVALID')
  })
})

test('a fault is logged by its kind and its places, without what it repeats', () => {
  const typed = '张三 13800000000'
  const fault = describeFault(Object.assign(new SyntaxError(`"${typed}\n    is no JSON`), { code: 'E1' }))
  expect(fault).toMatchObject({ name: 'SyntaxError', code: 'E1', at: expect.stringContaining('names-and-tokens') })
  expect(JSON.stringify(fault)).not.toContain('张三')
  for (const odd of [undefined, null, typed, 7, { message: typed }]) {
    expect(JSON.stringify(describeFault(odd))).not.toContain('张三')
  }
})
