import { getOperationAST, Kind, type SelectionNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { slowDeeds } from '#server/log/deed.ts'
import type { Context } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'

/**
 * Answers an operation that takes longer than `ms` with UNAVAILABLE. A query ends there, at the next field that it would answer.
 * A mutation goes on and may have happened: the caller finds out by sending the same clientId again. A deed with a limit of
 * its own may take longer.
 */
export const useDeadline = (ms: number): Plugin<Context> => ({
  onExecute({ args, executeFn, setExecuteFn }) {
    const operation = getOperationAST(args.document, args.operationName)
    const isMutation = operation?.operation === 'mutation'
    const fields = isMutation ? operation.selectionSet.selections : []
    if (fields.some((each: SelectionNode) => each.kind === Kind.FIELD && slowDeeds.has(each.name.value))) return
    const left = ms - (args.contextValue.spentMs ?? 0)
    if (isMutation) return setExecuteFn((executionArgs) => withDeadline(left, () => executeFn(executionArgs)))
    setExecuteFn(async (executionArgs) => {
      const late = new AbortController()
      const stoppable = { ...executionArgs, signal: late.signal }
      try {
        return await withDeadline(left, () => executeFn(stoppable))
      } catch (error) {
        late.abort(error)
        throw error
      }
    })
  },
})

/** Answers with the result of the work. Throws UNAVAILABLE after `ms` milliseconds; the work itself is not stopped. */
export async function withDeadline<T>(ms: number, work: () => T): Promise<Awaited<T>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tookTooLong()), ms)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}

const tookTooLong = () =>
  new AppError(
    'UNAVAILABLE',
    { zh: '系统繁忙,未能及时完成,请稍后重试。', en: 'This took too long; try again shortly.' },
    { retryAfter: 1 },
  )
