import { median, ms } from '#tests/bench/figures.ts'
import type { Row } from '#tests/bench/table.ts'
import { sentAway, under } from './goals.ts'
import { type Node, ours, Subscribers, startNode, startResuming } from './servers.ts'
import { startClients } from './worker.ts'
import { startWorld, type Union, type World } from './world.ts'

const rounds = 3
const storms = [
  { clients: 10_000, missed: 50, goalSeconds: 3, goalMegabytes: 500 },
  { clients: 1000, missed: 1000 },
]

type Storm = { clients: number; missed: number; goalSeconds?: number; goalMegabytes?: number }
type Seen = { ms: number; sentAway: number; megabytes: number }

const starts: [string, (world: World) => Promise<Node>][] = [
  [ours, startNode],
  ['one query and one execution per client (Yoga)', startResuming],
]

/** All subscribers are cut off, events happen, and all come back at once. */
export async function benchStorm(): Promise<Row[]> {
  const rows: Row[] = []
  for (const storm of storms) {
    const world = await startWorld()
    try {
      rows.push(...(await measure(world, storm)))
    } finally {
      await world.stop()
    }
  }
  return rows
}

async function measure(world: World, storm: Storm): Promise<Row[]> {
  const union = world.unions[0]!
  const seen = starts.map(() => [] as Seen[])
  for (let round = 1; round <= rounds; round++) {
    for (const [i, [name, start]] of starts.entries()) {
      const one = await weather(world, union, storm, start)
      console.error(
        `  ${name}, ${storm.clients} × ${storm.missed}: ${ms(one.ms)}, ${one.sentAway} times sent away, ${one.megabytes.toFixed(0)} MB`,
      )
      seen[i]!.push(one)
    }
  }
  return starts.map(([name], i) => row(name, storm, seen[i]!))
}

/** One storm on a server of its own, so that its peak of memory is the storm's. */
async function weather(
  world: World,
  union: Union,
  { clients: count, missed }: Storm,
  start: (world: World) => Promise<Node>,
): Promise<Seen> {
  const subscribers = await Subscribers.of(union, count)
  const node = await start(world)
  const clients = startClients()
  try {
    await clients.ask('connect', { groups: await subscribers.groups(node.url, count), atOnce: 100 })
    await clients.ask('exactly', { heads: { [union.id]: (await union.head()).head } })
    await clients.ask('cut')
    let head = 0
    // as they happen: alone, not as one burst
    for (let i = 0; i < missed; i++) head = await union.happen(1)
    const heads = { [union.id]: head }
    const ms = await clients.ask<number>('comeBack', { heads })
    const sentAway = await clients.ask<number>('exactly', { heads })
    return { ms, sentAway, megabytes: (await node.memory()).peak / 1e6 }
  } finally {
    await clients.stop()
    await node.stop()
  }
}

function row(name: string, { clients, missed, goalSeconds, goalMegabytes }: Storm, seen: Seen[]): Row {
  const time = median(seen.map((each) => each.ms))
  const peak = median(seen.map((each) => each.megabytes))
  const away = sentAway(median(seen.map((each) => each.sentAway)))
  const isGoal = name === ours && goalSeconds && goalMegabytes
  const goals = isGoal ? `; ${under(time / 1000, goalSeconds, 's')}; ${under(peak, goalMegabytes, 'MB')}` : ''
  return {
    what: `${clients.toLocaleString('en')} come back, ${missed.toLocaleString('en')} events missed each: ${name}`,
    measured: `all level after ${ms(time)}, memory peak ${peak.toFixed(0)} MB${away}${goals}`,
  }
}
