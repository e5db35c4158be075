import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Message } from '#server/feed/message.ts'
import type { Sink } from '#server/feed/subscriber.ts'
import type { Locale } from '#server/platform/errors.ts'

/** A socket with this many unsent bytes gets no further message until it has sent all of them; it lags meanwhile. */
const highWaterBytes = 64 * 1024

const asText = { binary: false }
const suffix = Buffer.from('}')

type SinkOptions = {
  socket: WebSocket
  /** The connection below the WebSocket. */
  connection: Socket
  /** The id of the subscription. */
  id: string
  locale: Locale
  /** Called when a socket that was not ready is ready again. */
  onReady: () => void
}

/**
 * Sends the messages of one subscription to its socket as `next` messages of graphql-transport-ws. The payload's bytes
 * are made once for all subscribers; only the beginning with the subscription's own id is made here.
 */
export class SocketSink implements Sink {
  private readonly options: SinkOptions
  private readonly prefix: Buffer
  private isWaiting = false

  constructor(options: SinkOptions) {
    this.options = options
    this.prefix = Buffer.from(`{"id":${JSON.stringify(options.id)},"type":"next","payload":`)
  }

  isReady(): boolean {
    const { socket, connection, onReady } = this.options
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
    const { socket, locale } = this.options
    if (socket.readyState !== socket.OPEN) return
    for (const message of messages) socket.send(Buffer.concat([this.prefix, message.bytes(locale), suffix]), asText)
  }
}
