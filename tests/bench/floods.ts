import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { asked, signedInAs } from './asking.ts'
import { ms, quantile } from './figures.ts'
import { startPractice } from './practice.ts'
import type { Row } from './table.ts'

/** Attackers come from an address of their own, so that a limit of addresses does not meet those who are measured. */
const elsewhere = '127.0.0.2'
const connections = 10
const seconds = 12

/** What an attacker does over so many connections, each the next time when it was answered, until it is told to stop. */
type Flood = { what: string; once: (port: number, agent: Agent) => Promise<void> }

const posted =
  (body: () => string, headers: Record<string, string> = { 'content-type': 'application/json' }): Flood['once'] =>
  (port, agent) =>
    new Promise((resolve) => {
      const text = body()
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path: '/graphql',
          method: 'POST',
          agent,
          headers: { ...headers, 'content-length': Buffer.byteLength(text) },
        },
        (answer) => answer.resume().on('end', resolve),
      )
      sent.on('error', () => resolve()).end(text)
    })

const query = (document: () => string) => () => JSON.stringify({ query: document() })
const guess = () => ({ input: { username: `nobody-${randomUUID()}`, password: 'a wrong one' } })

const floods: Flood[] = [
  {
    what: 'documents of 5 KB of one field',
    once: posted(query(() => `#${Math.random()}\n{${'viewer{id}'.repeat(490)}}`)),
  },
  { what: 'documents of 250 KB', once: posted(query(() => `{__typename} # ${Math.random()}${'x'.repeat(250_000)}`)) },
  {
    what: 'documents of unknown fields',
    once: posted(
      query(
        () => `{${Array.from({ length: 180 }, (_, i) => `a${i}${Math.random().toString(36).slice(2)}`).join(' ')}}`,
      ),
    ),
  },
  {
    what: 'tokens that are none',
    once: (port, agent) =>
      posted(
        query(() => '{ viewer { id } }'),
        {
          'content-type': 'application/json',
          authorization: `Bearer ${randomUUID().replaceAll('-', '')}xxxxxxxxxxx`,
        },
      )(port, agent),
  },
  {
    what: 'files of 10 MB',
    once: posted(() => 'x'.repeat(10_000_000), {
      'content-type': 'multipart/form-data; boundary=x',
      'x-sizhen-csrf': '1',
    }),
  },
  {
    what: 'passwords that are guessed',
    once: posted(() =>
      JSON.stringify({
        query: 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
        variables: guess(),
      }),
    ),
  },
  {
    what: 'sockets that say nothing',
    once: (port) =>
      new Promise((resolve) => {
        const lines = ['GET /graphql HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Upgrade: websocket', 'Connection: Upgrade']
        const key = ['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version: 13']
        const socket = connect({ host: '127.0.0.1', port, localAddress: elsewhere }, () =>
          socket.write([...lines, ...key, 'Sec-WebSocket-Protocol: graphql-transport-ws', '', ''].join('\r\n')),
        )
        socket
          .on('data', () => resolve())
          .on('error', () => resolve())
          .on('close', () => resolve())
        // what stays open is left to the server to end
      }),
  },
]

/** What somebody who is signed in waits for, and a wall, while nobody else comes and under each flood. */
export async function benchFloods(): Promise<Row[]> {
  const { url, stop } = await startPractice(4185)
  try {
    const token = await signedInAs(`${url}/graphql`, 'squad1', 'practice-only')
    const wall = watchWall(url, await signedInAs(`${url}/graphql`, 'wall', 'practice-only'))
    const rows = [await measured('nobody else', url, token, wall, null)]
    for (const flood of floods) rows.push(await measured(flood.what, url, token, wall, flood))
    wall.end()
    return rows
  } finally {
    await stop()
  }
}

type Wall = { takeGap: () => number; end: () => void }

/** A wall that follows the feed; `takeGap` gives the longest time without a message since the last call. */
function watchWall(url: string, token: string): Wall {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  })
  let last = performance.now()
  let longest = 0
  const note = () => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }
  client.subscribe(
    { query: 'subscription { boardEvents(after: 0) { through events { seq } } }' },
    { next: note, error() {}, complete() {} },
  )
  return {
    takeGap() {
      const gap = Math.max(longest, performance.now() - last)
      longest = 0
      return gap
    },
    end: () => void client.dispose(),
  }
}

async function measured(what: string, url: string, token: string, wall: Wall, flood: Flood | null): Promise<Row> {
  const port = Number(new URL(url).port)
  const agent = new Agent({ keepAlive: true, maxSockets: connections, localAddress: elsewhere })
  let going = true
  let answers = 0
  const attackers = Array.from({ length: flood ? connections : 0 }, async () => {
    while (going) {
      await flood!.once(port, agent)
      answers += 1
      await sleep(1)
    }
  })
  wall.takeGap()
  const times: number[] = []
  for (const until = performance.now() + seconds * 1000; performance.now() < until; ) {
    const began = performance.now()
    await asked(`${url}/graphql`, token, '{ viewer { id } }')
    times.push(performance.now() - began)
    await sleep(20)
  }
  const gap = wall.takeGap()
  going = false
  agent.destroy()
  await Promise.race([Promise.all(attackers), sleep(5000)])
  // the counts of the address begin anew, and what the server has still to end is ended
  await sleep(11_000)
  const median = `${ms(quantile(times, 0.5))}, p99 ${ms(quantile(times, 0.99))}`
  const many = flood ? `, ${answers.toLocaleString('en')} of the attacker’s` : ''
  return {
    what: `answers to somebody signed in, beside ${what}`,
    measured: `${median}; the wall’s longest gap ${ms(gap)}${many}`,
  }
}
