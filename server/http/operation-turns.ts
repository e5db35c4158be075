import type { ExecutionArgs } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '#server/platform/context.ts'
import type { Env } from '#server/platform/env.ts'
import { AppError } from '#server/platform/errors.ts'
import { networkOf } from '#server/platform/network.ts'
import { Turns } from '#server/platform/turns.ts'
import { costOf } from './cost.ts'
import { isSlow } from './deadline.ts'

/** How many operations of one account may wait for its others to be answered. */
const mostWaiting = 100

/** What an operation may cost that counts as one; one that costs more counts as several. */
const costOfOne = 5000

/**
 * Answers few operations of one account at once, and the next when one of them is answered: whoever asks without end waits for
 * themselves, and the database and the processor have time for others. The strangers of a network stand in one line. What costs
 * much counts as several operations, and what costs most is answered alone. Imports, which take long, stand in a line of their
 * own. Nobody waits for longer than an operation may take: a mutation that was answered as UNAVAILABLE while it waited is not
 * done later.
 */
export function useOperationTurns({ OPERATIONS_AT_ONCE, REQUEST_TIMEOUT_MS }: Env): Plugin<Context> {
  const turns = new Turns({ atOnce: OPERATIONS_AT_ONCE, mostWaiting, tooMany })
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const weight = 1 + Math.floor(costOf(args) / costOfOne)
      const { actor, address, spentMs = 0 } = args.contextValue
      const slow = isSlow(args)
      const key = `${actor?.accountId ?? networkOf(address)}${slow ? ' slow' : ''}`
      setExecuteFn(async (executionArgs: ExecutionArgs & { signal?: AbortSignal }) => {
        const left = Math.max(0, Math.ceil(REQUEST_TIMEOUT_MS - spentMs))
        const signal = executionArgs.signal ?? (slow ? undefined : AbortSignal.timeout(left))
        return turns
          .take(key, () => executeFn(executionArgs), { weight, signal })
          .catch((error) => {
            throw error === signal?.reason ? tooMany() : error
          })
      })
    },
  }
}

const tooMany = () =>
  new AppError(
    'UNAVAILABLE',
    { zh: '同时要办的事太多,请稍后再试。', en: 'Too much is asked for at once; try again shortly.' },
    { retryAfter: 1 },
  )
