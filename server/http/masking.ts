import { type ExecutionResult, GraphQLError } from 'graphql'
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga'
import type { Context } from '#server/platform/context.ts'
import { isRetryable } from '#server/platform/database-errors.ts'
import { logger } from '#server/platform/logger.ts'
import { maskError } from '#server/platform/mask-error.ts'

/** What a caller may read of an error; the rest is written down under the same request id. */
export function masked(error: unknown, { locale, requestId }: Context): GraphQLError {
  const result = maskError(error, locale, requestId, (cause) => report(cause, requestId))
  const { http } = (error as GraphQLError).extensions ?? {}
  if (!http) return result
  const { nodes, path, message, extensions } = result
  return new GraphQLError(message, { nodes, path, extensions: { ...extensions, http } })
}

function report(error: unknown, requestId: string): void {
  const { name, stack, message, code } = error as Error & { code?: string }
  if (isRetryable(error)) logger.warn({ requestId, name, code }, 'database away or busy')
  else logger.error({ requestId, name, code, stack: stack ?? message }, 'unexpected error')
}

/** The result with its errors masked, once. */
export const maskResult = <R extends ExecutionResult>(result: R, context: Context): R =>
  result.errors?.length ? { ...result, errors: result.errors.map((error) => masked(error, context)) } : result

/** Masks whatever leaves by HTTP, single answers and streams alike: parsing, validation and execution. */
export const useMasking = (): Plugin => ({
  onResultProcess({ result, setResult, serverContext }) {
    const context = serverContext as unknown as Context
    if (isAsyncIterable(result)) {
      setResult(
        mapAsyncIterator(
          result as AsyncIterable<ExecutionResult>,
          (each) => maskResult(each, context),
          (error: unknown) => ({ errors: [masked(error, context)] }),
        ) as never,
      )
    } else if (!Array.isArray(result)) setResult(maskResult(result as ExecutionResult, context) as never)
  },
})
