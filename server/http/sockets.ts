import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ExecutionArgs, GraphQLError, getOperationAST } from 'graphql'
import type { Context as SocketContext, SubscribePayload } from 'graphql-ws'
import { type Extra, useServer } from 'graphql-ws/use/ws'
import type { YogaServerInstance } from 'graphql-yoga'
import { type WebSocket, WebSocketServer } from 'ws'
import { Subscription } from '#server/feed/subscription.ts'
import { actorOf } from '#server/modules/people/sessions.ts'
import type { Context } from '#server/platform/context.ts'
import { withDeadline } from '#server/platform/deadline.ts'
import type { Env } from '#server/platform/env.ts'
import { AppError } from '#server/platform/errors.ts'
import { logger } from '#server/platform/logger.ts'
import { networkOf } from '#server/platform/network.ts'
import { noteUnavailable } from '#server/postgres/troubles.ts'
import { closeCodes } from './close-codes.ts'
import type { Connections } from './connections.ts'
import { maskForCaller, maskResult } from './masking.ts'
import { addressOf, isOurName, senderOf } from './origin.ts'
import { rememberedActor } from './remembered-actors.ts'
import { anonymousContext, bearerOf, cookieOf, localeOf, setActor } from './request-context.ts'
import { SocketSink } from './socket-sink.ts'
import type { Strangers } from './strangers.ts'
import { type Opener, UnknownSockets } from './unknown-sockets.ts'

type Envelope = ReturnType<YogaServerInstance<Context, object>['getEnveloped']>
type Enveloped = ExecutionArgs & { rootValue: Envelope }
type SocketExtra = Extra & Record<PropertyKey, unknown> & { context?: Context }
type OurSocket = SocketContext<Record<string, unknown>, SocketExtra>
type SocketOptions = {
  server: Server
  yoga: YogaServerInstance<Context, object>
  env: Env
  connections: Connections
  strangers: Strangers
}

/** Serves subscriptions over WebSocket at /graphql, within the same limits as HTTP. Returns the function that stops it. */
export function serveSockets({ server, yoga, env, connections, strangers }: SocketOptions): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 })
  const unknown = new UnknownSockets(env)
  server.on('upgrade', async (request, socket, head) => {
    // whoever goes meanwhile is no news
    socket.on('error', () => {})
    const opener = openerOf(request, env)
    const hasRoom = sockets.clients.size - unknown.size < env.SOCKETS_PER_NODE && unknown.hasRoom(opener)
    const refused = refusalOf(request, env, hasRoom)
    if (refused) return refuse(socket, refused)
    const isTooOften =
      !opener.isKnown && (await strangers.count(anonymousContext(request, env), true).catch(() => true))
    if (isTooOften) return refuse(socket, '429 Too Many Requests')
    // each subscription of a slow socket waits for it to drain
    socket.setMaxListeners(env.OPERATIONS_PER_SOCKET + 10)
    sockets.handleUpgrade(request, socket, head, (each) => {
      unknown.add(each, opener)
      limitMessages(each, env.MESSAGES_PER_MINUTE)
      sockets.emit('connection', each, request)
      // a broken frame closes its socket by itself; it is no news for the operator
      each.removeAllListeners('error').on('error', ({ name }) => logger.debug({ name }, 'socket closed'))
    })
  })
  const served = useServer<Record<string, unknown>, SocketExtra>(
    {
      // a peer that reads learns the reason by this code, before it is cut off
      connectionInitWaitTimeout: 2500,
      isProd: true,
      execute: (args) => (args as Enveloped).rootValue.execute(args),
      subscribe,
      async onConnect(socket) {
        const isAdmitted = await admit(socket, env, connections)
        const { context } = socket.extra
        if (context && unknown.remove(socket.extra.socket)?.isKnown === false) await strangers.forgive(context)
        return isAdmitted
      },
      onSubscribe: (socket, _id, payload) => prepare(socket, payload, yoga, env),
      onOperation: (socket, id, _payload, _args, result) => pushToSocket(socket, id, result),
      onNext: (socket, _id, _payload, _args, result) => maskResult(result, socket.extra.context!),
      onError: (socket, _id, _payload, errors) => errors.map((each) => maskForCaller(each, socket.extra.context!)),
    },
    sockets,
    env.PING_EVERY_MS,
  )
  return async () => {
    const force = setTimeout(() => {
      for (const each of sockets.clients) each.terminate()
    }, 1500)
    await served.dispose()
    clearTimeout(force)
  }
}

/** Who opens a socket, as far as it is known before a word was said: the session of a page of ours, or the network. */
function openerOf(request: IncomingMessage, env: Env): Opener {
  const actor = senderOf(request, env) === 'own' ? rememberedActor(cookieOf(request, env)) : null
  return actor ? { name: actor.sessionId, isKnown: true } : { name: networkOf(addressOf(request, env)), isKnown: false }
}

/**
 * The HTTP status with which a request for a WebSocket is refused: its path is not /graphql, it comes from a page of
 * another site or by a name that is none of ours, or the node has no room for it. Null where it is accepted.
 */
function refusalOf(request: IncomingMessage, env: Env, hasRoom: boolean): string | null {
  if ((request.url ?? '').split('?')[0] !== '/graphql') return '404 Not Found'
  if (!isOurName(request, env)) return '421 Misdirected Request'
  if (senderOf(request, env) === 'foreign') return '403 Forbidden'
  if (!hasRoom) return '503 Service Unavailable'
  return null
}

function refuse(socket: Duplex, status: string): void {
  const headers = 'Connection: close\r\nContent-Length: 0\r\nRetry-After: 1'
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n`, () => socket.destroy())
}

/** Closes a socket from which more than `perMinute` messages and pings come within a minute. */
function limitMessages(socket: WebSocket, perMinute: number): void {
  let count = 0
  let since = performance.now()
  const note = () => {
    if (performance.now() - since > 60_000) {
      count = 0
      since = performance.now()
    }
    count += 1
    if (count > perMinute) socket.close(closeCodes.tooManyMessages, 'Too many messages')
  }
  socket.on('message', note).on('ping', note)
}

/**
 * Finds out who opens the socket, by a token in its connection parameters or by the session's cookie. The cookie counts
 * only where the socket comes from a page of this server, since a browser sends it to every page's requests. False makes
 * the library close the socket with 4403; where this function has closed it with another code, it returns true.
 */
async function admit(socket: OurSocket, env: Env, connections: Connections): Promise<boolean> {
  const { extra, connectionParams: params } = socket
  const context = anonymousContext(extra.request, env)
  if (params?.language) context.locale = localeOf(params.language)
  const token = bearerOf(params?.authorization)
  const cookie = senderOf(extra.request, env) === 'own' ? cookieOf(extra.request, env) : null
  try {
    setActor(context, await withDeadline(env.REQUEST_TIMEOUT_MS, () => actorOf(token ?? cookie)))
  } catch (error) {
    noteUnavailable(error)
    extra.socket.close(closeCodes.tryAgain, 'Try again')
    return true
  }
  if (!context.actor) return false
  const revoke = () => extra.socket.close(closeCodes.forbidden, 'Forbidden')
  const leave = connections.add({ holder: context.holder, revoke, end: () => extra.socket.terminate() })
  if (!leave) {
    extra.socket.close(closeCodes.tooManyConnections, 'Too many connections')
    return true
  }
  extra.socket.once('close', leave)
  if (extra.socket.readyState !== extra.socket.OPEN) leave()
  extra.context = context
  logger.debug({ requestId: context.requestId, role: context.actor.role }, 'socket')
  return true
}

/** Parses and validates a document as HTTP does. Returns its errors, or what `subscribe` executes: subscriptions only. */
async function prepare(
  { extra, subscriptions }: OurSocket,
  { query, operationName, variables, extensions }: SubscribePayload,
  yoga: YogaServerInstance<Context, object>,
  env: Env,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const context = extra.context
  if (!context) {
    extra.socket.close(closeCodes.forbidden, 'Forbidden')
    return closed
  }
  try {
    if (Object.keys(subscriptions).length > env.OPERATIONS_PER_SOCKET) {
      extra.socket.close(closeCodes.tooManySubscriptions, 'Too many subscriptions')
      return closed
    }
    // the socket may have been open for hours: the rights are read again for each subscription
    await context.renew()
    context.actor = context.holder.actor
    if (!context.actor) {
      extra.socket.close(closeCodes.forbidden, 'Forbidden')
      return closed
    }
    const envelope = yoga.getEnveloped({ ...context, params: { query, operationName, variables, extensions } })
    const document = envelope.parse(query)
    const errors = envelope.validate(envelope.schema, document)
    if (errors.length > 0) return errors as readonly GraphQLError[]
    const operation = getOperationAST(document, operationName)
    if (!operation) throw noSuchOperation
    if (operation.operation !== 'subscription') throw onlySubscriptions
    return {
      schema: envelope.schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: await envelope.contextFactory(),
      rootValue: envelope,
    }
  } catch (error) {
    return [error instanceof GraphQLError ? error : wrapped(error)]
  }
}

/** Wraps what was thrown into the error class of the library; `onError` and `onNext` mask it before it is sent. */
const wrapped = (error: unknown) => new GraphQLError('failed', { originalError: error as Error })

/** Begins a subscription. Where that fails, the error is the answer to this subscription and the socket stays open. */
async function subscribe(args: ExecutionArgs) {
  try {
    return await (args as Enveloped).rootValue.subscribe(args)
  } catch (error) {
    return { errors: [error instanceof GraphQLError ? error : wrapped(error)] }
  }
}

// returned for a socket that was just closed: it is never sent, but without an error the library would go on
const closed = [new GraphQLError('closed')]

/** Makes the feed write the messages of a subscription directly to its socket, and closes the socket where it must. */
function pushToSocket({ extra }: OurSocket, id: string, result: unknown): void {
  if (!(result instanceof Subscription)) return
  const { socket, request, context } = extra
  const { locale } = context!
  const sink = new SocketSink({ socket, connection: request.socket, id, locale, onReady: () => result.wake() })
  result.pushTo(sink, (reason) => {
    if (reason === 'too slow') socket.close(closeCodes.tooSlow, 'Too slow')
    if (reason === 'forbidden') socket.close(closeCodes.forbidden, 'Forbidden')
  })
}

const noSuchOperation = new AppError('INVALID', {
  zh: '文档中没有这个名称的操作。',
  en: 'The document has no operation of that name.',
})

const onlySubscriptions = new AppError('INVALID', {
  zh: 'WebSocket 只用于订阅;查询和操作请走 HTTP。',
  en: 'The socket is for subscriptions; send queries and mutations by HTTP.',
})
