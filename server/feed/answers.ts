import type { LoggedEvent } from '#server/log/events.ts'
import { feedCounters } from './counters.ts'
import type { Message } from './message.ts'
import type { Question } from './question.ts'
import type { Tail } from './tail.ts'

/** The answers that a channel has made since the last poll, so that subscribers who come to the same position share one. */
export class Answers {
  private readonly tail: Tail
  private readonly question: Question
  private readonly answers = new Map<string, Promise<readonly Message[]>>()
  private readonly end = new AbortController()

  constructor(tail: Tail, question: Question) {
    this.tail = tail
    this.question = question
  }

  /** The messages for the events after `after` up to `through`; executed once, until `forget` is called. */
  page(after: number, through: number, events: LoggedEvent[]): Promise<readonly Message[]> {
    const batch = { ...this.frame(after, through), reset: false, events }
    const key = `${batch.epoch} ${after} ${through} ${batch.head}`
    const known = this.answers.get(key)
    if (known) return known
    const answer = this.question.answer(batch, this.end.signal)
    this.answers.set(key, answer)
    answer.then(
      ({ length }) => {
        feedCounters.executions += length
      },
      () => this.answers.delete(key),
    )
    return answer
  }

  /** The messages that tell a subscriber that the log cannot be followed from its position. */
  reset(after: number): Promise<readonly Message[]> {
    return this.question.answer({ ...this.frame(after, after), reset: true, events: [] }, this.end.signal)
  }

  /** Forgets the answers that were made. Called at each poll, so that they take little memory. */
  forget(): void {
    this.answers.clear()
  }

  /** Ends what is being made, because nobody waits for it any more. */
  stop(): void {
    this.end.abort()
  }

  private frame(after: number, through: number) {
    const { epoch, head, lookedAt } = this.tail
    return { epoch, after, through, head, at: lookedAt }
  }
}
