import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { YogaServerInstance } from 'graphql-yoga'
import { Connections } from './http/connections.ts'
import { clientFiles } from './http/files.ts'
import { makeYoga, mayIntrospect } from './http/graphql.ts'
import { securityHeaders } from './http/headers.ts'
import { healthz, readyz } from './http/health.ts'
import { Metrics } from './http/metrics.ts'
import { addressOf } from './http/origin.ts'
import { answerGraphQL } from './http/route.ts'
import { answerSchemaPage, schemaPage } from './http/schema-pages.ts'
import { serveSockets } from './http/sockets.ts'
import { showPaper } from './modules/papers/show.ts'
import { handleDownload } from './modules/reports/download.ts'
import type { Context } from './platform/context.ts'
import { type Env, readEnv } from './platform/env.ts'
import { logger } from './platform/logger.ts'
import { isPractice } from './practice.ts'

/** The whole application on one server that does not listen yet. */
export type App = { server: Server; yoga: YogaServerInstance<Context, object>; close: () => Promise<void> }

/** Yoga, sockets, the web client and the operator's pages on one server. The database must be open. */
export async function buildApp(env: Env = readEnv()): Promise<App> {
  const connections = new Connections(env)
  const metrics = new Metrics(() => connections.size, env.BACKUP_KEEP > 0)
  const introspects = mayIntrospect(await isPractice())
  const yoga = makeYoga(env, connections, introspects)
  const protect = securityHeaders(env)
  const serveFile = clientFiles()
  const answering = new Set<ServerResponse>()
  let stopping = false

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path] = (request.url ?? '/').split('?')
    const page = schemaPage(request)
    if (page) return answerSchemaPage(page, request, response, { env, mayIntrospect: introspects })
    if (path === '/graphql') return answerGraphQL(request, response, { yoga, env })
    if (path === '/healthz') return healthz(response)
    if (path === '/readyz') return readyz(response, stopping)
    if (path === '/metrics') {
      const { type, text } = await metrics.page()
      return void response.setHeader('content-type', type).end(text)
    }
    if (await handleDownload(request, response, addressOf(request, env))) return
    if (await showPaper(request, response)) return
    serveFile(request, response)
  }

  const server = createServer((request, response) => {
    answering.add(response)
    response.once('close', () => answering.delete(response))
    if (stopping) lastOfItsConnection(response)
    response.once('finish', () => metrics.requests.inc({ status: `${Math.floor(response.statusCode / 100)}xx` }))
    protect(request, response, () => {
      answer(request, response).catch((error) => {
        logger.error({ name: error.name, stack: error.stack }, 'request failed')
        if (response.headersSent) response.destroy()
        else response.writeHead(500).end()
      })
    })
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 60_000
  const closeSockets = serveSockets({ server, yoga, env, connections })

  async function close(): Promise<void> {
    stopping = true
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    for (const response of answering) lastOfItsConnection(response)
    await closeSockets()
    connections.endAll()
    const force = setTimeout(() => server.closeAllConnections(), 3000)
    await closed
    clearTimeout(force)
    await yoga.dispose()
    metrics.close()
  }

  return { server, yoga, close }
}

/** Tells a caller that keeps its connection to bring the next request elsewhere. */
function lastOfItsConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close')
}
