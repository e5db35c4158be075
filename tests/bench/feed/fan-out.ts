import { median } from '#tests/bench/figures.ts'
import type { Row } from '#tests/bench/table.ts'
import { goal } from './goals.ts'
import { floor, type Measured, ours, peers } from './servers.ts'
import { startClients, type Worker } from './worker.ts'
import { startWorld } from './world.ts'

const rounds = 3
const sizes = [100, 1000, 5000]
const burst = 100
const enoughCpu = 500_000
const enoughDeliveries = 20_000

/** Microseconds of CPU per delivered event, by "server, size" in the order of measuring. */
type Figures = Map<string, number[]>

/** CPU of the server per event delivered to a subscriber: alone, and in a burst of a hundred. */
export async function benchFanOut(): Promise<Row[]> {
  const world = await startWorld()
  const alone: Figures = new Map()
  const inBurst: Figures = new Map()
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const start of peers(sizes.at(-1)!)) {
        const server = await start(world)
        try {
          await measure(server, alone, inBurst)
        } finally {
          await server.stop()
        }
      }
    }
  } finally {
    await world.stop()
  }
  return [...sizes.map((size) => aloneRow(alone, size)), ...sizes.map((size) => burstRow(inBurst, size))]
}

/** All sizes on one server, the crowd growing. */
async function measure(server: Measured, alone: Figures, inBurst: Figures): Promise<void> {
  const clients = startClients()
  try {
    let there = 0
    for (const size of sizes) {
      await clients.ask('connect', { groups: await server.groups(size - there), atOnce: 100 })
      there = size
      await server.subscribed(size)
      note(alone, server, size, await cpuPerDelivery(server, clients, size, 1))
      if (server.name === floor || server.name === ours)
        note(inBurst, server, size, await cpuPerDelivery(server, clients, size, burst))
    }
  } finally {
    await clients.stop()
  }
}

/** Fires until enough CPU was used to be told from noise, each time after all are level with the time before. */
async function cpuPerDelivery(server: Measured, clients: Worker, size: number, count: number): Promise<number> {
  const enough = Math.max(count === 1 ? 5 : 1, Math.ceil(enoughDeliveries / (size * count)))
  let head = 0
  const fire = async () => {
    for (let i = 0; i < enough; i++) {
      head = await server.fire(count)
      await clients.ask('level', { heads: { [server.stream]: head } })
    }
  }
  await fire()
  const before = await server.cpu()
  let used = 0
  let events = 0
  while (used < enoughCpu) {
    await fire()
    events += enough * count
    used = (await server.cpu()) - before
  }
  const away = await clients.ask<number>('exactly', { heads: { [server.stream]: head } })
  // the figure would be that of coming back
  if (away > size / 100) throw new Error(`${server.name} sent its ${size} subscribers away ${away} times`)
  return used / (events * size)
}

function note(figures: Figures, { name }: Measured, size: number, value: number): void {
  console.error(`  ${name}, ${size}: ${value.toFixed(1)} µs`)
  const key = `${name}, ${size}`
  figures.set(key, [...(figures.get(key) ?? []), value])
}

const aloneGoals: Record<number, number> = { 100: 1.25, 1000: 1.1, 5000: 1 }

function aloneRow(figures: Figures, size: number): Row {
  const value = (name: string) => median(figures.get(`${name}, ${size}`)!)
  const against = (name: string) => `× ${(value(name) / value(floor)).toFixed(2)}`
  const goals = [
    goal(value(ours) / value(floor), aloneGoals[size]!, floor),
    goal(value(ours) / value('Yoga'), 1 / 6, 'Yoga'),
    goal(value(ours) / value('Mercurius'), 1 / 4, 'Mercurius'),
  ]
  const each = [floor, ours, 'Yoga', 'Mercurius', 'Apollo'].map(
    (name) => `${name} ${value(name).toFixed(1)} µs${name === floor ? '' : ` (${against(name)})`}`,
  )
  return { what: `fan-out to ${size.toLocaleString('en')}, CPU per message`, measured: [...each, ...goals].join('; ') }
}

function burstRow(figures: Figures, size: number): Row {
  const value = (name: string) => median(figures.get(`${name}, ${size}`)!)
  const ratio = value(ours) / value(floor)
  const each = `${floor} ${value(floor).toFixed(1)} µs; ${ours} ${value(ours).toFixed(1)} µs (× ${ratio.toFixed(2)})`
  return {
    what: `fan-out to ${size.toLocaleString('en')} of ${burst} events at once, CPU per event`,
    measured: `${each}; ${goal(ratio, 1 / 3, floor)}`,
  }
}
