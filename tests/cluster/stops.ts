import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import { ask, until } from './postgres.ts'
import { type Result, type Size, type Trouble, underLoad } from './run.ts'
import type { ChaosUnion } from './world.ts'

/** A node may stop listening and answer what it has; it must be gone within this. */
const goneWithin = 5000
/** A request that was sent this long before the signal is with the node. */
const arrived = 100

/** R19: a node is asked to stop, again and again: it answers what it has, closes its sockets with 1001, and goes. */
export const stopNodes = (cluster: Cluster, unions: ChaosUnion[], size: Size): Promise<Result> =>
  underLoad(cluster, unions, size, async (run) => {
    for (let round = 0; round < size.rounds; round++) {
      await stopNode(cluster, round % cluster.nodes.length, run)
      await sleep(300)
    }
  })

async function stopNode({ nodes, front }: Cluster, index: number, { load, followers, wrong }: Run): Promise<void> {
  const node = nodes[index]!
  const endings = () => count(followers.flatMap((each) => [...each.endings]))
  const before = endings()
  const waiting = load.waitingOn(index, performance.now() - arrived)
  front.takeOut(index)
  const { code, signal, ms } = await node.end('SIGTERM')
  if (code !== 0) wrong.push(`a node that was asked to stop ended with ${code ?? signal}`)
  if (ms > goneWithin) wrong.push(`a node took ${ms} ms to stop`)
  const unanswered = waiting.filter((each) => each.answered === false)
  if (unanswered.length > 0) wrong.push(`${unanswered.length} of ${waiting.length} requests were dropped by a stop`)
  await sleep(200)
  for (const [ending, times] of endings()) {
    const more = times - (before.get(ending) ?? 0)
    if (more > 0 && !['1001', 'closed', 'error'].includes(ending)) wrong.push(`a stop closed a socket with ${ending}`)
  }
  await node.start()
  front.putIn(index)
}

type Run = Parameters<Trouble>[0]

function count(pairs: [string, number][]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [what, times] of pairs) sums.set(what, (sums.get(what) ?? 0) + times)
  return sums
}

/** R14: every node is restarted at once under all its subscribers; they come back, and changes go on meanwhile. */
export const storm = (cluster: Cluster, unions: ChaosUnion[], size: Size): Promise<Result> =>
  underLoad(cluster, unions, size, async ({ followers, wrong }) => {
    for (let round = 0; round < size.rounds; round++) {
      await Promise.all(cluster.nodes.map((node) => node.end('SIGKILL').then(() => node.start())))
      await until('every subscriber is back', () => followers.every((each) => each.isLive)).catch(
        ({ message }: Error) => {
          wrong.push(`${message}: ${followers.filter((each) => !each.isLive).length} of ${followers.length} are not`)
        },
      )
      const [row] = await ask<{ open: number }>(
        cluster.database,
        `SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
      const most = cluster.nodes.length * connectionsPerNode
      if (row!.open > most) wrong.push(`${row!.open} connections to the database, ${most} are allowed`)
    }
  })

/** Two pools of ten, the feed's, up to five of the jobs, and the one that watches the database: as settings.md says. */
const connectionsPerNode = 27
