import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { asked, signedInAs } from './asking.ts'
import { Child } from './children.ts'
import { ms, quantile } from './figures.ts'
import { floods } from './floods/all.ts'
import type { Attack } from './floods/attackers.ts'
import type { Flood } from './floods/flood.ts'
import { startPractice } from './practice.ts'
import type { Row } from './table.ts'

const seconds = 12
const password = 'practice-only'

/**
 * What somebody who is signed in waits for, and a wall, while nobody else comes and under each flood, or under those whose names
 * fit the regular expression in the environment variable FLOODS. The limits of the server are those that it has by itself.
 */
export async function benchFloods(): Promise<Row[]> {
  const chosen = floods.filter(({ what }) => new RegExp(process.env.FLOODS ?? '').test(what))
  const { url, stop } = await startPractice(4185, { TRUST_PROXY: '1' })
  try {
    const token = await signedInAs(`${url}/graphql`, 'squad1', password)
    const wall = watchWall(url, await signedInAs(`${url}/graphql`, 'wall', password))
    const rows = [await measured('nobody else', url, token, wall, null)]
    for (const flood of chosen) rows.push(await measured(flood.what, url, token, wall, flood))
    wall.end()
    return rows
  } finally {
    await stop()
  }
}

type Wall = { takeGap: () => number; end: () => void }

/** A wall that follows the feed; `takeGap` gives the longest time without a message since the last call. */
function watchWall(url: string, token: string): Wall {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  })
  let last = performance.now()
  let longest = 0
  const note = () => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }
  client.subscribe(
    { query: 'subscription { boardEvents(after: 0) { through events { seq } } }' },
    { next: note, error() {}, complete() {} },
  )
  return {
    takeGap() {
      const gap = Math.max(longest, performance.now() - last)
      longest = 0
      return gap
    },
    end: () => void client.dispose(),
  }
}

async function measured(what: string, url: string, token: string, wall: Wall, flood: Flood | null): Promise<Row> {
  const attackers = new Child('floods/attackers.ts')
  const tokens: string[] = []
  for (const name of flood?.as ?? []) tokens.push(await signedInAs(`${url}/graphql`, name, password))
  const attack: Attack = { what, port: Number(new URL(url).port), tokens, seconds }
  const answers = flood && attackers.ask<number>(attack)
  // the attackers have to start and to make what they send
  if (flood) await sleep(2500)
  wall.takeGap()
  const times: number[] = []
  let refused = 0
  for (const until = performance.now() + (seconds - 2) * 1000; performance.now() < until; ) {
    const began = performance.now()
    await asked(`${url}/graphql`, token, '{ viewer { id } }').catch(() => {
      refused += 1
    })
    times.push(performance.now() - began)
    await sleep(20)
  }
  const gap = wall.takeGap()
  const many = answers ? `, ${(await answers).toLocaleString('en')} of the attackers’` : ''
  await attackers.end()
  // the counts of the address begin anew, and what the server has still to end is ended
  await sleep(11_000)
  const lost = refused > 0 ? `, ${refused} of ${times.length} refused` : ''
  const row = {
    what: `answers to somebody signed in, beside ${what}`,
    measured: `p50 ${ms(quantile(times, 0.5))}, p99 ${ms(quantile(times, 0.99))}${lost}; the wall’s longest gap ${ms(gap)}${many}`,
  }
  console.error(row.what, row.measured)
  return row
}
