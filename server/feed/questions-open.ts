import { AppError } from '#server/platform/errors.ts'

/** What an account may hold open on this node: so many different questions, which may cost so much in all for each event. */
export type QuestionLimits = { QUESTIONS_PER_ACCOUNT: number; COST_OF_QUESTIONS: number }

type Open = { count: number; cost: number }

/** The questions that each account has open, by what they ask. Those that ask the same cost once, however many there are. */
const byAccount = new Map<string, Map<string, Open>>()

/**
 * Counts one more subscription of an account. Answers with the function that releases it. UNAVAILABLE where the account has too
 * many different questions open, or they cost too much: each is an execution of its own for each event.
 */
export function openQuestion(accountId: string, key: string, cost: number, limits: QuestionLimits): () => void {
  const questions = byAccount.get(accountId) ?? new Map<string, Open>()
  const open = questions.get(key) ?? { count: 0, cost }
  if (open.count === 0) {
    const costs = [...questions.values()].reduce((sum, each) => sum + each.cost, cost)
    if (questions.size >= limits.QUESTIONS_PER_ACCOUNT || costs > limits.COST_OF_QUESTIONS) throw tooMany()
  }
  open.count += 1
  byAccount.set(accountId, questions.set(key, open))
  return () => {
    open.count -= 1
    if (open.count === 0) questions.delete(key)
    if (questions.size === 0) byAccount.delete(accountId)
  }
}

const tooMany = () =>
  new AppError(
    'UNAVAILABLE',
    {
      zh: '这个账号同时打开的不同订阅太多,请先关闭一些。',
      en: 'This account has too many different subscriptions open; close some first.',
    },
    { retryAfter: 30 },
  )
