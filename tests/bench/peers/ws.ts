import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { servePeer } from './peer.ts'

/** The floor: raw `ws` that sends ready-made text of the size of our message to everybody. */
const server = createServer()
const sockets = new WebSocketServer({ server, path: '/graphql' })

const publish = (batch: object) => {
  const id = '00000000-0000-4000-8000-000000000000'
  const text = JSON.stringify({ id, type: 'next', payload: { data: { boardEvents: batch } } })
  for (const socket of sockets.clients) socket.send(text)
}
await servePeer({ publish, subscribers: () => sockets.clients.size }, server)
