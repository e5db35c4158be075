import { once } from 'node:events'
import { WebSocket } from 'ws'
import { answering } from './children.ts'

/** So many sockets with the board's subscription after `after`. */
export type Audience = { url: string; token: string; sockets: number; after: number }

/** Only asks how far they have come. */
export type HowFar = { through: true }

/** The least and the greatest seq that a socket has been told, and whether any missed or doubled a batch. */
export type Through = { least: number; greatest: number; broken: number }

const query = `subscription ($after: Int!) { boardEvents(after: $after) { after through
  events { seq name at campaign { visited openIssues } issue { id title } } } }`
const seen: number[] = []
let broken = 0

answering(async (asked: Audience | HowFar): Promise<Through> => {
  if ('sockets' in asked) {
    for (let i = 0; i < asked.sockets; i += 50) {
      await Promise.all(Array.from({ length: Math.min(50, asked.sockets - i) }, (_, j) => open(i + j, asked)))
    }
  }
  return { least: Math.min(...seen), greatest: Math.max(...seen), broken }
})

/** Resolves with the first batch. Reads no more of a message than where it begins and ends: the server is measured. */
async function open(i: number, { url, token, after }: Audience): Promise<void> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws')
  seen[i] = after
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
  await once(socket, 'message')
  const first = once(socket, 'message')
  socket.on('message', (data: Buffer) => note(i, data.toString('latin1')))
  socket.on('close', () => broken++)
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { after } } }))
  await first
}

function note(i: number, message: string): void {
  for (const [, after, through] of message.matchAll(/"after":(\d+),"through":(\d+)/g)) {
    if (Number(after) !== seen[i]) broken++
    seen[i] = Number(through)
  }
}
