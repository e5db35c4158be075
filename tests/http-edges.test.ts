import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { multipartLimit } from '#server/http/bodies.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'

let app: TestApp
let username: string
/** The headers of JSON and of a caller with a session. */
let json: Record<string, string>

beforeAll(async () => {
  app = await startTestApp({ REQUEST_TIMEOUT_MS: 60_000 })
  username = (await anAccount((await aUnion()).id)).username
  const authorization = `Bearer ${await app.signInAs(username)}`
  json = { 'content-type': 'application/json', authorization }
})
afterAll(() => app.close())

type Sent = { status: number; text: string }

/** Sends a body as it is, with its length or in chunks without it. */
function send(body: Buffer, headers: Record<string, string>, chunked = false): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const length = chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.length }
    const sent = request(
      `${app.url}/graphql`,
      { method: 'POST', headers: { ...headers, ...length } },
      async (answer) => {
        const chunks: Buffer[] = []
        for await (const chunk of answer) chunks.push(chunk)
        resolve({ status: answer.statusCode!, text: Buffer.concat(chunks).toString() })
      },
    )
    // the server may answer and close before it has read all
    sent.on('error', reject).end(body)
  })
}

describe('a JSON body', () => {
  /** A query of exactly so many bytes. */
  const ofSize = (size: number): Buffer => {
    const [start, end] = ['{"query":"{ __typename }","variables":{"x":"', '"}}']
    return Buffer.from(`${start}${'a'.repeat(size - start.length - end.length)}${end}`)
  }

  test.each([
    ['with its length', false],
    ['in chunks', true],
  ])('%s is taken up to 262,144 bytes and not with one more', async (_, chunked) => {
    expect((await send(ofSize(262_144), json, chunked)).status).not.toBe(413)
    const refused = await send(ofSize(262_145), json, chunked)
    expect(refused.status).toBe(413)
    expect(refused.text).toContain('"code":"INVALID"')
  })

  test('is known by its type, whatever its letters and its charset', async () => {
    const body = Buffer.from('{"query":"{"}')
    for (const type of ['Application/JSON', 'application/json; charset=utf-8']) {
      expect((await send(body, { ...json, 'content-type': type })).status).toBe(200)
    }
  })

  test.each([
    ['a lone half of a pair', '"\\ud83d"', 400],
    ['a half in the wrong order', '"\\ude00\\ud83d"', 400],
    ['a half as a key’s value deep inside', '[{"a":"x\\udc00"}]', 400],
    ['a whole pair', '"\\ud83d\\ude00"', 200],
  ])('with %s in a text is answered %s', async (_, text, status) => {
    const answer = await send(Buffer.from(`{"query":"{ viewer { id } }","variables":{"x":${text}}}`), json)
    expect(answer.status).toBe(status)
    if (status === 400) expect(answer.text).toMatch(/半个字符/)
  })

  test.each(['null', '"text"', 'true', ''])('%s is no operation', async (body) => {
    expect((await send(Buffer.from(body), json)).status).toBe(400)
  })
})

describe('a form', () => {
  const boundary = 'edge'
  const headers = () => ({ ...json, 'content-type': `multipart/form-data; boundary=${boundary}`, 'x-sizhen-csrf': '1' })
  const operations = JSON.stringify({ query: 'query ($file: Upload) { viewer { id } }', variables: { file: null } })
  const part = (name: string, text: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`

  /** A form with one file, exactly so many bytes in all. */
  const ofSize = (size: number, first = part('operations', operations)): Buffer => {
    const file = `--${boundary}\r\ncontent-disposition: form-data; name="0"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n`
    const [start, end] = [`${first}${part('map', '{"0":["variables.file"]}')}${file}`, `\r\n--${boundary}--\r\n`]
    return Buffer.concat([Buffer.from(start), Buffer.alloc(size - start.length - end.length, 97), Buffer.from(end)])
  }

  test('is taken with a file of 10 MB, up to 64 KB more in all, and not with one byte more', async () => {
    expect(multipartLimit).toBe(10 * 1024 * 1024 + 65_536)
    const most = await send(ofSize(multipartLimit), headers())
    expect([most.status, most.text]).toEqual([200, expect.stringContaining('is never used')])
    expect((await send(ofSize(multipartLimit + 1), headers())).status).toBe(413)
  })

  test('with a list of operations is refused', async () => {
    expect((await send(ofSize(1000, part('operations', `[${operations}]`)), headers())).status).toBe(415)
  })

  test('is for an Upload anywhere in the input of its operation, and for nothing else', async () => {
    const asking = (query: string) =>
      ofSize(2000, part('operations', JSON.stringify({ query, variables: { file: null } })))
    const input = 'mutation ($i: PreviewRosterInput!) { previewRoster(input: $i) { seq } }'
    // taken as a form, and then refused for the input that it lacks
    expect((await send(asking(input), headers())).status).toBe(400)
    const without = 'mutation ($i: SignInInput!) { signIn(input: $i) { token } }'
    expect((await send(asking(without), headers())).status).toBe(415)
    expect((await send(asking(without), { ...headers(), 'x-sizhen-csrf': '' })).status).toBe(403)
  })

  test('with a file of exactly 10 MB is read, and one of a byte more is too large', async () => {
    const authorization = `Bearer ${await app.signInAs(username)}`
    const preview = async (size: number) => {
      const query = 'mutation ($input: PreviewRosterInput!) { previewRoster(input: $input) { seq } }'
      const form = new FormData()
      form.set('operations', JSON.stringify({ query, variables: { input: { clientId: randomUUID(), file: null } } }))
      form.set('map', '{"0":["variables.input.file"]}')
      form.set('0', new File([new Uint8Array(size).fill(32)], 'spaces.csv'))
      const headers = { authorization, 'x-sizhen-csrf': '1', 'accept-language': 'en' }
      return (await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: form })).text()
    }
    expect(await preview(10 * 1024 * 1024)).not.toContain('larger than 10 MB')
    expect(await preview(10 * 1024 * 1024 + 1)).toContain('larger than 10 MB')
  })
})

describe('who asks', () => {
  test('is the bearer of the token, when there is a cookie too', async () => {
    const other = (await anAccount((await aUnion()).id)).username
    const cookie = `sizhen=${await app.signInAs(username)}`
    const query = Buffer.from('{"query":"{ viewer { username } }"}')
    const type = { 'content-type': 'application/json' }
    const both = { ...type, cookie, origin: app.url, authorization: `bearer ${await app.signInAs(other)}` }
    expect((await send(query, both)).text).toContain(`"username":"${other}"`)
    expect((await send(query, { ...type, cookie, origin: app.url })).text).toContain(`"username":"${username}"`)
  })
})
