import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { mayKnow } from '#server/log/catalogue.ts'
import type { Context, Viewer } from '#server/platform/context.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import { anonymousActor, audienceOf } from './audience.ts'
import type { Question } from './channel.ts'
import { messageOf } from './message.ts'
import { sharedDocument } from './shared-document.ts'
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
  const shared = sharedDocument(args.document, args.operationName)
  const variableValues = pick(args.variableValues ?? {}, shared.variables)
  const asked = JSON.stringify([shared.text, variableValues])
  // a channel lives longer than the request that began it
  const question = { schema: args.schema, document: shared.document, variableValues }
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

/** The values of these names, in the order of the names. */
function pick(values: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name]]))
}
