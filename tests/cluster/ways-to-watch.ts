import { request } from 'node:http'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'

/** A batch of the feed as followers ask for it. */
export type Batch = {
  epoch: string
  reset: boolean
  after: number
  through: number
  head: number
  events: { seq: number; at: string; name: string }[]
}

/** Where to watch, from which position on, and who hears of it. */
export type Watch = {
  url: string
  token: string
  after: number
  epoch: string | null
  onBatch: (batch: Batch) => void
}

/** A subscription: `ended` tells by which close code, error code or message it ended; `stop` ends it. */
export type Watching = { ended: Promise<string>; stop: () => void }

export const subscription = `subscription ($after: Int!, $epoch: ID) { boardEvents(after: $after, epoch: $epoch) {
  epoch reset after through head events { seq at name } } }`

type Result = { data?: { boardEvents?: Batch } | null; errors?: readonly { extensions?: { code?: unknown } }[] }

const codeOf = ({ errors }: Result) => String(errors?.[0]?.extensions?.code ?? 'NO_CODE')

/** A socket that is ended while it still connects says so when the client of graphql-ws does not listen any more. */
class QuietSocket extends WebSocket {
  constructor(...given: ConstructorParameters<typeof WebSocket>) {
    super(...given)
    this.on('error', () => {})
  }
}

/** By graphql-transport-ws. */
export function watchBySocket({ url, token, after, epoch, onBatch }: Watch): Watching {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: QuietSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}`, language: 'en' },
  })
  const ended = new Promise<string>((resolve) => {
    client.on('closed', (event) => resolve(String((event as CloseEvent).code ?? 'closed')))
    client.subscribe<NonNullable<Result['data']>>(
      { query: subscription, variables: { after, epoch } },
      {
        next: (result) => (result.data?.boardEvents ? onBatch(result.data.boardEvents) : resolve(codeOf(result))),
        error: (error) =>
          resolve(Array.isArray(error) ? codeOf({ errors: error }) : String((error as CloseEvent).code ?? 'error')),
        complete: () => resolve('complete'),
      },
    )
  })
  return { ended, stop: () => client.terminate() }
}

/** By SSE: a POST that accepts an event stream. */
export function watchByStream({ url, token, after, epoch, onBatch }: Watch): Watching {
  const headers = {
    'content-type': 'application/json',
    accept: 'text/event-stream',
    authorization: `Bearer ${token}`,
  }
  const sent = request(`${url}/graphql`, { method: 'POST', headers, agent: false })
  const ended = new Promise<string>((resolve) => {
    sent.once('error', () => resolve('error'))
    sent.once('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
        const messages = text.split('\n\n')
        text = messages.pop()!
        for (const message of messages) {
          const data = /^data: ?(\{.*\})$/m.exec(message)?.[1]
          if (!data) continue
          const result: Result = JSON.parse(data)
          if (result.data?.boardEvents) onBatch(result.data.boardEvents)
          else resolve(codeOf(result))
        }
      })
      response.once('error', () => resolve('error'))
      response.once('close', () => resolve(text.startsWith('{') ? codeOf(JSON.parse(text)) : 'closed'))
    })
  })
  sent.end(JSON.stringify({ query: subscription, variables: { after, epoch } }))
  return { ended, stop: () => sent.destroy() }
}
