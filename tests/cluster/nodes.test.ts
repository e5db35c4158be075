import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crossNodes, loseSignals, sameChangeEverywhere, signOutElsewhere } from './as-one.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { cutOff } from './cut-off.ts'
import { killNodes, killPostgres, restartPostgres } from './kills.ts'
import { until } from './postgres.ts'
import { type Result, underLoad } from './run.ts'
import { stopNodes, storm } from './stops.ts'
import { startTogether } from './together.ts'
import { aWorld, type ChaosUnion } from './world.ts'

let cluster: Cluster
let unions: ChaosUnion[]

beforeAll(async () => {
  cluster = await startCluster(2)
  unions = await aWorld(cluster, 2)
})
afterAll(() => cluster.stop(), 30_000)

const size = { rounds: 2, rate: 10, followers: 12 }

/** Nothing lost, nothing twice, and every follower heard everything once and in order. */
function expectSound({ wrong, lost, twice, missed, doubled, disorder, acknowledged }: Result): void {
  expect(wrong).toEqual([])
  expect({ lost, twice, missed, doubled, disorder }).toEqual({ lost: 0, twice: 0, missed: 0, doubled: 0, disorder: 0 })
  expect(acknowledged).toBeGreaterThan(0)
}

describe('two nodes', () => {
  test('behave as one: what is written on one is read and heard on the other', async () => {
    await crossNodes(cluster, unions[0]!)
  })

  test('end a session’s socket on one where it signs out on the other', async () => {
    expect(await signOutElsewhere(cluster, unions[0]!)).toBe(4403)
  })

  test('apply the same change sent to both at once one time, with the same answer', async () => {
    const payloads = await sameChangeEverywhere(cluster, unions[0]!)
    expect(payloads).toEqual([expect.stringContaining('"seq"')])
  })

  test('hear of each other by the poll where the signal is lost', async () => {
    expect(await loseSignals(cluster, unions[0]!)).toBeLessThan(5000)
  })
})

test('the ledger sees what is lost, missed, doubled and out of order', async () => {
  const { lost, missed, doubled, disorder } = await underLoad(cluster, unions, size, async ({ load, followers }) => {
    const { seen } = followers[0]!
    await until('something was heard', () => seen.length >= 4)
    seen.splice(1, 1)
    seen.push(seen[0]!)
    const mutation = 'openIssue' as const
    load.sent.push({ clientId: randomUUID(), unionId: unions[0]!.id, mutation, mark: 'never written', seq: 1 })
  })
  expect({ lost, missed, doubled, disorder }).toEqual({ lost: 1, missed: 1, doubled: 1, disorder: 1 })
})

describe('nothing is lost, doubled or told out of order', { timeout: 90_000 }, () => {
  test('when nodes are killed', async () => expectSound(await killNodes(cluster, unions, { ...size })))
  test('when PostgreSQL is killed', async () =>
    expectSound(await killPostgres(cluster, unions, { ...size, rounds: 1 })))
  test('when PostgreSQL is restarted and its connections end', async () => {
    expectSound(await restartPostgres(cluster, unions, { ...size, rounds: 1 }))
  })
  test('when a node is cut off from PostgreSQL', async () => expectSound(await cutOff(cluster, unions, size)))
  test('when nodes are asked to stop', async () => expectSound(await stopNodes(cluster, unions, size)))
  test('when everybody comes back at once', async () => {
    expectSound(await storm(cluster, unions, { rounds: 1, rate: 10, followers: 60 }))
  })
})

test('three nodes that start together on an empty database migrate it once', async () => {
  expect(await startTogether(3, 'none')).toEqual([])
})
