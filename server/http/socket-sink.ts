import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Message } from '#server/feed/message.ts'
import type { Sink } from '#server/feed/subscriber.ts'
import type { Locale } from '#server/platform/errors.ts'

/** With this many bytes unsent a socket gets nothing further until all of them are gone: its cursor lags meanwhile. */
export const highWaterBytes = 64 * 1024

const asText = { binary: false }
const suffix = Buffer.from('}')

type Parts = {
  socket: WebSocket
  /** The connection below the WebSocket. */
  connection: Socket
  /** The id of the subscription. */
  id: string
  locale: Locale
  /** Called when a socket that was not ready is ready again. */
  onReady: () => void
}

/** Sends a subscription's messages as graphql-ws `next` messages: the bytes that all share, behind the id of its own. */
export class SocketSink implements Sink {
  private readonly parts: Parts
  private readonly prefix: Buffer
  private isWaiting = false

  constructor(parts: Parts) {
    this.parts = parts
    this.prefix = Buffer.from(`{"id":${JSON.stringify(parts.id)},"type":"next","payload":`)
  }

  isReady(): boolean {
    const { socket, connection, onReady } = this.parts
    if (socket.bufferedAmount < highWaterBytes) return true
    if (!this.isWaiting) {
      this.isWaiting = true
      connection.once('drain', () => {
        this.isWaiting = false
        onReady()
      })
    }
    return false
  }

  send(messages: readonly Message[]): void {
    const { socket, locale } = this.parts
    if (socket.readyState !== socket.OPEN) return
    for (const message of messages) socket.send(Buffer.concat([this.prefix, message.bytes(locale), suffix]), asText)
  }
}
