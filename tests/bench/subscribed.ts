import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { db } from '#server/postgres/db.ts'
import { testPassword } from '#tests/setup/app.ts'
import { signedInAs } from './asking.ts'
import type { Through } from './audience.ts'
import { anIssue, startWorld } from './bench-world.ts'
import { Child, startOurs } from './children.ts'
import { median } from './figures.ts'
import { openingIssues } from './mutations.ts'
import type { Rate } from './requests.ts'
import type { Row } from './table.ts'

const sockets = 1000
const rounds = 3
const seconds = 5

/** What 1,000 live subscribers take off the rate of mutations, on one server and by turns. */
export async function benchSubscribed(): Promise<Row[]> {
  const world = await startWorld()
  const children: { end: () => Promise<void> }[] = []
  try {
    const ours = await startOurs(world.url, { SOCKETS_PER_SESSION: '2000', SOCKETS_PER_ACCOUNT: '2000' })
    const load = new Child('requests.ts')
    children.push(ours, load)
    const token = await signedInAs(ours.url, world.command.username, testPassword)
    const inputs = world.enterprises.map((enterpriseId) => ({ ...anIssue, enterpriseId }))
    const mutate = async () => {
      const question = { url: ours.url, token, query: openingIssues, inputs, connections: 10, seconds }
      return (await load.ask<Rate>(question)).perSecond
    }
    const head = async () => (await db.stream.findUniqueOrThrow({ where: { unionId: world.unionId } })).head
    await mutate()
    const rates = { alone: [] as number[], watched: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      rates.alone.push(await mutate())
      const audience = new Child('audience.ts')
      try {
        await audience.ask({ url: ours.url, token, sockets, after: await head() })
        rates.watched.push(await mutate())
        await level(audience, await head())
      } finally {
        await audience.end()
      }
    }
    const [alone, watched] = [median(rates.alone), median(rates.watched)]
    return [
      {
        what: `mutations/s with ${sockets.toLocaleString('en')} live subscribers`,
        measured: `${watched.toFixed(0)}; without ${alone.toFixed(0)} (× ${(watched / alone).toFixed(2)})`,
      },
    ]
  } finally {
    await Promise.all(children.map((child) => child.end()))
    await world.stop()
  }
}

/** Throws unless every subscriber is told all up to the head, without a gap, within ten seconds. */
async function level(audience: Child, head: number): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const { least, greatest, broken } = await audience.ask<Through>({ through: true })
    assert.equal(broken, 0, 'batches were missed or doubled')
    if (least === head && greatest === head) return
    await sleep(100)
  }
  throw new Error('not every subscriber came level')
}
