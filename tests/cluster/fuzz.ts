import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { change } from './api.ts'
import { startCluster } from './cluster.ts'
import { aDocument, chanceOf, frames } from './rubbish.ts'
import { anotherSession, aWorld } from './world.ts'

/** What came of rubbish: how much was asked, what was wrong, and how long the server's loop stood still at most. */
export type Fuzzed = {
  documents: number
  sequences: number
  answered: number
  wrong: string[]
  stallMs: number
  cpuMs: number
}

const atOnce = 4

/**
 * Sends so many generated documents by several roles and so many sequences of frames to a server of its own. A status of 500 and
 * more, an error that was not masked, INTERNAL, a line of an error in the log and an end of the process are wrong.
 */
export async function fuzz({
  documents,
  sequences,
  seed,
}: {
  documents: number
  sequences: number
  seed: number
}): Promise<Fuzzed> {
  const cluster = await startCluster(1, { MESSAGES_PER_MINUTE: '100000', REQUEST_TIMEOUT_MS: '20000' })
  const [node] = cluster.nodes
  const chance = chanceOf(seed)
  const wrong: string[] = []
  const result = { documents, sequences, answered: 0, stallMs: 0, cpuMs: 0 }
  try {
    const [union] = await aWorld(cluster, 1)
    const tokens = [null, union!.watcher, union!.squad, union!.command]

    const ask = async (n: number) => {
      const token = tokens[n % tokens.length]!
      const document = aDocument(chance)
      const response = await fetch(`${node!.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(document),
      })
      const text = await response.text()
      const say = (what: string): void =>
        void wrong.push(`${what} for ${JSON.stringify(document).slice(0, 1500)}: ${text.slice(0, 300)}`)
      if (response.status >= 500) return say(`HTTP ${response.status}`)
      const { data, errors } = JSON.parse(text) as { data?: object; errors?: { extensions?: { code?: string } }[] }
      if (data) result.answered += 1
      for (const { extensions } of errors ?? []) {
        if (!extensions?.code || extensions.code === 'INTERNAL') say(`the code ${extensions?.code}`)
      }
    }

    const talk = async () => {
      const socket = new WebSocket(`${node!.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
      socket.on('error', () => {})
      socket.on('message', (message) => {
        if (String(message).includes('"INTERNAL"')) wrong.push(`a socket was told ${String(message).slice(0, 300)}`)
      })
      const ended = once(socket, 'close')
      await Promise.race([once(socket, 'open'), ended])
      for (const frame of frames(chance, union!.watcher)) {
        if (socket.readyState === socket.OPEN) socket.send(frame)
        await sleep(1)
      }
      await Promise.race([ended, sleep(20)])
      socket.terminate()
    }

    // what the start has cost is no stall of an answer
    await fetch(`${node!.url}/metrics`)
    const watch = watchLoop(node!.url, result)
    await inTurns(documents, ask)
    await inTurns(sequences, talk)
    await watch.stop()
    // it still serves, and those who are signed in are
    await change(
      node!.url,
      await anotherSession(node!.url, union!.names.command),
      'createZone',
      { name: '最后片区' },
      'seq',
    )
    if (node!.ownEnds > 0) wrong.push('the server ended')
    const faults = node!.said.split('\n').filter((line) => /"level":(50|60)/.test(line))
    wrong.push(...faults.slice(0, 5))
    return { ...result, wrong }
  } finally {
    await cluster.stop()
  }
}

async function inTurns(count: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0
  const take = async () => {
    while (next < count) {
      next += 1
      await work(next)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, take))
}

/** Reads from time to time how long the server's loop has stood still since the last look. */
function watchLoop(url: string, result: Pick<Fuzzed, 'stallMs' | 'cpuMs'>) {
  const read = async () => {
    const page = await (await fetch(`${url}/metrics`)).text()
    const figure = (name: string) => 1000 * Number(new RegExp(`^${name} (\\S+)`, 'm').exec(page)?.[1] ?? 0)
    result.stallMs = Math.max(result.stallMs, figure('nodejs_eventloop_lag_max_seconds'))
    result.cpuMs = figure('process_cpu_seconds_total')
  }
  let going = true
  const watching = (async () => {
    while (going) {
      await read()
      await sleep(500)
    }
  })()
  return {
    async stop() {
      going = false
      await watching
      await read()
    },
  }
}
