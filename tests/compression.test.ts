import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from './setup/app.ts'
import { anAccount, aUnion } from './setup/factories.ts'

let app: TestApp
let token: string

beforeAll(async () => {
  app = await startTestApp()
  token = await app.signInAs((await anAccount((await aUnion()).id)).username)
})
afterAll(() => app.close())

type Sent = { encoding: string | undefined; body: Buffer; firstPart: Buffer }

/** Asks and takes the bytes as they travel, until the answer ends or, of a stream, until its first part is there. */
function ask(query: string, headers: Record<string, string>, isStream = false): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const all = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers }
    const asked = request(`${app.url}/graphql`, { method: 'POST', headers: all }, (answer) => {
      const encoding = answer.headers['content-encoding']
      const parts: Buffer[] = []
      const done = () => resolve({ encoding, body: Buffer.concat(parts), firstPart: parts[0]! })
      answer.on('data', (part) => {
        parts.push(part)
        if (!isStream) return
        done()
        asked.destroy()
      })
      answer.on('end', done)
    })
    asked.on('error', reject).end(JSON.stringify({ query }))
  })
}

const long = '{ __schema { types { name } } }'

describe('an answer', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('of more than a kilobyte travels as %s', async (encoding, open) => {
    const plain = await ask(long, { 'accept-encoding': 'identity' })
    expect([plain.encoding, plain.body.length > 1024]).toEqual([undefined, true])
    const sent = await ask(long, { 'accept-encoding': encoding })
    expect(sent.encoding).toBe(encoding)
    expect(sent.body.length).toBeLessThan(plain.body.length / 2)
    // what is left of the minute's budget is less each time
    const dataOf = (body: Buffer) => JSON.parse(body.toString()).data
    expect(dataOf(open(sent.body))).toEqual(dataOf(plain.body))
  })

  test('of less stays as it is', async () => {
    const sent = await ask('{ viewer { id } }', { 'accept-encoding': 'br' })
    expect([sent.encoding, JSON.parse(sent.body.toString()).data.viewer.id]).toEqual([undefined, expect.any(String)])
  })

  test('that is a stream of events is not held back to be compressed', async () => {
    const query = 'subscription { boardEvents(after: 0) { through } }'
    const headers = { accept: 'text/event-stream', 'accept-encoding': 'br' }
    const sent = await ask(query, headers, true)
    expect(sent.encoding).toBe('none')
    expect(sent.firstPart.length).toBeGreaterThan(0)
  })
})
