import { setTimeout as sleep } from 'node:timers/promises'
import type { Stats } from './stats.ts'

/** A refusal by the server, by one of the seven codes. */
export class Refusal extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The API as one account sees it. */
export type Api = {
  // biome-ignore lint/suspicious/noExplicitAny: each caller knows what it asked for
  query: (document: string, variables?: object) => Promise<any>
  // biome-ignore lint/suspicious/noExplicitAny: each caller knows what it asked for
  mutate: (name: string, input: object, selection: string) => Promise<any>
}

type Wanted = { url: string; password: string; stats: Stats; signal: AbortSignal }

const patienceMs = 60_000

/** Signs in and answers with the API. Whatever is UNAVAILABLE is asked again with the same input. */
export async function openApi(username: string, { url, password, stats, signal }: Wanted): Promise<Api> {
  let token = ''

  const post = async (query: string, variables: object) => {
    const response = await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(10_000),
    })
    return response.json()
  }

  const send = async (query: string, variables: object) => {
    const { data, errors } = await post(query, variables)
    if (!errors) return data
    const [{ message, extensions }] = errors
    throw Object.assign(new Refusal(extensions?.code ?? 'INTERNAL', message), { retryAfter: extensions?.retryAfter })
  }

  const patiently = async (query: string, variables: object) => {
    const deadline = Date.now() + patienceMs
    for (let wait = 200; ; wait = Math.min(wait * 2, 3000)) {
      try {
        return await send(query, variables)
      } catch (error) {
        const isRefused = error instanceof Refusal && error.code !== 'UNAVAILABLE'
        if (isRefused || signal.aborted || Date.now() > deadline) throw error
        stats.retried()
        const seconds = (error as { retryAfter?: number }).retryAfter
        await sleep(seconds ? seconds * 1000 : wait, undefined, { signal }).catch(() => {})
      }
    }
  }

  const signIn = async () => {
    token = ''
    const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    const { signIn: opened } = await patiently(document, { input: { username, password } })
    token = opened.token
  }

  const signedIn = async (query: string, variables: object) => {
    try {
      return await patiently(query, variables)
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'UNAUTHENTICATED')) throw error
      await signIn()
      return patiently(query, variables)
    }
  }

  await signIn()
  return {
    query: (document, variables = {}) => signedIn(document, variables),
    async mutate(name, input, selection) {
      const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
      const began = performance.now()
      const data = await signedIn(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input })
      stats.answered(performance.now() - began)
      return data[name]
    },
  }
}
