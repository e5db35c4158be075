import type { WebSocket } from 'ws'
import type { Env } from '#server/platform/env.ts'

type Limits = Pick<Env, 'SOCKETS_UNKNOWN' | 'SOCKETS_UNKNOWN_PER_ADDRESS'>

/** The milliseconds after which a socket that was not acknowledged is cut off, whether its peer answers or not. */
const patienceMs = 3000

/**
 * The sockets that have not been acknowledged, because nobody has said yet who opens them. They are few, in all and of one
 * network, and are no part of those that a node may have: silent sockets never take the room of people.
 */
export class UnknownSockets {
  private readonly networks = new Map<WebSocket, string>()
  private readonly limits: Limits

  constructor(limits: Limits) {
    this.limits = limits
  }

  get size(): number {
    return this.networks.size
  }

  /** Whether one more socket of this network may be opened. */
  hasRoom(network: string): boolean {
    if (this.size >= this.limits.SOCKETS_UNKNOWN) return false
    const ofNetwork = [...this.networks.values()].filter((each) => each === network)
    return ofNetwork.length < this.limits.SOCKETS_UNKNOWN_PER_ADDRESS
  }

  add(socket: WebSocket, network: string): void {
    this.networks.set(socket, network)
    const timer = setTimeout(() => {
      if (this.networks.has(socket)) socket.terminate()
    }, patienceMs)
    socket.once('close', () => {
      clearTimeout(timer)
      this.networks.delete(socket)
    })
  }

  /** The socket was acknowledged: it is one of those of people now. */
  remove(socket: WebSocket): void {
    this.networks.delete(socket)
  }
}
