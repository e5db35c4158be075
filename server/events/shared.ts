import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  getOperationAST,
  print,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '#server/platform/context.ts'
import type { Batch } from './cursor.ts'
import { audienceOf } from './policy.ts'

/** What was executed for a page of the log, by audience and question. It goes when the page goes. */
const executions = new WeakMap<object, Map<string, Promise<ExecutionResult>>>()

/**
 * Subscribers of one audience who ask the same and have read the same share one execution of each batch: on every
 * transport, since all of them subscribe through Yoga's envelope.
 */
export const useSharedExecutions = (): Plugin => ({
  onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(subscribe),
})

async function subscribe(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args)
  if (!(Symbol.asyncIterator in source)) return source as ExecutionResult
  const question = questionOf(args)
  const answer = (value: unknown) => share(value, question, args)
  const from = (source as AsyncIterable<unknown>)[Symbol.asyncIterator]()
  const shared: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => shared,
    async next() {
      const { done, value } = await from.next()
      return done ? { done, value: undefined } : { done: false, value: await answer(value) }
    },
    // ends the cursor even while it waits; a socket that closes asks for it only where `throw` is there as well
    async return() {
      await from.return?.()
      return { done: true as const, value: undefined }
    },
    async throw(error: unknown) {
      await from.return?.()
      throw error
    },
  }
  return shared
}

/** The document, the operation and its variables apart from the cursor. */
function questionOf({ document, operationName, variableValues }: ExecutionArgs): string {
  const { after, epoch, ...variables } = (variableValues ?? {}) as Record<string, unknown>
  const cursor = cursorVariables(document, operationName)
  const rest = Object.entries({ after, epoch }).filter(([name]) => !cursor.has(name))
  return JSON.stringify([print(document), operationName, variables, rest])
}

/** The variables that stand in no place but the cursor of the subscription itself. */
function cursorVariables(
  document: ExecutionArgs['document'],
  operationName: ExecutionArgs['operationName'],
): Set<string> {
  const operation = getOperationAST(document, operationName)
  const [field] = operation?.selectionSet.selections ?? []
  if (field?.kind !== 'Field') return new Set()
  const cursor = (field.arguments ?? []).flatMap(({ name, value }) =>
    (name.value === 'after' || name.value === 'epoch') && value.kind === 'Variable' ? [value.name.value] : [],
  )
  const uses = (name: string) => print(document).match(new RegExp(`\\$${name}\\b`, 'g'))?.length
  return new Set(cursor.filter((name) => uses(name) === 2))
}

function share(value: unknown, question: string, args: ExecutionArgs): Promise<ExecutionResult> {
  const run = async () => execute({ ...args, rootValue: value })
  const { window, events, after, through } = value as Partial<Batch>
  // a heartbeat costs nothing and carries its own time
  if (!window || !events?.length) return run()
  const audience = audienceOf((args.contextValue as Context).actor!)
  const key = JSON.stringify([audience, after, through, question])
  const known = executions.get(window) ?? new Map<string, Promise<ExecutionResult>>()
  executions.set(window, known)
  if (!known.has(key)) known.set(key, run())
  return known.get(key)!
}
