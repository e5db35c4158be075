import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { latin1Bytes, type Message } from '#server/feed/message.ts'
import type { Context } from '#server/platform/context.ts'
import { maskResult } from './masking.ts'

/** More than this unsent, and the socket gets nothing further until all of it has gone: its cursor lags meanwhile. */
const highWater = 64 * 1024

type Parts = { socket: WebSocket; wire: Socket; id: string; context: Context; onDrained: () => void }

/**
 * Writes a subscription's messages as `next` frames straight to the connection below its WebSocket: the text that all
 * share, spliced behind the subscription's own id. `ws` writes whole frames and does not compress here, so the two
 * never mix. A latin1 string is the cheapest thing that a connection takes.
 */
export class SocketSink {
  private readonly parts: Parts
  private readonly prefix: string
  private isWaiting = false

  constructor(parts: Parts) {
    this.parts = parts
    this.prefix = latin1Bytes(`{"id":${JSON.stringify(parts.id)},"type":"next","payload":`)
  }

  ready(): boolean {
    const { wire, onDrained } = this.parts
    if (wire.writableLength < highWater) return true
    if (!this.isWaiting) {
      this.isWaiting = true
      wire.once('drain', () => {
        this.isWaiting = false
        onDrained()
      })
    }
    return false
  }

  send(messages: readonly Message[]): void {
    const { socket, wire } = this.parts
    if (socket.readyState !== socket.OPEN) return
    let frames = ''
    for (const message of messages) frames += textFrame(`${this.prefix}${this.textOf(message)}}`)
    wire.write(frames, 'latin1')
  }

  private textOf({ bytes, result }: Message): string {
    return bytes ? bytes() : latin1Bytes(JSON.stringify(maskResult(result, this.parts.context)))
  }
}

/** An unmasked, final text frame (RFC 6455, 5.2), as a latin1 string of its bytes. */
function textFrame(bytes: string): string {
  const { length } = bytes
  if (length < 126) return `\x81${String.fromCharCode(length)}${bytes}`
  if (length < 65_536) return `\x81\x7e${String.fromCharCode(length >> 8, length & 255)}${bytes}`
  const long = [24, 16, 8, 0].map((shift) => (length >>> shift) & 255)
  return `\x81\x7f\0\0\0\0${String.fromCharCode(...long)}${bytes}`
}
