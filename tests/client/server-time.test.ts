import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { fetchWithTime, observeServerTime } from '#client/graph/server-time.ts'

/** Asks a server whose clock says this, and hears its time; `meanwhile` happens before the answer. */
async function heard(date: string | undefined, meanwhile = () => {}): Promise<number[]> {
  const server = createServer((_, response) => {
    meanwhile()
    response.sendDate = false
    if (date) response.setHeader('date', date)
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const times: number[] = []
  const stop = observeServerTime((at) => times.push(at))
  await fetchWithTime(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  stop()
  server.close()
  return times
}

afterEach(() => vi.useRealTimers())

const date = 'Tue, 24 Mar 2020 02:00:00 GMT'

it('an answer tells the server’s time: within the second that it names, and its trip', async () => {
  const [at] = await heard(date)
  expect(at! - Date.parse(date)).toBeGreaterThanOrEqual(500)
  expect(at! - Date.parse(date)).toBeLessThan(10_500)
})

it.each([undefined, 'yesterday'])('an answer of %s tells nothing', async (none) => {
  expect(await heard(none)).toEqual([])
})

it('an answer that waited for a phone that slept tells nothing, though the page’s clock stood still', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const sleep = () => vi.setSystemTime(Date.now() + 3_600_000)
  expect(await heard(date, sleep)).toEqual([])
})
