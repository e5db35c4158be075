import { getOperationAST, Kind, type SelectionNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { slowDeeds } from '#server/log/deed.ts'
import type { Context } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'

/**
 * Answers an operation that takes longer than `ms` with UNAVAILABLE. The work goes on, so a mutation may have happened: the
 * caller finds out by sending the same clientId again. A deed with a limit of its own may take
 * longer.
 */
export const useDeadline = (ms: number): Plugin<Context> => ({
  onExecute({ args, executeFn, setExecuteFn }) {
    const operation = getOperationAST(args.document, args.operationName)
    const fields = operation?.operation === 'mutation' ? operation.selectionSet.selections : []
    if (fields.some((each: SelectionNode) => each.kind === Kind.FIELD && slowDeeds.has(each.name.value))) return
    const left = ms - (args.contextValue.spentMs ?? 0)
    setExecuteFn((executionArgs) => withDeadline(left, () => executeFn(executionArgs)))
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
