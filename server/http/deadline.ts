import { type ExecutionArgs, getOperationAST, Kind } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { slowDeeds } from '#server/log/deed.ts'
import type { Context } from '#server/platform/context.ts'
import { endAfter, withDeadline } from '#server/platform/deadline.ts'

/**
 * Answers an operation that takes longer than `ms` with UNAVAILABLE. A query ends there, at the next field that it would answer.
 * A mutation goes on and may have happened: the caller finds out by sending the same clientId again. A deed with a limit of
 * its own may take longer.
 */
export const useDeadline = (ms: number): Plugin<Context> => ({
  onExecute({ args, executeFn, setExecuteFn }) {
    if (isSlow(args)) return
    const isMutation = getOperationAST(args.document, args.operationName)?.operation === 'mutation'
    const left = ms - (args.contextValue.spentMs ?? 0)
    if (isMutation) return setExecuteFn((executionArgs) => withDeadline(left, () => executeFn(executionArgs)))
    setExecuteFn((executionArgs) => endAfter(left, (signal) => executeFn({ ...executionArgs, signal } as never)))
  },
})

/** Whether it is a deed with a limit of its own. */
export function isSlow({ document, operationName }: Pick<ExecutionArgs, 'document' | 'operationName'>): boolean {
  const operation = getOperationAST(document, operationName)
  if (operation?.operation !== 'mutation') return false
  return operation.selectionSet.selections.some((each) => each.kind === Kind.FIELD && slowDeeds.has(each.name.value))
}
