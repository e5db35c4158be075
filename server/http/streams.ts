import type { ServerResponse } from 'node:http'
import { isAsyncIterable, type Plugin } from 'graphql-yoga'
import type { Context } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'
import type { Connections } from './connections.ts'

/** An SSE stream counts as a connection of its session, beside the sockets, and ends with it. */
export const useStreamLimit = (connections: Connections): Plugin => ({
  onResultProcess({ result, setResult, serverContext }) {
    if (!isAsyncIterable(result)) return
    const { actor, res: response } = serverContext as unknown as Context & { res: ServerResponse }
    if (!actor) return
    const connection = { sessionId: actor.sessionId, end: () => response.destroy() }
    if (connections.add(connection)) {
      response.once('close', () => connections.remove(connection))
      return
    }
    void result[Symbol.asyncIterator]().return?.()
    setResult({ errors: [tooMany] } as never)
  },
})

const tooMany = new AppError(
  'UNAVAILABLE',
  { zh: '这个会话打开的连接太多。', en: 'This session has too many connections open.' },
  { retryAfter: 5 },
)
