import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { Answer, TestApp } from './app.ts'

/** One way to reach the API: sends an operation, answers with the first result. */
export type Transport = (app: TestApp, token: string, query: string, extensions?: object) => Promise<Answer>

const send = (accept: string) => async (app: TestApp, token: string, query: string, extensions?: object) => {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', authorization: `Bearer ${token}`, accept },
    body: JSON.stringify({ query, extensions }),
  })
  return response
}

const overHttp: Transport = async (...asked) => (await send('application/json')(...asked)).json()

const overSse: Transport = async (...asked) => {
  const response = await send('text/event-stream')(...asked)
  let text = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const data = /^data: (\{.*\})$/m.exec(text)?.[1] ?? (text.startsWith('{') ? text : undefined)
    if (data) return JSON.parse(data)
  }
  throw new Error(`nothing came: ${text}`)
}

const overSocket: Transport = async (app, token, query, extensions) => {
  const socket = await openSocket(app, { authorization: `Bearer ${token}`, language: 'en' })
  const { type, payload } = await subscribe(socket, query, extensions)
  socket.close()
  return type === 'error' ? { errors: payload } : payload
}

/** Every transport, by its name. */
export const transports: [string, Transport][] = [
  ['HTTP', overHttp],
  ['SSE', overSse],
  ['WebSocket', overSocket],
]

// biome-ignore lint/suspicious/noExplicitAny: tests read what they asked for
type Message = { type: string; id?: string; payload?: any }

/** A bare socket, before its connection_init. */
export function bareSocket(app: TestApp, headers: Record<string, string> = {}): WebSocket {
  const socket = new WebSocket(app.wsUrl, 'graphql-transport-ws', { headers })
  socket.on('error', () => {})
  return socket
}

/** A socket that was acknowledged; rejects with the code by which it was closed instead. */
export function openSocket(app: TestApp, params: object, headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = bareSocket(app, headers)
  return new Promise((resolve, reject) => {
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: params })))
    socket.once('message', () => resolve(socket))
    socket.once('unexpected-response', (_, { statusCode }) => reject(new Error(`HTTP ${statusCode}`)))
    socket.once('close', (code) => reject(new Error(`closed ${code}`)))
  })
}

/** Subscribes on an open socket and answers with the first message of that subscription. */
export function subscribe(socket: WebSocket, query: string, extensions?: object): Promise<Message> {
  const id = randomUUID()
  return new Promise((resolve, reject) => {
    const onMessage = (data: Buffer) => {
      const message: Message = JSON.parse(data.toString())
      if (message.id !== id) return
      socket.off('message', onMessage).off('close', onClose)
      resolve(message)
    }
    const onClose = (code: number) => reject(new Error(`closed ${code}`))
    socket.on('message', onMessage).once('close', onClose)
    socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, extensions } }))
  })
}

/** The code by which a socket is closed. */
export const closeCode = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => (socket.readyState === socket.CLOSED ? resolve(-1) : socket.once('close', resolve)))
