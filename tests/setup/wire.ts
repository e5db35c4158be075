import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'

/** The wire between the server and its database, on which every message is seen. */
export type Wire = {
  /** The database's URL by this wire. */
  url: string
  /** How often a connection has waited for the database: it sent something after all earlier answers had come. */
  waits: () => number
  /** Stops the next message that a connection sends within a transaction, which is the second turn of a deed. */
  holdNext: () => Held
  close: () => void
}

/** A second turn that is stopped, or will be. */
export type Held = {
  /** Becomes true when the second turn has come and is stopped. */
  reached: Promise<true>
  /** Lets it go on; where none has come yet, lets the next one pass. */
  release: () => void
}

const ready = 'Z'.charCodeAt(0)
const sync = 'S'.charCodeAt(0)
const simpleQuery = 'Q'.charCodeAt(0)
const withinTransaction = 'T'.charCodeAt(0)

/** Passes every byte on between the server and the database, and counts the messages of PostgreSQL's protocol. */
export async function aWire(databaseUrl: string): Promise<Wire> {
  const url = new URL(databaseUrl)
  const path = `${url.searchParams.get('host')}/.s.PGSQL.${url.port || 5432}`
  let waits = 0
  let hold: { reached: () => void; go: Promise<void> } | null = null
  const server = createServer({ noDelay: true }, (near) => {
    const far = createConnection({ path })
    let isStarted = false
    let unanswered = 0
    let status = 0
    const sent = messages((type) => {
      if (type === sync || type === simpleQuery) unanswered += 1
    }, true)
    const answered = messages((type, body) => {
      if (type !== ready) return
      if (isStarted) unanswered -= 1
      isStarted = true
      status = body[0]!
    })
    near.on('data', async (bytes) => {
      const begins = isStarted && unanswered === 0
      sent(bytes)
      if (begins && unanswered > 0) waits += 1
      if (begins && status === withinTransaction && hold) {
        const { reached, go } = hold
        hold = null
        near.pause()
        reached()
        await go
        near.resume()
      }
      far.write(bytes)
    })
    far.on('data', (bytes) => {
      answered(bytes)
      near.write(bytes)
    })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
    }
    open.add(near)
  })
  const open = new Set<Socket>()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  url.searchParams.delete('host')
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as { port: number }).port)
  return {
    url: url.href,
    waits: () => waits,
    holdNext() {
      let release = () => {}
      let arrive = () => {}
      const go = new Promise<void>((resolve) => {
        release = resolve
      })
      const reached = new Promise<true>((resolve) => {
        arrive = () => resolve(true)
      })
      const own = { reached: arrive, go }
      hold = own
      return {
        reached,
        release() {
          if (hold === own) hold = null
          release()
        },
      }
    },
    close() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

/** Calls back with the type and the first bytes of each message, in whatever pieces its bytes come. The first message of a client has no type. */
function messages(each: (type: number, body: Buffer) => void, beginsUntyped = false) {
  let rest = Buffer.alloc(0)
  let isUntyped = beginsUntyped
  return (bytes: Buffer): void => {
    rest = Buffer.concat([rest, bytes])
    for (;;) {
      const head = isUntyped ? 0 : 1
      if (rest.length < head + 4) return
      const length = head + rest.readUInt32BE(head)
      if (rest.length < length) return
      if (!isUntyped) each(rest[0]!, rest.subarray(5, length))
      isUntyped = false
      rest = rest.subarray(length)
    }
  }
}
