import { WebSocket } from 'ws'
import { createGraphClient } from '#client/graph/create-client.ts'
import { createSocket } from '#client/graph/socket.ts'
import type { TestApp } from './app.ts'

type Options = {
  /** The way to the server, where it is not the direct one. */
  url?: string
  /** Stands between the client and the network. */
  fetch?: typeof fetch
}

/** The browser's own GraphQL client, on Node, as the holder of the token. */
export function aGraphClient({ url: direct }: TestApp, token: string, { url = direct, fetch }: Options = {}) {
  const authorization = `Bearer ${token}`
  const socket = createSocket({
    url: `${url.replace('http', 'ws')}/graphql`,
    connectionParams: { authorization, language: 'en' },
    webSocketImpl: WebSocket,
  })
  const client = createGraphClient({
    url: `${url}/graphql`,
    fetch,
    fetchOptions: { headers: { authorization, 'accept-language': 'en' } },
    socket,
  })
  return { client, socket }
}
