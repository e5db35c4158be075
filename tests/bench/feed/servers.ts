import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '#server/platform/paths.ts'
import { freePort } from '#server/postgres/address.ts'
import type { Group } from './crowd.ts'
import { benchFile, Worker } from './worker.ts'
import type { Union, World } from './world.ts'

/** A server under measure, in a process of its own; ours and its peers are asked the same. */
export type Measured = {
  name: string
  /** The stream that its subscribers follow. */
  stream: string
  /** So many subscribers of it, for the process of the clients. */
  groups: (count: number) => Promise<Group[]>
  /** Resolves when so many subscribers will hear of the next event. */
  subscribed: (count: number) => Promise<void>
  /** Lets events happen, all at once; answers with the seq of the last. */
  fire: (count: number) => Promise<number>
  /** Microseconds of CPU that all its threads have used. */
  cpu: () => Promise<number>
  /** Bytes resident now, after a garbage collection, and at the highest. */
  memory: () => Promise<{ resident: number; peak: number }>
  stop: () => Promise<void>
}

/** The name of our server in every table. */
export const ours = 'Sizhen'
/** The name of the floor that the others are compared with. */
export const floor = 'ws.send'

const measured = ['--expose-gc', '--import', benchFile('feed/probe.js')]
const subscribersPerToken = 50

const probe = (worker: Worker) => ({
  cpu: () => worker.ask<number>('cpu'),
  memory: () => worker.ask<{ resident: number; peak: number }>('memory'),
  stop: () => worker.stop(),
})

/** Starts a peer of `tests/bench/peers`. */
async function startPeer(name: string, file: string, env: NodeJS.ProcessEnv = {}): Promise<Measured> {
  const script = ['--no-warnings', '--import', 'tsx', benchFile(`peers/${file}.ts`)]
  const worker = new Worker(name, [...measured, ...script], { NODE_ENV: 'production', ...env })
  const { port } = await worker.ready<{ port: number }>()
  const kind = name === floor ? 'raw' : 'unanswered'
  const target = { stream: 'events', url: `ws://127.0.0.1:${port}/graphql`, token: null, kind, epoch: null } as const
  let head = 0
  return {
    name,
    stream: target.stream,
    groups: async (count) => [{ ...target, after: head, count }],
    subscribed: (count) => worker.ask('subscribed', { count }),
    fire: async (count) => {
      head = await worker.ask<number>('fire', { count })
      return head
    },
    ...probe(worker),
  }
}

/** One of our nodes, as it is built and started in production, with room for everybody. */
export type Node = ReturnType<typeof probe> & { url: string }

/** Starts a node on the world's database. */
export async function startNode(world: World): Promise<Node> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    ...{ DATABASE_URL: world.url, SIZHEN_SEED: 'none', PORT: String(port), LOG_LEVEL: 'warn' },
    ...room('SOCKETS_PER_SESSION', 'SOCKETS_PER_ACCOUNT', 'SOCKETS_PER_NODE', 'MESSAGES_PER_MINUTE'),
    ...room('RESUME_LIMIT', 'SIGN_INS_PER_MINUTE', 'SIGN_INS_PER_HOUR'),
  }
  const worker = new Worker(ours, [...measured, join(root, 'dist/server/main.js')], env)
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  for (let tries = 0; !(await isReady()); tries++) {
    if (tries === 300) throw new Error('our server did not come up within 30 s')
    await sleep(100)
  }
  return { url, ...probe(worker) }
}

/** Yoga as `resuming.ts` sets it up, on the same database. */
export async function startResuming({ url, unions }: World): Promise<Node> {
  const env = { NODE_ENV: 'production', DATABASE_URL: url, UNION_ID: unions[0]!.id }
  const script = ['--no-warnings', '--import', 'tsx', benchFile('baselines/resuming.ts')]
  const worker = new Worker('the resuming Yoga', [...measured, ...script], env)
  const { port } = await worker.ready<{ port: number }>()
  return { url: `http://127.0.0.1:${port}`, ...probe(worker) }
}

const room = (...names: string[]) => Object.fromEntries(names.map((name) => [name, '100000']))

/** Who subscribes to a union's stream at a node: a token for every fifty, made before anybody follows the stream. */
export class Subscribers {
  readonly union: Union
  private readonly tokens: string[]

  private constructor(union: Union, tokens: string[]) {
    this.union = union
    this.tokens = tokens
  }

  static async of(union: Union, most: number): Promise<Subscribers> {
    return new Subscribers(union, await union.tokens(Math.ceil(most / subscribersPerToken)))
  }

  /** So many subscribers at that node, from the stream's head on. */
  async groups(url: string, count: number): Promise<Group[]> {
    const { head, epoch } = await this.union.head()
    const target = { stream: this.union.id, url: `${url.replace('http', 'ws')}/graphql`, kind: 'positioned' } as const
    const share = (i: number) =>
      Math.floor((count * (i + 1)) / this.tokens.length) - Math.floor((count * i) / this.tokens.length)
    return this.tokens.map((token, i) => ({ ...target, token, after: head, epoch, count: share(i) }))
  }
}

/** Our server as one of those under measure: events are written by the driver, and it reads the log. */
export async function startOurs(world: World, most: number): Promise<Measured> {
  const union = world.unions[0]!
  const subscribers = await Subscribers.of(union, most)
  const node = await startNode(world)
  return {
    name: ours,
    stream: union.id,
    groups: (count) => subscribers.groups(node.url, count),
    subscribed: async () => {},
    fire: (count) => union.happen(count),
    ...node,
  }
}

/** How each server of a comparison is started, with room for so many subscribers. */
export const peers = (most: number): ((world: World) => Promise<Measured>)[] => [
  () => startPeer(floor, 'ws'),
  (world) => startOurs(world, most),
  () => startPeer('Yoga', 'yoga'),
  () => startPeer('Mercurius', 'mercurius'),
  () => startPeer('Apollo', 'apollo'),
]
