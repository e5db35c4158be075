import { getOperationAST, Kind } from 'graphql'
import { isAsyncIterable, type Plugin } from 'graphql-yoga'
import type { Context } from '#server/platform/context.ts'
import { logger } from '#server/platform/logger.ts'

/**
 * Logs one line for each operation: its fields, the role of the caller, the milliseconds and the number of errors.
 * Variables are never logged.
 */
export const useOperationLog = (): Plugin => ({
  onExecute({ args }) {
    const context = args.contextValue as unknown as Context
    const began = performance.now()
    const operation = getOperationAST(args.document, args.operationName)
    const fields = operation?.selectionSet.selections.flatMap((each) =>
      each.kind === Kind.FIELD ? [each.name.value] : [],
    )
    return {
      onExecuteDone({ result }) {
        if (isAsyncIterable(result)) return
        const line = {
          requestId: context.requestId,
          kind: operation?.operation,
          fields: fields?.slice(0, 10),
          role: context.actor?.role,
          ms: Math.round(performance.now() - began),
          errors: result.errors?.length,
        }
        if (operation?.operation === 'mutation') logger.info(line, 'mutation')
        else logger.debug(line, 'query')
      },
    }
  },
})
