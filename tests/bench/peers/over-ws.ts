import type { Server } from 'node:http'
import type { ExecutionArgs } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import type { createYoga } from 'graphql-yoga'
import { WebSocketServer } from 'ws'

type Run = (args: ExecutionArgs) => never
type Enveloped = ExecutionArgs & { rootValue: { execute: Run; subscribe: Run } }

/** Yoga's subscriptions over graphql-ws, as Yoga's documentation sets them up. */
export function yogaOverWs(yoga: ReturnType<typeof createYoga>, server: Server): void {
  const sockets = new WebSocketServer({ server, path: yoga.graphqlEndpoint })
  useServer(
    {
      execute: (args) => (args as Enveloped).rootValue.execute(args),
      subscribe: (args) => (args as Enveloped).rootValue.subscribe(args),
      onSubscribe: async (context, _id, params) => {
        const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
          ...context,
          req: context.extra.request,
          socket: context.extra.socket,
          params,
        })
        const args = {
          schema,
          operationName: params.operationName,
          document: parse(params.query),
          variableValues: params.variables,
          contextValue: await contextFactory(),
          rootValue: { execute, subscribe },
        }
        const errors = validate(args.schema, args.document)
        return errors.length ? errors : args
      },
    },
    sockets,
  )
}
