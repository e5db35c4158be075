import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { type Client, createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { type App, buildApp } from '#server/app.ts'
import { startFeed, stopFeed } from '#server/feed/feed.ts'
import { type Env, readEnv } from '#server/platform/env.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { asApplication, freshDatabase } from './database.ts'

/** What the server answers to an operation. */
export type Answer<T = unknown> = {
  data?: T | null
  errors?: { message: string; path?: string[]; extensions: { code: string; [detail: string]: unknown } }[]
}

/** A running application on a database of its own. */
export type TestApp = {
  app: App
  url: string
  wsUrl: string
  /** Runs an operation over HTTP as the holder of the token, or as nobody. */
  gql: <T = unknown>(token: string | null, document: string, variables?: object) => Promise<Answer<T>>
  /** Runs one mutation with an input of that name and a clientId of its own. */
  change: <T = object>(
    token: string | null,
    mutation: string,
    input: object,
    fields: string,
  ) => Promise<Answer<Record<string, { seq: number } & T>>>
  /** The token of an account, by signing in. All of `factories.ts` have the same password. */
  signInAs: (username: string, password?: string) => Promise<string>
  /** A socket client for subscriptions. */
  socket: (token: string | null) => Client
  close: () => Promise<void>
}

/** The password of every account that tests make. */
export const testPassword = 'for-tests-only'

/** The application on a fresh database, or the given one, listening on a free port of loopback. */
export async function startTestApp(overrides: Partial<Env> = {}, database?: string): Promise<TestApp> {
  openDb(database ?? asApplication(await freshDatabase()))
  // all that a test opens comes from one address
  const env = {
    ...readEnv({}),
    STRANGER_REQUESTS: 10_000,
    SOCKETS_UNKNOWN: 1000,
    SOCKETS_UNKNOWN_PER_ADDRESS: 1000,
    ...overrides,
  }
  startFeed(env)
  const app = await buildApp(env)
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const clients: Client[] = []

  const gql = async <T>(token: string | null, query: string, variables?: object) => {
    const form = formOf(query, variables)
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'accept-language': 'en',
        ...(form ? { 'x-sizhen-csrf': '1' } : { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: form ?? JSON.stringify({ query, variables }),
    })
    // what it costs is another each time
    const { extensions: _, ...answer } = (await response.json()) as Answer<T> & { extensions?: object }
    return answer as Answer<T>
  }

  return {
    app,
    url,
    wsUrl: `${url.replace('http', 'ws')}/graphql`,
    gql,
    change(token, mutation, input, fields) {
      const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
      const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { seq ${fields} } }`
      return gql(token, document, { input: { clientId: randomUUID(), ...input } })
    },
    async signInAs(username, password = testPassword) {
      const answer = await gql<{ signIn: { token: string } }>(
        null,
        'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
        {
          input: { username, password },
        },
      )
      if (!answer.data) throw new Error(JSON.stringify(answer.errors))
      return answer.data.signIn.token
    },
    socket(token) {
      const client = createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: { language: 'en', ...(token && { authorization: `Bearer ${token}` }) },
      })
      clients.push(client)
      return client
    },
    async close() {
      for (const client of clients) await client.dispose()
      await app.close()
      await stopFeed()
      await closeDb()
    },
  }
}

/** The form that sends an operation whose input has a file, by the GraphQL multipart request specification. */
function formOf(query: string, variables?: object): FormData | null {
  const { input } = (variables ?? {}) as { input?: Record<string, unknown> }
  const [field, file] = Object.entries(input ?? {}).find(([, value]) => value instanceof File) ?? []
  if (!field) return null
  const form = new FormData()
  form.set('operations', JSON.stringify({ query, variables: { ...variables, input: { ...input, [field]: null } } }))
  form.set('map', JSON.stringify({ 0: [`variables.input.${field}`] }))
  form.set('0', file as File)
  return form
}
