import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from '#tests/bench/figures.ts'
import type { Cluster } from './cluster.ts'
import { Follower } from './follower.ts'
import { judge, type Verdict } from './ledger.ts'
import { Load } from './load.ts'
import { ask, until } from './postgres.ts'
import { watchBySocket, watchByStream } from './ways-to-watch.ts'
import type { ChaosUnion } from './world.ts'

/** How much goes on while things break. */
export type Size = {
  rounds: number
  rate: number
  followers: number
}

/** What a scenario came to. Times in milliseconds. */
export type Result = Verdict & {
  rounds: number
  acknowledged: number
  /** From a lost connection to the next batch. */
  resumeP99: number
  /** The longest time in which nothing was acknowledged. */
  longestGap: number
  slowest: number
  p99: number
  codes: Record<string, number>
}

/** What breaks while load and followers run; adds to `wrong` what it sees itself. */
export type Trouble = (run: { load: Load; followers: Follower[]; wrong: string[] }) => Promise<void>

/** The promise is 3 s; the rest is what a crowded machine adds between the clock and the wire, here and there. */
const answeredWithin = 3000 + 2000
const settling = 500

/** Followers of every union and load on all of them, trouble, and then everything held against the database. */
export async function underLoad(
  cluster: Cluster,
  unions: ChaosUnion[],
  { rounds, rate, followers: count }: Size,
  trouble: Trouble,
): Promise<Result> {
  const lag = monitorEventLoopDelay()
  lag.enable()
  const followers = await follow(cluster, unions, count)
  const load = new Load(cluster.front, unions, rate).start()
  const wrong: string[] = []
  try {
    await sleep(settling)
    await trouble({ load, followers, wrong })
    await sleep(settling)
    await load.stop()
    await catchUp(cluster, followers).catch(({ message }: Error) => wrong.push(message))
  } finally {
    await load.stop()
    await Promise.all(followers.map((each) => each.stop()))
  }
  const verdict = await judge(cluster.database, unions, load.sent, followers)
  for (const node of cluster.nodes) if (node.ownEnds > 0) wrong.push(`a server ended by itself: ${node.said}`)
  wrong.push(...load.wrong, ...followers.flatMap((each) => each.wrong), ...verdict.wrong)
  lag.disable()
  const late = load.durations.filter((ms) => ms > answeredWithin + lag.max / 1e6)
  if (late.length > 0)
    wrong.push(
      `${late.length} requests took longer than the promised 3 s and 2 s more, up to ${Math.max(...late).toFixed(0)} ms`,
    )
  const resumes = followers.flatMap((each) => each.resumes)
  return {
    ...verdict,
    wrong: counted(wrong),
    rounds,
    acknowledged: load.acknowledged.length,
    resumeP99: resumes.length ? quantile(resumes, 0.99) : 0,
    longestGap: longestGap(load.acknowledgedAt),
    slowest: load.durations.reduce((most, each) => Math.max(most, each), 0),
    p99: quantile(load.durations, 0.99),
    codes: Object.fromEntries(load.codes),
  }
}

/** One in ten by SSE, the others by WebSocket, spread over the unions, each from the head of its stream. */
async function follow({ front, database }: Cluster, unions: ChaosUnion[], count: number): Promise<Follower[]> {
  const streams = await heads(database)
  return Promise.all(
    Array.from({ length: count }, (_, i) => {
      const { id: unionId, watcher: token } = unions[i % unions.length]!
      const watch = i % 10 === 9 ? watchByStream : watchBySocket
      return new Follower({ url: front.url, token, unionId, after: streams.get(unionId)!, watch }).start()
    }),
  )
}

/** Waits until every follower has come to the end of its stream. */
export async function catchUp({ database }: Cluster, followers: Follower[]): Promise<void> {
  const streams = await heads(database)
  const behind = () => followers.filter(({ through, unionId }) => through < streams.get(unionId)!)
  await until('every follower is level with the log', () => behind().length === 0, 25_000).catch((error: Error) => {
    const some = behind().map(({ through, unionId }) => `${through} of ${streams.get(unionId)}`)
    throw new Error(`${error.message}: ${some.length} behind, ${some.slice(0, 5).join(', ')}`)
  })
}

async function heads(database: string): Promise<Map<string, number>> {
  const rows = await ask<{ unionId: string; head: number }>(database, 'SELECT "unionId", head FROM "Stream"')
  return new Map(rows.map(({ unionId, head }) => [unionId, head]))
}

const longestGap = (times: number[]) => times.slice(1).reduce((most, time, i) => Math.max(most, time - times[i]!), 0)

/** Each sentence once, with how often. */
function counted(sentences: string[]): string[] {
  const times = new Map<string, number>()
  for (const each of sentences) times.set(each, (times.get(each) ?? 0) + 1)
  return [...times].map(([sentence, count]) => (count > 1 ? `${sentence} (${count} times)` : sentence))
}
