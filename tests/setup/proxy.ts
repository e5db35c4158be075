import { once } from 'node:events'
import { createConnection, createServer, type NetConnectOpts, type Socket } from 'node:net'

/** A stretch of network on the way to the database. */
export type Way = {
  /** The database's URL by this way. */
  url: string
  /** Resets every connection and refuses new ones. */
  cut: () => void
  /** Resets every connection, and each new one at once; answers with what counts those that have come since. */
  refuse: () => () => number
  /** Keeps every connection open and takes new ones, but no byte passes: a black hole. */
  freeze: () => void
  /** All is well again; what waited in a black hole goes on its way. */
  mend: () => Promise<void>
  /** Resets every connection, and leads new ones to the server of this URL from now on. */
  lead: (databaseUrl: string) => void
  close: () => void
}

/** A way to the database that can be cut and mended: for what happens when the database is away. */
export async function aProxy(databaseUrl: string): Promise<Way> {
  const url = new URL(databaseUrl)
  let target = targetOf(databaseUrl)
  const open = new Set<[Socket, Socket]>()
  let frozen = false
  let refused: number | null = null
  const waiting = new Set<Socket>()
  const server = createServer((socket) => {
    socket.on('error', () => {})
    if (refused !== null) {
      refused += 1
      return void socket.resetAndDestroy()
    }
    if (!frozen) return join(socket)
    waiting.add(socket.pause())
  })

  function join(socket: Socket): void {
    const pair: [Socket, Socket] = [socket, createConnection(target)]
    open.add(pair)
    flow(pair)
    for (const [one, other] of [pair, [pair[1], pair[0]]] as const) {
      one.on('error', () => other.destroy()).on('close', () => open.delete(pair) && other.destroy())
    }
  }

  const listen = async (port: number) => {
    await once(server.listen(port, '127.0.0.1'), 'listening')
  }
  const reset = () => {
    for (const [socket] of open) socket.resetAndDestroy()
    for (const socket of waiting) socket.resetAndDestroy()
    waiting.clear()
  }
  const cut = () => {
    server.close()
    reset()
  }
  await listen(0)
  const { port } = server.address() as { port: number }
  url.searchParams.delete('host')
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return {
    url: url.href,
    cut,
    refuse() {
      refused = 0
      reset()
      return () => refused ?? 0
    },
    freeze() {
      frozen = true
      for (const [one, other] of open) {
        one.unpipe().pause()
        other.unpipe().pause()
      }
    },
    async mend() {
      frozen = false
      refused = null
      for (const pair of open) flow(pair)
      for (const socket of waiting) join(socket)
      waiting.clear()
      if (!server.listening) await listen(port)
    },
    lead(other) {
      target = targetOf(other)
      reset()
    },
    close: () => {
      if (server.listening) cut()
    },
  }
}

/** Where the server of a URL listens: at a unix socket where the URL names its folder. */
function targetOf(databaseUrl: string): NetConnectOpts {
  const { hostname, port, searchParams } = new URL(databaseUrl)
  const folder = searchParams.get('host')
  return folder ? { path: `${folder}/.s.PGSQL.${port || 5432}` } : { host: hostname, port: Number(port) }
}

function flow([one, other]: [Socket, Socket]): void {
  one.pipe(other)
  other.pipe(one)
}
