import { setTimeout as sleep } from 'node:timers/promises'
import { median } from '#tests/bench/figures.ts'
import type { Row } from '#tests/bench/table.ts'
import { goal } from './goals.ts'
import { floor, type Measured, ours, peers } from './servers.ts'
import { startClients } from './worker.ts'
import { startWorld } from './world.ts'

const rounds = 3
// what is given back after the start, and what is made for the first, is not counted
const first = 1000
const subscribers = 5000
// longer than a heartbeat: whoever hears something is no stranger
const settleMs = 6000

/** What a subscriber that is level and hears nothing but heartbeats costs in memory. */
export async function benchIdle(): Promise<Row[]> {
  const world = await startWorld()
  const figures = new Map<string, number[]>()
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const start of peers(subscribers)) {
        const server = await start(world)
        try {
          const kB = await perSubscriber(server)
          console.error(`  ${server.name}: ${kB.toFixed(1)} kB`)
          figures.set(server.name, [...(figures.get(server.name) ?? []), kB])
        } finally {
          await server.stop()
        }
      }
    }
  } finally {
    await world.stop()
  }
  const value = (name: string) => median(figures.get(name)!)
  const each = [...figures.keys()].map((name) => `${name} ${value(name).toFixed(0)} kB`).join('; ')
  const ratio = value(ours) / value(floor)
  return [
    {
      what: `memory per idle subscriber, of ${subscribers.toLocaleString('en')}`,
      measured: `${each}; ${goal(ratio, 1.5, floor)}`,
    },
  ]
}

/** Resident memory after a garbage collection with all of them, less that with the first thousand. */
async function perSubscriber(server: Measured): Promise<number> {
  const clients = startClients()
  const residentWith = async (count: number, more: number) => {
    await clients.ask('connect', { groups: await server.groups(more), atOnce: 100 })
    await server.subscribed(count)
    await sleep(settleMs)
    return (await server.memory()).resident
  }
  try {
    const before = await residentWith(first, first)
    const after = await residentWith(subscribers, subscribers - first)
    const heads = { [server.stream]: await server.fire(1) }
    await clients.ask('level', { heads })
    await clients.ask('exactly', { heads })
    return (after - before) / 1000 / (subscribers - first)
  } finally {
    await clients.stop()
  }
}
