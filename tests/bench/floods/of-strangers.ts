import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { ask, elsewhere, type Flood, send, type Target } from './flood.ts'

const manyAddresses = 2000

/** One of many addresses, as a proxy of ours would have seen it. */
const anAddress = () => {
  const n = Math.floor(Math.random() * manyAddresses)
  return { 'x-forwarded-for': `203.${n >> 8}.${n & 255}.7` }
}
const noToken = () => `Bearer ${randomUUID().replaceAll('-', '')}xxxxxxxxxxx`
const guess = () => ({ input: { username: `nobody-${randomUUID()}`, password: 'a wrong one' } })
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
const fiveKilobytes = () => `#${Math.random()}\n{${'viewer{id}'.repeat(490)}}`
const unknownFields = () =>
  `{${Array.from({ length: 180 }, (_, i) => `a${i}${Math.random().toString(36).slice(2)}`).join(' ')}}`

/** Opens a connection of its own as a WebSocket, and resolves when something was answered. */
const upgraded = ({ port }: Target, headers: Record<string, string>): Promise<Socket> =>
  new Promise((resolve) => {
    const lines = {
      host: `127.0.0.1:${port}`,
      upgrade: 'websocket',
      connection: 'Upgrade',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-version': '13',
      'sec-websocket-protocol': 'graphql-transport-ws',
      ...headers,
    }
    const text = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`)
    const socket: Socket = connect({ host: '127.0.0.1', port, localAddress: elsewhere }, () =>
      socket.write(`GET /graphql HTTP/1.1\r\n${text.join('')}\r\n`),
    )
    const done = () => resolve(socket)
    socket.on('data', done).on('error', done).on('close', done)
  })

/** A text message of a client, masked by zeros: at most 125 bytes. */
const frame = (text: string) => Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)])

/** Opens a socket, shows a token that is none, and closes it. */
async function guessOnSocket(target: Target, headers: Record<string, string> = {}): Promise<void> {
  const socket = await upgraded(target, headers)
  const init = { type: 'connection_init', payload: { authorization: noToken() } }
  if (socket.writable) socket.write(frame(JSON.stringify(init)))
  await new Promise((resolve) =>
    socket
      .once('data', resolve)
      .once('close', resolve)
      .setTimeout(500, () => resolve(null)),
  )
  socket.destroy()
}

export const floodsOfStrangers: Flood[] = [
  { what: 'documents of 5 KB of one field', begin: (to) => () => ask(to, fiveKilobytes()) },
  {
    what: 'documents of 250 KB',
    begin: (to) => () => ask(to, `{__typename} # ${Math.random()}${'x'.repeat(250_000)}`),
  },
  { what: 'documents of unknown fields', begin: (to) => () => ask(to, unknownFields()) },
  {
    what: 'tokens that are none',
    begin: (to) => () => ask(to, '{ viewer { id } }', {}, { authorization: noToken() }),
  },
  {
    what: 'files of 10 MB',
    begin: (to) => {
      const body = 'x'.repeat(10_000_000)
      const headers = { 'content-type': 'multipart/form-data; boundary=x', 'x-sizhen-csrf': '1' }
      return () => send(to, { body, headers })
    },
  },
  { what: 'passwords that are guessed', begin: (to) => () => ask(to, signIn, guess()) },
  // what stays open is left to the server to end
  { what: 'sockets that say nothing', begin: (to) => () => upgraded(to, {}) },
  { what: 'sockets with tokens that are none', begin: (to) => () => guessOnSocket(to) },
  {
    what: 'the text of the schema, by tokens that are none',
    begin: (to) => () => send(to, { method: 'GET', path: '/schema.graphql', headers: { authorization: noToken() } }),
  },
  {
    what: 'names of files that no build has',
    begin: (to) => () => send(to, { method: 'GET', path: `/assets/page-${randomUUID()}.js` }),
  },
  { what: '/readyz', begin: (to) => () => send(to, { method: 'GET', path: '/readyz' }) },
  {
    what: `documents of 5 KB, from ${manyAddresses} addresses`,
    connections: 50,
    begin: (to) => () => ask(to, fiveKilobytes(), {}, anAddress()),
  },
  {
    what: `tokens that are none, from ${manyAddresses} addresses`,
    connections: 50,
    begin: (to) => () => ask(to, '{ viewer { id } }', {}, { authorization: noToken(), ...anAddress() }),
  },
  {
    what: `passwords that are guessed, from ${manyAddresses} addresses`,
    connections: 50,
    begin: (to) => () => ask(to, signIn, guess(), anAddress()),
  },
  {
    what: `sockets with tokens that are none, from ${manyAddresses} addresses`,
    connections: 50,
    begin: (to) => () => guessOnSocket(to, anAddress()),
  },
]
