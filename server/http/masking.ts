import { type ExecutionResult, GraphQLError } from 'graphql'
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga'
import type { Context } from '#server/platform/context.ts'
import { describeFault } from '#server/platform/fault.ts'
import { logger } from '#server/platform/logger.ts'
import { maskError } from '#server/platform/mask-error.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import { noteUnavailable } from '#server/postgres/troubles.ts'

/** The error as the caller may read it. What the caller may not read is logged with the same request id. */
export function maskForCaller(error: unknown, { locale, requestId }: Context): GraphQLError {
  return maskError(error, locale, requestId, (cause) => report(cause, requestId))
}

/** The same, with the HTTP status that Yoga answers with. */
function maskForHttp(error: unknown, context: Context): GraphQLError {
  const { http } = (error as GraphQLError).extensions ?? {}
  const { nodes, path, message, extensions } = maskForCaller(error, context)
  return new GraphQLError(message, { nodes, path, extensions: http ? { ...extensions, http } : extensions })
}

function report(error: unknown, requestId: string): void {
  if (isRetryable(error)) noteUnavailable(error, requestId)
  else logger.error({ requestId, ...describeFault(error) }, 'unexpected error')
}

/** The result with each of its errors masked. */
export const maskResult = <R extends ExecutionResult>(result: R, context: Context, mask = maskForCaller): R =>
  result.errors?.length ? { ...result, errors: result.errors.map((error) => mask(error, context)) } : result

/**
 * Masks the errors of every HTTP answer, of single results and of streams: those of parsing, validation and execution.
 */
export const useMasking = (): Plugin => ({
  onResultProcess({ result, setResult, serverContext }) {
    const context = serverContext as unknown as Context
    if (isAsyncIterable(result)) {
      setResult(
        mapAsyncIterator(
          result as AsyncIterable<ExecutionResult>,
          (each) => maskResult(each, context, maskForHttp),
          (error: unknown) => ({ errors: [maskForHttp(error, context)] }),
        ) as never,
      )
    } else if (!Array.isArray(result)) setResult(maskResult(result as ExecutionResult, context, maskForHttp) as never)
  },
})
