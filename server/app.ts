import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { YogaServerInstance } from 'graphql-yoga'
import { compressAnswers } from './http/compression.ts'
import { Connections } from './http/connections.ts'
import { clientFiles, clientFolder, scriptsInPage } from './http/files.ts'
import { makeYoga, mayIntrospect } from './http/graphql.ts'
import { securityHeaders } from './http/headers.ts'
import { healthz, readyz } from './http/health.ts'
import { Metrics } from './http/metrics.ts'
import { addressOf, isOurName, otherName } from './http/origin.ts'
import { answerGraphQL } from './http/route.ts'
import { answerSchemaPage, schemaPage } from './http/schema-pages.ts'
import { serveSockets } from './http/sockets.ts'
import { Strangers } from './http/strangers.ts'
import { showPaper } from './modules/papers/show.ts'
import { handleDownload } from './modules/reports/download.ts'
import type { Context } from './platform/context.ts'
import { type Env, readEnv } from './platform/env.ts'
import { describeFault } from './platform/fault.ts'
import { logger } from './platform/logger.ts'
import { isPractice } from './practice.ts'

/** The whole application on one server that does not listen yet. */
export type App = { server: Server; yoga: YogaServerInstance<Context, object>; close: () => Promise<void> }

/** Yoga, sockets, the web client of that folder and the operator's pages on one server. The database must be open. */
export async function buildApp(env: Env = readEnv(), folder = clientFolder): Promise<App> {
  const connections = new Connections(env)
  const metrics = new Metrics(() => connections.size, env)
  const introspects = mayIntrospect(await isPractice())
  const yoga = makeYoga(env, connections, introspects)
  const protect = securityHeaders(env, scriptsInPage(folder))
  const serveFile = clientFiles(folder)
  const strangers = new Strangers(env.STRANGER_REQUESTS)
  const answering = new Set<ServerResponse>()
  let stopping = false

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path] = (request.url ?? '/').split('?')
    if (path === '/healthz') return healthz(response)
    if (path === '/readyz') return readyz(response, stopping)
    if (path === '/metrics') return metrics.answer(request, response)
    if (!isOurName(request, env)) return void response.writeHead(421, plain).end(otherName)
    const page = schemaPage(request)
    if (page) return answerSchemaPage(page, request, response, { env, strangers, mayIntrospect: introspects })
    if (path === '/graphql') return answerGraphQL(request, response, { yoga, env, strangers })
    if (await handleDownload(request, response, addressOf(request, env))) return
    if (await showPaper(request, response)) return
    await serveFile(request, response)
  }

  const server = createServer({ connectionsCheckingInterval: 2000 }, (request, response) => {
    answering.add(response)
    response.once('close', () => answering.delete(response))
    if (stopping) lastOfItsConnection(response)
    response.once('finish', () => metrics.requests.inc({ status: `${Math.floor(response.statusCode / 100)}xx` }))
    protect(request, response, () => {
      compressAnswers(request, response, () => {
        answer(request, response).catch((error) => {
          logger.error(describeFault(error), 'request failed')
          if (response.headersSent) response.destroy()
          else response.writeHead(500).end()
        })
      })
    })
  })
  // what is checked so often: whoever opens a connection and says nothing keeps a place in the system's table only so long
  server.headersTimeout = 10_000
  server.requestTimeout = 60_000
  const closeSockets = serveSockets({ server, yoga, env, connections, strangers })

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

const plain = { 'content-type': 'text/plain; charset=utf-8' }

/** Tells a caller that keeps its connection to bring the next request elsewhere. */
function lastOfItsConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close')
}
