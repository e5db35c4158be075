import { setTimeout as sleep } from 'node:timers/promises'
import { send } from './api.ts'
import type { Cluster } from './cluster.ts'
import { Follower, longestSilence } from './follower.ts'
import { ask } from './postgres.ts'
import { catchUp, type Result, type Size, underLoad } from './run.ts'
import { watchBySocket } from './ways-to-watch.ts'
import type { ChaosUnion } from './world.ts'

const away = { blackHole: 10_000, resets: 7000 }
/** What was on its way, or read just before, may still be told. */
const onItsWay = 1500

/**
 * R8: one node is cut off from PostgreSQL for ten seconds, by a black hole and by resets in turn. It refuses with
 * UNAVAILABLE, its subscriptions stay open and hear nothing, not even a heartbeat, and afterwards everything.
 */
export const cutOff = (cluster: Cluster, unions: ChaosUnion[], size: Size): Promise<Result> =>
  underLoad(cluster, unions, size, async ({ wrong }) => {
    for (let round = 0; round < size.rounds; round++) {
      const way = cluster.ways[round % cluster.ways.length]!
      const node = cluster.nodes[round % cluster.nodes.length]!
      const own = await followersOf(cluster, node.url, unions)
      const how = round % 2 === 0 ? 'blackHole' : 'resets'
      const began = performance.now()
      if (how === 'blackHole') way.freeze()
      else way.cut()
      wrong.push(...(await refusals(node.url, unions[0]!, began + away[how])))
      for (const each of own) {
        const heard = each.heardAt.filter((time) => time > began + onItsWay)
        if (heard.length > 0) wrong.push('a subscriber was told that all is well while the log could not be read')
        if (each.endings.size > 0) wrong.push(`its subscription ended: ${[...each.endings.keys()]}`)
        if (longestSilence(each, began, performance.now()) < away[how] - onItsWay) wrong.push('it could not tell')
      }
      await way.mend()
      await catchUp(cluster, own).catch(({ message }: Error) => wrong.push(`after ${how}: ${message}`))
      await Promise.all(own.map((each) => each.stop()))
      wrong.push(...own.flatMap((each) => each.wrong))
      await sleep(500)
    }
  })

/** A follower of each union on this very node. */
async function followersOf({ database }: Cluster, url: string, unions: ChaosUnion[]): Promise<Follower[]> {
  return Promise.all(
    unions.map(async ({ id: unionId, watcher: token }) => {
      const [stream] = await ask<{ head: number }>(database, 'SELECT head FROM "Stream" WHERE "unionId" = $1', [
        unionId,
      ])
      return new Follower({ url, token, unionId, after: stream!.head, watch: watchBySocket }).start()
    }),
  )
}

/** Asks until then; what is wrong with the answers of a node that has no database. */
async function refusals(url: string, { command }: ChaosUnion, end: number): Promise<string[]> {
  const wrong: string[] = []
  while (performance.now() < end) {
    const { code, ms } = await send({ url, token: command, query: '{ board { seq } }' })
    if (code !== 'UNAVAILABLE') wrong.push(`a node without its database answered ${code}`)
    if (ms > 5000) wrong.push(`a node without its database took ${ms.toFixed(0)} ms to say so`)
    await sleep(300)
  }
  return wrong
}
