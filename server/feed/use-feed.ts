import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  getOperationAST,
  print,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { mayKnow } from '#server/log/catalogue.ts'
import type { Context, Viewer } from '#server/platform/context.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import { anonymousActor, audienceOf } from './audience.ts'
import type { Question } from './channel.ts'
import { messageOf } from './message.ts'
import { Source } from './source.ts'
import { Subscription } from './subscription.ts'

/**
 * Subscribers of one audience who ask the same share one execution and one text of each event, on every transport,
 * since all of them subscribe through Yoga's envelope.
 */
export const useFeed = (): Plugin => ({
  onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(subscribe),
})

async function subscribe(args: ExecutionArgs): Promise<Subscription | ExecutionResult> {
  const source = await createSourceEventStream(args)
  if (!(source instanceof Source)) return source as ExecutionResult
  const asked = questionOf(args)
  // a channel lives longer than the request that began it
  const { schema, document, operationName, variableValues } = args
  const question = { schema, document, operationName, variableValues }
  return new Subscription({
    unionId: source.unionId,
    after: source.after,
    epoch: source.epoch,
    context: args.contextValue as Context,
    questionOf(actor) {
      const audience = audienceOf(actor)
      return audience.unionIds.includes(source.unionId) ? asAudience(audience, asked, source, question) : null
    },
  })
}

/** The question as an audience may see its answer. No account and no request stands behind it: many share it. */
function asAudience(audience: Viewer, asked: string, { wanted, values }: Source, args: ExecutionArgs): Question {
  // a context of its own for each execution: caches that hang on one must not outlive it
  const context = (): Context => ({
    actor: anonymousActor(audience),
    holder: { actor: null },
    locale: 'zh',
    requestId: '',
    address: '',
    origin: '',
    renew: async () => {},
  })
  const answer = async (rootValue: unknown) => {
    const result = await execute({ ...args, rootValue, contextValue: context() })
    const away = result.errors?.find(({ originalError }) => isRetryable(originalError))
    if (away) throw away.originalError
    return messageOf(result)
  }
  return {
    key: JSON.stringify([audience, asked]),
    sees: (event) => mayKnow(audience, event) && wanted(event),
    answer: (batch) => Promise.all(values(batch).map(answer)),
  }
}

/** The document, the operation and its variables apart from the cursor. */
function questionOf({ document, operationName, variableValues }: ExecutionArgs): string {
  const { after, epoch, ...variables } = (variableValues ?? {}) as Record<string, unknown>
  const { text, cursor } = readDocument(document, operationName)
  const rest = Object.entries({ after, epoch }).filter(([name]) => !cursor.has(name))
  return JSON.stringify([text, operationName, variables, rest])
}

type Read = { text: string; cursor: Set<string> }
const documents = new WeakMap<DocumentNode, Map<unknown, Read>>()

/** Yoga parses the same text once: what is read of it is kept with the document. */
function readDocument(document: DocumentNode, operationName: ExecutionArgs['operationName']): Read {
  const known = documents.get(document) ?? new Map<unknown, Read>()
  documents.set(document, known)
  const read = known.get(operationName) ?? {
    text: print(document),
    cursor: cursorVariables(document, operationName),
  }
  known.set(operationName, read)
  return read
}

/** The variables that stand in no place but the cursor of the subscription itself. */
function cursorVariables(document: DocumentNode, operationName: ExecutionArgs['operationName']): Set<string> {
  const operation = getOperationAST(document, operationName)
  const [field] = operation?.selectionSet.selections ?? []
  if (field?.kind !== 'Field') return new Set()
  const cursor = (field.arguments ?? []).flatMap(({ name, value }) =>
    (name.value === 'after' || name.value === 'epoch') && value.kind === 'Variable' ? [value.name.value] : [],
  )
  const uses = (name: string) => print(document).match(new RegExp(`\\$${name}\\b`, 'g'))?.length
  return new Set(cursor.filter((name) => uses(name) === 2))
}
