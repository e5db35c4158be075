import { once } from 'node:events'
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net'
import { Client } from 'pg'

// Stand-ins for PgBouncer: they do what it does with the first packet of a connection, and with sessions.

/** A pooler in front of a database: its URL, the settings it has refused, and how to close it. */
export type Pooler = { url: string; refused: string[]; close: () => void }

const known = [
  'user',
  'database',
  'client_encoding',
  'datestyle',
  'timezone',
  'standard_conforming_strings',
  'application_name',
]
const tlsRequest = 80_877_103

/** Gives each connection a session of its own, and refuses what it does not know in the first packet. */
export function sessionPooler(databaseUrl: string): Promise<Pooler> {
  return listen(databaseUrl, (client, packet) => {
    const folder = new URL(databaseUrl).searchParams.get('host')!
    const server = createConnection(`${folder}/.s.PGSQL.5432`)
    server.write(packet)
    client.pipe(server).pipe(client)
    join(client, server)
  })
}

/** Refuses a transaction, as a pooler does whose connections share sessions from statement to statement. */
export function statementPooler(databaseUrl: string): Promise<Pooler> {
  return listen(databaseUrl, (client, packet) => {
    const folder = new URL(databaseUrl).searchParams.get('host')!
    const server = createConnection(`${folder}/.s.PGSQL.5432`)
    server.write(packet)
    server.pipe(client)
    client.on('data', (chunk: Buffer) => {
      if (chunk.subarray(5, 10).toString() !== 'BEGIN') server.write(chunk)
      else client.end(refusal('transaction blocks not allowed in statement pooling mode'))
    })
    join(client, server)
  })
}

/**
 * Gives a connection a session for each transaction: the one that was given back last, and a new one where none is free. With
 * `inTurn` it is the one that has been free longest.
 */
export async function transactionPooler(databaseUrl: string, { inTurn = false, sessions = 0 } = {}): Promise<Pooler> {
  const free: Socket[] = []
  const all: Socket[] = []
  const open = async (): Promise<Socket> => {
    const server = new Client(databaseUrl)
    server.on('error', () => {})
    await server.connect()
    const { stream } = (server as unknown as { connection: { stream: Socket } }).connection
    stream.removeAllListeners('data').on('error', () => {})
    all.push(stream)
    return stream
  }
  const pooler = await listen(databaseUrl, async (client) => {
    while (free.length < sessions) free.push(await open())
    let server: Promise<Socket> | undefined
    let asked = 0
    const fromServer = messages((type, body) => {
      if (type === 'Z') asked -= 1
      return type === 'Z' && asked === 0 && body.toString() === 'I'
    })
    const isLast = messages((type) => {
      if (type === 'Q' || type === 'S') asked += 1
      return type === 'X'
    })
    client.write(
      Buffer.concat([message('R', [0, 0, 0, 0]), message('K', [0, 0, 0, 1, 0, 0, 0, 1]), message('Z', [73])]),
    )
    client.on('data', async (chunk: Buffer) => {
      if (isLast(chunk)) {
        client.end()
        // within a transaction, which ends with its session
        ;(await server)?.destroy()
        return
      }
      server ??= Promise.resolve((inTurn ? free.shift() : free.pop()) ?? open()).then((stream) => {
        stream.on('data', (answer: Buffer) => {
          const isOver = fromServer(answer)
          if (isOver) {
            stream.removeAllListeners('data')
            server = undefined
            free.push(stream)
          }
          client.write(answer)
        })
        return stream
      })
      ;(await server).write(chunk)
    })
  })
  const close = () => {
    pooler.close()
    for (const stream of all) stream.destroy()
  }
  return { ...pooler, close }
}

async function listen(databaseUrl: string, take: (client: Socket, packet: Buffer) => void): Promise<Pooler> {
  const refused: string[] = []
  const clients = new Set<Socket>()
  const server: Server = createServer((client) => {
    clients.add(client)
    client.on('error', () => {}).once('close', () => clients.delete(client))
    client.once('data', (packet: Buffer) => {
      if (packet.readInt32BE(4) === tlsRequest) return client.end('N')
      const words = packet.subarray(8).toString().split('\0')
      const strange = words.find((word, n) => n % 2 === 0 && word && !known.includes(word.toLowerCase()))
      if (!strange) return take(client, packet)
      refused.push(strange)
      client.end(refusal(`unsupported startup parameter: ${strange}`))
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = new URL(databaseUrl)
  url.searchParams.delete('host')
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  const close = () => {
    server.close()
    for (const client of clients) client.destroy()
  }
  return { url: url.href, refused, close }
}

function join(one: Socket, other: Socket): void {
  one.on('close', () => other.destroy())
  other.on('error', () => one.destroy())
}

/** The message by which PgBouncer refuses something. */
const refusal = (text: string): Buffer => message('E', [...Buffer.from(`SFATAL\0C08P01\0M${text}\0\0`)])

/** A message of PostgreSQL's protocol. */
function message(type: string, body: number[]): Buffer {
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, Buffer.from(body)])
}

/** Reads a stream in chunks; answers whether `see` did so for a message that the chunk has completed. */
function messages(see: (type: string, body: Buffer) => boolean): (chunk: Buffer) => boolean {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    let isSeen = false
    while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
      const end = rest.readInt32BE(1) + 1
      if (see(String.fromCharCode(rest[0]!), rest.subarray(5, end))) isSeen = true
      rest = rest.subarray(end)
    }
    return isSeen
  }
}
