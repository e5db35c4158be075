import { createSourceEventStream, type ExecutionArgs, type ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Actor, Context } from '#server/platform/context.ts'
import { audienceOf } from './audience.ts'
import { questionsOf } from './question.ts'
import { openQuestion, type QuestionLimits } from './questions-open.ts'
import { Source } from './source.ts'
import { Subscription } from './subscription.ts'

/**
 * Subscribers of one audience who ask the same share one execution and one text of each event, on every transport,
 * since all of them subscribe through Yoga's envelope.
 */
export const useFeed = (limits: QuestionLimits): Plugin => ({
  onSubscribe: ({ setSubscribeFn }) => setSubscribeFn((args: ExecutionArgs) => subscribe(args, limits)),
})

async function subscribe(args: ExecutionArgs, limits: QuestionLimits): Promise<Subscription | ExecutionResult> {
  const source = await createSourceEventStream(args)
  if (!(source instanceof Source)) return source as ExecutionResult
  const { unionId, after, epoch } = source
  const questionFor = questionsOf(args, source)
  const context = args.contextValue as Context
  const questionOf = (actor: Actor) => {
    const audience = audienceOf(actor)
    return audience.unionIds.includes(unionId) ? questionFor(audience) : null
  }
  const { accountId } = context.actor!
  // the same question about several unions costs once for each event, which is of one of them
  const release = openQuestion(accountId, questionOf(context.actor!)?.key ?? '', context.cost ?? 0, limits)
  return new Subscription({ unionId, after, epoch, context, questionOf, release })
}
