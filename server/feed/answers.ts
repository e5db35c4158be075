import type { Event } from '#codegen/prisma/client.ts'
import { feedCounters } from './counters.ts'
import type { Message } from './message.ts'
import type { Question } from './question.ts'
import type { Tail } from './tail.ts'

/** The answers that a channel has just been given: whoever comes to the same position soon finds its answer made. */
export class Answers {
  private readonly tail: Tail
  private readonly question: Question
  private readonly made = new Map<string, Promise<readonly Message[]>>()

  constructor(tail: Tail, question: Question) {
    this.tail = tail
    this.question = question
  }

  /** The messages that lead from `after` to `through`, executed once while they are remembered. */
  page(after: number, through: number, events: Event[]): Promise<readonly Message[]> {
    const batch = { ...this.frame(after, through), reset: false, events }
    const key = `${batch.epoch} ${after} ${through} ${batch.head}`
    const known = this.made.get(key)
    if (known) return known
    const answer = this.question.answer(batch)
    this.made.set(key, answer)
    answer.then(
      ({ length }) => {
        feedCounters.executions += length
      },
      () => this.made.delete(key),
    )
    return answer
  }

  /** The messages that say that a cursor is void. */
  reset(after: number): Promise<readonly Message[]> {
    return this.question.answer({ ...this.frame(after, after), reset: true, events: [] })
  }

  /** Called at each poll, so that what is remembered stays small. */
  forget(): void {
    this.made.clear()
  }

  private frame(after: number, through: number) {
    const { epoch, head, readAt } = this.tail
    return { epoch, after, through, head, at: new Date(readAt) }
  }
}
