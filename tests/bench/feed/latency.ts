import { setTimeout as sleep } from 'node:timers/promises'
import { ms } from '#tests/bench/figures.ts'
import type { Row } from '#tests/bench/table.ts'
import { sentAway, under } from './goals.ts'
import { type Node, Subscribers, startNode } from './servers.ts'
import { startClients, type Worker } from './worker.ts'
import { startWorld, type World } from './world.ts'
import { Writer } from './writer.ts'

const seconds = 20
const loads = [
  { perSecond: 50, subscribers: 1000, unions: 1, by: 'mutations' },
  // ten callers who send the next mutation as soon as the last is answered: the server is saturated
  { perSecond: Number.POSITIVE_INFINITY, subscribers: 1000, unions: 1, by: 'mutations' },
  // more than one node's mutations: another node writes them
  { perSecond: 200, subscribers: 500, unions: 20, by: 'driver' },
]

type Load = (typeof loads)[number]
type Writes = { openIssue: () => Promise<unknown> }

/** From an event's commit to its being in the hands of every subscriber, on one node and with half of them on another. */
export async function benchLatency(): Promise<Row[]> {
  const rows: Row[] = []
  for (const load of loads) {
    for (const nodes of [1, 2]) {
      const world = await startWorld(load.unions)
      try {
        const row = await measure(world, load, nodes)
        console.error(`  ${row.what}: ${row.measured}`)
        rows.push(row)
      } finally {
        await world.stop()
      }
    }
  }
  return rows
}

async function measure(world: World, load: Load, nodeCount: number): Promise<Row> {
  const nodes: Node[] = []
  const clients = startClients()
  try {
    while (nodes.length < nodeCount) nodes.push(await startNode(world))
    const { url } = nodes[0]!
    const writers: Writes[] =
      load.by === 'driver'
        ? world.unions.map((union) => ({ openIssue: () => union.happen(1) }))
        : await Promise.all(world.unions.map((union) => Writer.signIn(url, union)))
    await subscribe(world, load, nodes, clients)
    // what is compiled at first use is not what a centre feels all day
    await write(writers, { ...load, perSecond: Math.min(load.perSecond / 2, 100) }, 3)
    await clients.ask('level', { heads: await headsOf(world) })
    const from = await headsOf(world)
    await clients.ask('note')
    const perSecond = await write(writers, load, seconds)
    const heads = await headsOf(world)
    await clients.ask('level', { heads })
    const away = await clients.ask<number>('exactly', { heads })
    const times = await timesOf(world, from)
    const seen = await clients.ask<{ count: number; p50: number; p99: number }>('delays', { times })
    const { what, measured } = row(load, nodeCount, perSecond, seen)
    return { what, measured: `${measured}${sentAway(away)}` }
  } finally {
    await clients.stop()
    for (const node of nodes) await node.stop()
  }
}

/** Each union has its share of the subscribers, spread over the nodes. */
async function subscribe(world: World, load: Load, nodes: Node[], clients: Worker): Promise<void> {
  const share = load.subscribers / world.unions.length
  for (const union of world.unions) {
    const subscribers = await Subscribers.of(union, share)
    for (const [i, { url }] of nodes.entries()) {
      const here = Math.floor((share * (i + 1)) / nodes.length) - Math.floor((share * i) / nodes.length)
      await clients.ask('connect', { groups: await subscribers.groups(url, here), atOnce: 100 })
    }
  }
}

/**
 * Mutations at an even pace whatever they take, or ten at a time where no pace is given; answers with how many a second were
 * acknowledged.
 */
async function write(writers: Writes[], { perSecond }: Load, forSeconds: number): Promise<number> {
  if (perSecond === Number.POSITIVE_INFINITY) return writeTenAtATime(writers[0]!, forSeconds)
  const total = perSecond * forSeconds
  const start = performance.now()
  const sent: Promise<unknown>[] = []
  for (let i = 0; i < total; i++) {
    await sleep(Math.max(0, start + (i * 1000) / perSecond - performance.now()))
    sent.push(writers[i % writers.length]!.openIssue())
  }
  await Promise.all(sent)
  return (total * 1000) / (performance.now() - start)
}

async function writeTenAtATime(writer: Writes, forSeconds: number): Promise<number> {
  const start = performance.now()
  let answers = 0
  const caller = async () => {
    while (performance.now() < start + forSeconds * 1000) {
      await writer.openIssue()
      answers += 1
    }
  }
  await Promise.all(Array.from({ length: 10 }, caller))
  return (answers * 1000) / (performance.now() - start)
}

const headsOf = async ({ unions }: World) =>
  Object.fromEntries(await Promise.all(unions.map(async (union) => [union.id, (await union.head()).head] as const)))

const timesOf = async ({ unions }: World, from: Record<string, number>) =>
  Object.fromEntries(
    await Promise.all(unions.map(async (union) => [union.id, await union.commitTimes(from[union.id]!)] as const)),
  )

function row(load: Load, nodes: number, perSecond: number, seen: { count: number; p50: number; p99: number }): Row {
  const { subscribers, unions } = load
  const where = `${unions === 1 ? 'one union' : `${unions} unions`}, ${nodes === 1 ? 'one node' : 'two nodes'}`
  const isSaturated = load.perSecond === Number.POSITIVE_INFINITY
  const goals = isSaturated
    ? `; p99 ${under(seen.p99, 350, 'ms')}`
    : unions === 1
      ? `; p50 ${under(seen.p50, 10, 'ms')}; p99 ${under(seen.p99, 50, 'ms')}`
      : ''
  const of = `${seen.count.toLocaleString('en')} deliveries at ${perSecond.toFixed(0)} events/s`
  return {
    what: `commit → socket, ${isSaturated ? 'ten callers at once' : `${load.perSecond} events/s`}, ${subscribers.toLocaleString('en')} subscribers of ${where}`,
    measured: `p50 ${ms(seen.p50)}, p99 ${ms(seen.p99)} (${of})${goals}`,
  }
}
