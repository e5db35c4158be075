import { createSourceEventStream, type ExecutionArgs, type ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '#server/platform/context.ts'
import { audienceOf } from './audience.ts'
import { questionsOf } from './question.ts'
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
  const { unionId, after, epoch } = source
  const questionFor = questionsOf(args, source)
  return new Subscription({
    unionId,
    after,
    epoch,
    context: args.contextValue as Context,
    questionOf(actor) {
      const audience = audienceOf(actor)
      return audience.unionIds.includes(unionId) ? questionFor(audience) : null
    },
  })
}
