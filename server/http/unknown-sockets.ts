import type { WebSocket } from 'ws'
import type { Env } from '#server/platform/env.ts'

type Limits = Pick<Env, 'SOCKETS_UNKNOWN' | 'SOCKETS_UNKNOWN_PER_ADDRESS'>

/** The milliseconds after which a socket that was not acknowledged is cut off, whether its peer answers or not. */
const patienceMs = 3000

/** Who may stand behind a socket: the network that it comes from or, where its cookie is that of a session, the session. */
export type Opener = { name: string; isKnown: boolean }

/**
 * The sockets that have not been acknowledged, because nobody has said yet who opens them. They are few, in all and of one
 * network, and are no part of those that a node may have: silent sockets never take the room of people. Those of a browser whose
 * session this node knows are counted by the session alone, and find room however many others wait.
 */
export class UnknownSockets {
  private readonly openers = new Map<WebSocket, Opener>()
  private readonly limits: Limits

  constructor(limits: Limits) {
    this.limits = limits
  }

  get size(): number {
    return this.openers.size
  }

  /** Whether one more socket may be opened by them. */
  hasRoom({ name, isKnown }: Opener): boolean {
    const waiting = [...this.openers.values()]
    const strangers = waiting.filter((each) => !each.isKnown)
    if (!isKnown && strangers.length >= this.limits.SOCKETS_UNKNOWN) return false
    return waiting.filter((each) => each.name === name).length < this.limits.SOCKETS_UNKNOWN_PER_ADDRESS
  }

  add(socket: WebSocket, opener: Opener): void {
    this.openers.set(socket, opener)
    const timer = setTimeout(() => {
      if (this.openers.has(socket)) socket.terminate()
    }, patienceMs)
    socket.once('close', () => {
      clearTimeout(timer)
      this.openers.delete(socket)
    })
  }

  /** The socket was acknowledged: it is one of those of people now. Answers with who was taken to have opened it. */
  remove(socket: WebSocket): Opener | undefined {
    const opener = this.openers.get(socket)
    this.openers.delete(socket)
    return opener
  }
}
