import type { ServerResponse } from 'node:http'
import { isAsyncIterable, type Plugin } from 'graphql-yoga'
import { Subscription } from '#server/feed/subscription.ts'
import { type Context, sessionOver } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'
import type { Connections } from './connections.ts'

/**
 * Counts an SSE stream as a connection of its session, as a WebSocket is counted. With too many connections it is
 * UNAVAILABLE. One whose session ends is UNAUTHENTICATED before its end, which tells it apart from one that has said all.
 */
export const useStreamLimit = (connections: Connections): Plugin => ({
  onResultProcess({ result, setResult, serverContext }) {
    if (!isAsyncIterable(result)) return
    const { holder, res: response } = serverContext as unknown as Context & { res: ServerResponse }
    if (!holder.actor) return
    const revoke = () => (result instanceof Subscription ? result.fail(sessionOver()) : response.destroy())
    const leave = connections.add({ holder, revoke, end: () => response.destroy() })
    if (leave) {
      response.once('close', leave)
      return
    }
    void result[Symbol.asyncIterator]().return?.()
    setResult({ errors: [tooMany] } as never)
  },
})

const tooMany = new AppError(
  'UNAVAILABLE',
  { zh: '这个会话或账号打开的连接太多。', en: 'This session or account has too many connections open.' },
  { retryAfter: 5 },
)
