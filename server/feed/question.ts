import { randomUUID } from 'node:crypto'
import { execute } from '@graphql-tools/executor'
import type { ExecutionArgs, ExecutionResult } from 'graphql'
import { mayKnow } from '#server/log/catalogue.ts'
import type { LoggedEvent } from '#server/log/events.ts'
import type { Context, Viewer } from '#server/platform/context.ts'
import { endAfter } from '#server/platform/deadline.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import { anonymousActor } from './audience.ts'
import type { Batch } from './batch.ts'
import { Message } from './message.ts'
import { sharedDocument } from './shared-document.ts'
import type { Source } from './source.ts'

/** What all subscribers of a channel ask for: the same selection and arguments, with the same rights. */
export type Question = {
  /** Names everything that an answer depends on besides the events. Subscribers with the same key share a channel. */
  key: string
  /** True for an event that these subscribers may know of and that their subscription field selects. */
  isVisible: (event: LoggedEvent) => boolean
  /**
   * Executes the question for a batch, until `signal` says that nobody waits for it. Rejects with an error that is retryable
   * where the database could not answer, and with UNAVAILABLE where one message takes too long.
   */
  answer: (batch: Batch, signal: AbortSignal) => Promise<readonly Message[]>
}

/** The milliseconds that making one message may take. */
const mostMs = 3000
/** How many messages of a batch are made at once: each of its events may be one. */
const atOnce = 4

/** Returns the function that makes this subscription's question for one audience, and so for all who have its rights. */
export function questionsOf(subscribed: ExecutionArgs, source: Source) {
  const { document, text } = sharedDocument(subscribed)
  // a channel lives longer than the request that began it: nothing else of the request is kept
  const args = { schema: subscribed.schema, document }
  return (audience: Viewer): Question => ({
    key: JSON.stringify([audience, text]),
    isVisible: (event) => mayKnow(audience, event) && source.selects(event),
    async answer(batch, signal) {
      const rootValues = source.rootValuesOf(batch)
      const messages: Message[] = []
      while (messages.length < rootValues.length) {
        const next = rootValues.slice(messages.length, messages.length + atOnce)
        messages.push(
          ...(await Promise.all(next.map((rootValue) => executed({ ...args, rootValue }, audience, signal)))),
        )
      }
      return messages
    },
  })
}

async function executed(args: ExecutionArgs, audience: Viewer, nobodyWaits: AbortSignal): Promise<Message> {
  const contextValue = contextOf(audience)
  const work = (signal: AbortSignal) => execute({ ...args, contextValue, signal }) as Promise<ExecutionResult>
  const result = await endAfter(mostMs, work, nobodyWaits)
  const errors = result.errors ?? []
  const retryable = errors.find(({ originalError }) => isRetryable(originalError))
  // without data there is no position for the subscriber to go on from
  if (retryable || !result.data) throw retryable ?? errors[0]
  return new Message(result, contextValue.requestId)
}

/**
 * The context of one execution: caches that hang on a context must not outlive it. It is that of an anonymous actor
 * that has exactly the audience's rights, since many subscribers share what is made in it.
 */
const contextOf = (audience: Viewer): Context => ({
  actor: anonymousActor(audience),
  holder: { actor: null },
  locale: 'zh',
  requestId: randomUUID(),
  address: '',
  origin: '',
  renew: async () => {},
})
