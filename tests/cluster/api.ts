import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

/** What a request came to, and how long that took. No answer: its connection was refused, reset, or too slow. */
export type Outcome = {
  // biome-ignore lint/suspicious/noExplicitAny: whoever asked knows what for
  data: any
  /** The code of the first error; null where there is data, `NO_ANSWER` where nothing came. */
  code: string | null
  message: string
  ms: number
  /** True where the connection was there and nothing came for much longer than any promise. */
  hung: boolean
}

const hungAfter = 15_000

/** Connections that are used again, as browsers and integrators do. */
export const anAgent = () => new Agent({ keepAlive: true })

type Call = { url: string; token: string | null; query: string; variables?: object; agent?: Agent; onPort?: OnPort }
type OnPort = (localPort: number | undefined) => void

/** Sends an operation; never throws. */
export function send({ url, token, query, variables, agent, onPort }: Call): Promise<Outcome> {
  const began = performance.now()
  return new Promise((resolve) => {
    const finish = (part: Partial<Outcome>) =>
      resolve({ data: null, code: 'NO_ANSWER', message: '', hung: false, ...part, ms: performance.now() - began })
    const headers = {
      'content-type': 'application/json',
      'accept-language': 'en',
      ...(token && { authorization: `Bearer ${token}` }),
    }
    const sent = request(`${url}/graphql`, { method: 'POST', headers, agent, timeout: hungAfter }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.once('error', ({ message }) => finish({ message }))
      response.once('end', () => finish(read(text)))
    })
    sent.once('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => onPort?.(socket.localPort))
      else onPort?.(socket.localPort)
    })
    sent.once('timeout', () => {
      finish({ message: 'no answer', hung: true })
      sent.destroy()
    })
    sent.once('error', ({ message }) => finish({ message }))
    sent.end(JSON.stringify({ query, variables }))
  })
}

function read(text: string): Partial<Outcome> {
  try {
    const { data, errors } = JSON.parse(text)
    if (!errors) return { data, code: null }
    return { code: errors[0].extensions?.code ?? 'NO_CODE', message: errors[0].message }
  } catch {
    return { message: `not JSON: ${text.slice(0, 80)}` }
  }
}

/** The document of a mutation that answers with its seq and `fields`. */
export function mutationOf(name: string, fields: string): string {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  return `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`
}

/** An operation that must be answered with data. */
// biome-ignore lint/suspicious/noExplicitAny: whoever asked knows what for
export async function query(url: string, token: string | null, document: string, variables?: object): Promise<any> {
  const { data, code, message } = await send({ url, token, query: document, variables })
  if (code) throw new Error(`${code}: ${message}`)
  return data
}

/** A change with a clientId of its own that must be answered with data. */
// biome-ignore lint/suspicious/noExplicitAny: whoever asked knows what for
export async function change(url: string, token: string, name: string, input: object, fields: string): Promise<any> {
  const variables = { input: { clientId: randomUUID(), ...input } }
  return (await query(url, token, mutationOf(name, fields), variables))[name]
}

/** A session's token, by signing in. */
export async function signIn(url: string, username: string, password: string): Promise<string> {
  const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  return (await query(url, null, document, { input: { username, password } })).signIn.token
}
