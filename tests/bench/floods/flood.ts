import { type Agent, request } from 'node:http'

/** Attackers come from an address of their own, so that a limit of addresses does not meet those who are measured. */
export const elsewhere = '127.0.0.2'

/** Where an attacker sends to, over which connections, and with which token where it is signed in. */
export type Target = { port: number; agent: Agent; token: string | null }

/** What an attacker does over so many connections, each the next time when it was answered, until it is told to stop. */
export type Flood = {
  what: string
  /** Whose accounts it has; a stranger where none is named. */
  as?: string[]
  /** Ten where it is left out. */
  connections?: number
  /** Reads or opens what it needs, and gives what is done again and again. */
  begin: (target: Target) => Promise<Act> | Act
}

/** One act of an attacker; resolves when it was answered. */
export type Act = () => Promise<unknown>

type Sent = { path?: string; method?: string; body?: string | Buffer; headers?: Record<string, string> }

/** Sends a request, and reads what is answered. */
export function send({ port, agent, token }: Target, { path = '/graphql', method = 'POST', body, headers = {} }: Sent) {
  return new Promise<string>((resolve) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        agent,
        headers: {
          ...(body !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          }),
          ...(token && { authorization: `Bearer ${token}` }),
          ...headers,
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer
          .on('data', (chunk) => chunks.push(chunk))
          .on('end', () => resolve(Buffer.concat(chunks).toString()))
          .on('error', () => resolve(''))
      },
    )
    asked.on('error', () => resolve('')).end(body)
  })
}

/** Asks one operation of the API. */
export const ask = (target: Target, query: string, variables: object = {}, headers: Record<string, string> = {}) =>
  send(target, { body: JSON.stringify({ query, variables }), headers })

/** Sends an operation whose input has a file, in the form of the GraphQL multipart request specification. */
export async function sendFile(target: Target, query: string, input: object, file: Blob): Promise<string> {
  const form = new FormData()
  form.set('operations', JSON.stringify({ query, variables: { input: { ...input, file: null } } }))
  form.set('map', JSON.stringify({ 0: ['variables.input.file'] }))
  form.set('0', file, 'file')
  const made = new Request('http://localhost', { method: 'POST', body: form })
  const body = Buffer.from(await made.arrayBuffer())
  const headers = { 'content-type': made.headers.get('content-type')!, 'x-sizhen-csrf': '1' }
  return send(target, { body, headers })
}
