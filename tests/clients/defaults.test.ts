import { ApolloClient, gql as apolloGql, HttpLink, InMemoryCache } from '@apollo/client'
import { Client, fetchExchange } from '@urql/core'
import { GraphQLClient, gql as requestGql } from 'graphql-request'
import { createClient as createSseClient } from 'graphql-sse'
import { createClient as createSocketClient } from 'graphql-ws'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { anAccount, aUnion } from '#tests/setup/factories.ts'

// Each client as its own manual sets it up: the address and the token are all that it is told.

let app: TestApp
let url: string
let headers: { authorization: string }
let serial = 0

beforeAll(async () => {
  app = await startTestApp()
  url = `${app.url}/graphql`
  const { username } = await anAccount((await aUnion()).id)
  headers = { authorization: `Bearer ${await app.signInAs(username)}` }
})
afterAll(() => app.close())

const query = 'query Zones($n: Int!) { viewer { role } visits(first: $n) { totalCount } }'
const expected = { viewer: { role: 'COMMAND' }, visits: { totalCount: 0 } }
const change = 'mutation CreateZone($input: CreateZoneInput!) { createZone(input: $input) { seq zone { name } } }'
const follow = 'subscription Follow { boardEvents(after: 0) { after reset } }'

/** A new zone, which no other test of this file has made. */
function aZone() {
  serial += 1
  return { clientId: crypto.randomUUID(), name: `第${serial}片区` }
}

it('urql: short queries go by GET', async () => {
  const methods: string[] = []
  const counted: typeof fetch = (input, init) => {
    methods.push(init?.method ?? 'GET')
    return fetch(input, init)
  }
  const client = new Client({ url, exchanges: [fetchExchange], fetchOptions: { headers }, fetch: counted })
  const { data, error } = await client.query(query, { n: 5 })
  expect([error, data]).toEqual([undefined, expected])
  const input = aZone()
  expect((await client.mutation(change, { input })).data.createZone.zone.name).toBe(input.name)
  expect(methods).toEqual(['GET', 'POST'])
})

it('Apollo Client, by POST and with queries by GET', async () => {
  for (const useGETForQueries of [false, true]) {
    const link = new HttpLink({ uri: url, headers, useGETForQueries })
    const client = new ApolloClient({ link, cache: new InMemoryCache() })
    const { data } = await client.query<typeof expected>({ query: apolloGql(query), variables: { n: 5 } })
    expect(data).toMatchObject(expected)
    const input = aZone()
    type Changed = { createZone: { zone: { name: string } } }
    const changed = await client.mutate<Changed>({ mutation: apolloGql(change), variables: { input } })
    expect(changed.data!.createZone.zone.name).toBe(input.name)
    client.stop()
  }
})

it('graphql-request, by POST and by GET', async () => {
  const client = new GraphQLClient(url, { headers })
  expect(await client.request(requestGql`${query}`, { n: 5 })).toEqual(expected)
  const input = aZone()
  expect(await client.request(change, { input })).toMatchObject({ createZone: { zone: { name: input.name } } })
  const byGet = new GraphQLClient(url, { headers, method: 'GET', jsonSerializer: JSON })
  expect(await byGet.request(query, { n: 5 })).toEqual(expected)
  // it sends a mutation by POST all the same
  expect(await byGet.request(change, { input: aZone() })).toMatchObject({ createZone: { seq: expect.any(Number) } })
})

it('graphql-ws', async () => {
  const client = createSocketClient({ url: app.wsUrl, webSocketImpl: WebSocket, connectionParams: headers })
  for await (const { data } of client.iterate<{ boardEvents: object }>({ query: follow })) {
    expect(data!.boardEvents).toEqual({ after: 0, reset: false })
    break
  }
  await client.dispose()
})

it('graphql-sse', async () => {
  const client = createSseClient({ url, headers })
  for await (const { data } of client.iterate<{ boardEvents: object }>({ query: follow })) {
    expect(data!.boardEvents).toEqual({ after: 0, reset: false })
    break
  }
  client.dispose()
})
