import { getOperationAST, Kind, type SelectionNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'

const exempt = new Set(['previewRoster', 'applyRoster'])

/** What takes too long is answered UNAVAILABLE: it may have happened, and the same clientId tells. Rosters are exempt. */
export const useDeadline = (ms: number): Plugin<Context> => ({
  onExecute({ args, executeFn, setExecuteFn }) {
    const operation = getOperationAST(args.document, args.operationName)
    const fields = operation?.operation === 'mutation' ? operation.selectionSet.selections : []
    if (fields.some((each: SelectionNode) => each.kind === Kind.FIELD && exempt.has(each.name.value))) return
    const left = ms - (args.contextValue.spentMs ?? 0)
    setExecuteFn((given) => within(left, () => executeFn(given)))
  },
})

/** What the work comes to, or UNAVAILABLE when the time is over; the work itself goes on to its own end. */
export async function within<T>(ms: number, work: () => T): Promise<Awaited<T>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate()), ms)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}

const tooLate = () =>
  new AppError(
    'UNAVAILABLE',
    { zh: '系统繁忙,未能及时完成,请稍后重试。', en: 'This took too long; try again shortly.' },
    { retryAfter: 1 },
  )
