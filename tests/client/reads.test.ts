import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Reads } from '#client/graph/reads.ts'

const asked: ServerResponse[] = []
const server = createServer((_, response) => void asked.push(response))
let url: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.closeAllConnections())

const untilAsked = (times: number) => vi.waitFor(() => expect(asked).toHaveLength(times), { timeout: 20_000 })

describe('a query without an answer', () => {
  it('is sent once more when the line is back, and its one answer is the later one', async () => {
    asked.length = 0
    const reads = new Reads()
    const answer = reads.fetch(url)
    await untilAsked(1)
    reads.sendAgain()
    await untilAsked(2)
    asked[1]!.end('later')
    expect(await (await answer).text()).toBe('later')
    reads.sendAgain()
    expect(asked).toHaveLength(2)
  })

  it('is not sent again once nobody wants it any more', async () => {
    asked.length = 0
    const reads = new Reads()
    const wanted = new AbortController()
    const answer = reads.fetch(url, { signal: wanted.signal })
    const refused = expect(answer).rejects.toThrow()
    await untilAsked(1)
    wanted.abort()
    await refused
    reads.sendAgain()
    await expect(reads.fetch(url, { signal: wanted.signal })).rejects.toThrow()
    expect(asked).toHaveLength(1)
  })
})
