import { type ExecutionResult, getOperationAST } from 'graphql'
import { type GraphQLParams, isAsyncIterable, type Plugin } from 'graphql-yoga'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Context } from '#server/platform/context.ts'
import type { Env } from '#server/platform/env.ts'
import { AppError } from '#server/platform/errors.ts'
import { networkOf } from '#server/platform/network.ts'
import { costOf } from './cost.ts'
import { tooMuch } from './documents.ts'

/**
 * What stands in `extensions.cost` of an answer: what the operation costs, what one may cost at most, and what the account
 * may still spend in the `resetAfter` seconds that are left of its minute.
 */
type Cost = { cost: number; limit: number; remaining: number; resetAfter: number }

const minute = 60

/**
 * Counts what each operation costs. One that costs more than the limit is INVALID. Each counts towards the minute's budget of
 * the account, a subscription once, when it begins. A query or a subscription beyond it is UNAVAILABLE; a mutation is always
 * taken, for somebody waits to have it kept. A request whose `extensions.dryRun` is true is told its cost, and nothing of it is
 * executed.
 */
export function useCost({ MAX_COST, COST_PER_MINUTE }: Env): Plugin<Context> {
  const budget = new RateLimiterMemory({ points: COST_PER_MINUTE, duration: minute })

  /** Takes the cost from the budget. `isOver` where the budget had less. */
  async function spend(
    { actor, address }: Context,
    cost: number,
  ): Promise<{ left: Omit<Cost, 'cost'>; isOver: boolean }> {
    const spent = await budget.penalty(actor?.accountId ?? networkOf(address), cost)
    const resetAfter = Math.ceil(spent.msBeforeNext / 1000)
    return {
      left: { limit: MAX_COST, remaining: spent.remainingPoints, resetAfter },
      isOver: spent.consumedPoints > COST_PER_MINUTE,
    }
  }

  function checkLimit(cost: number): void {
    if (cost > MAX_COST) throw tooMuch(`Query Cost limit of ${MAX_COST} exceeded, found ${cost}.`)
  }

  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const cost = costOf(args)
      const isDry = isDryRun(args.contextValue)
      if (!isDry) checkLimit(cost)
      const { left, isOver } = await spend(args.contextValue, isDry ? 0 : cost)
      const extensions = { cost: { cost, ...left } satisfies Cost }
      if (isDry) return setResultAndStopExecution({ data: null, extensions } as never)
      if (isOver && getOperationAST(args.document, args.operationName)?.operation === 'query') {
        return setResultAndStopExecution({ errors: [overBudget(left.resetAfter)], extensions } as never)
      }
      return {
        onExecuteDone({ result, setResult }) {
          if (!isAsyncIterable(result)) setResult({ ...(result as ExecutionResult), extensions } as never)
        },
      }
    },
    async onSubscribe({ args, setResultAndStopExecution }) {
      const cost = costOf(args)
      const isDry = isDryRun(args.contextValue)
      if (!isDry) checkLimit(cost)
      const { left, isOver } = await spend(args.contextValue, isDry ? 0 : cost)
      const extensions = { cost: { cost, ...left } satisfies Cost }
      if (isDry) return setResultAndStopExecution({ data: null, extensions } as never)
      if (isOver) return setResultAndStopExecution({ errors: [overBudget(left.resetAfter)], extensions } as never)
      args.contextValue.cost = cost
    },
  }
}

const isDryRun = (context: Context & { params?: GraphQLParams }): boolean => context.params?.extensions?.dryRun === true

const overBudget = (retryAfter: number) =>
  new AppError(
    'UNAVAILABLE',
    {
      zh: '这个账号一分钟内查询的内容太多,请稍后再试。',
      en: 'This account has asked for too much within a minute; try again later.',
    },
    { retryAfter },
  )
