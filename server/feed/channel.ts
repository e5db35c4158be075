import { setImmediate as soon } from 'node:timers'
import type { Event } from '#codegen/prisma/client.ts'
import type { Batch } from './batch.ts'
import { figures, noteDelivered } from './counters.ts'
import { noteAway, resumeLimit } from './feed.ts'
import type { Message } from './message.ts'
import type { Subscriber } from './subscriber.ts'
import type { Tail, Window } from './tail.ts'

/** What all in a channel ask, as all of them may see it. */
export type Question = {
  /** Those with the same key share: it names everything that an answer depends on besides the events. */
  key: string
  /** Decides which events are told at all. */
  sees: (event: Event) => boolean
  /** Executes the question for a batch; rejects where the database could not answer now. */
  answer: (batch: Batch) => Promise<readonly Message[]>
}

// how many places of the log are told from at the same moment: those who lag must not take every connection
const atOnce = 4

/**
 * All who ask the same of one stream and may see the same. Whoever stands at the same place is told the same: each
 * page is executed and serialised once, and handed to every subscriber that can take it. Nothing is queued here.
 */
export class Channel {
  readonly tail: Tail
  readonly question: Question
  private readonly subscribers = new Set<Subscriber>()
  private readonly answers = new Map<string, Promise<readonly Message[]>>()
  private serving = 0
  private woken = false

  constructor(tail: Tail, question: Question) {
    this.tail = tail
    this.question = question
  }

  add(subscriber: Subscriber): void {
    this.tail.channels.set(this.question.key, this)
    this.subscribers.add(subscriber)
    this.wake()
  }

  remove(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber)
    if (this.subscribers.size === 0 && this.tail.channels.get(this.question.key) === this) {
      this.tail.channels.delete(this.question.key)
    }
  }

  /** How many events the last of its subscribers lies behind the log. */
  get lag(): number {
    let least = this.tail.head
    for (const { seen } of this.subscribers) if (seen < least) least = seen
    return this.tail.head - least
  }

  /** Serves who is behind; soon, and once for all who ask for it in the same moment. */
  wake(): void {
    if (this.woken) return
    this.woken = true
    soon(() => {
      this.woken = false
      this.pump()
    })
  }

  /** The stream was just looked at: whoever heard nothing for `quietMs` is told so, whoever lags too far is ended. */
  beat(quietMs: number): void {
    const before = Date.now() - quietMs
    for (const subscriber of this.subscribers) {
      if (subscriber.saidAt <= before) subscriber.due = true
      if (!subscriber.sink.ready() && this.tail.head - subscriber.seen > resumeLimit()) {
        figures.tooSlow++
        subscriber.end('too slow')
      } else if (subscriber.isChanged()) subscriber.move()
    }
    this.answers.clear()
    this.wake()
  }

  /** Groups subscribers by where they stand and serves the groups, the newest place first. */
  private pump(): void {
    const groups = new Map<string, Subscriber[]>()
    for (const subscriber of this.subscribers) {
      const isVoid = this.isVoid(subscriber)
      if (subscriber.busy || !(subscriber.due || subscriber.seen < this.tail.announced || isVoid)) continue
      if (!subscriber.sink.ready()) {
        subscriber.level = false
        continue
      }
      const place = isVoid ? `void ${subscriber.after}` : `${subscriber.after} ${subscriber.seen}`
      const group = groups.get(place)
      if (group) group.push(subscriber)
      else groups.set(place, [subscriber])
    }
    const newestFirst = [...groups.values()].sort(([a], [b]) => b!.seen - a!.seen)
    for (const group of newestFirst.slice(0, Math.max(0, atOnce - this.serving))) void this.serve(group)
  }

  private async serve(group: Subscriber[]): Promise<void> {
    this.serving++
    for (const each of group) each.busy = true
    try {
      if (this.isVoid(group[0]!)) await this.reset(group)
      else await this.tell(group)
      this.wake()
    } catch (error) {
      // they keep their place; the next look at the log tries again
      noteAway(error as Error)
    } finally {
      this.serving--
      for (const each of group) {
        each.busy = false
        // over to another audience while it was served here
        if (each.channel !== this) each.channel?.wake()
      }
    }
  }

  /** A cursor of another life, from the future, or too far behind. */
  private isVoid({ epoch, seen }: Subscriber): boolean {
    const { tail } = this
    return (epoch !== null && epoch !== tail.epoch) || seen > tail.head || tail.head - seen > resumeLimit()
  }

  private async reset(group: Subscriber[]): Promise<void> {
    const { after } = group[0]!
    const messages = await this.question.answer({ ...this.position(after, after), reset: true, events: [] })
    for (const each of group) {
      figures.resets++
      if (!each.isEnded) each.sink.send(messages)
      each.end('void cursor')
    }
  }

  private async tell(group: Subscriber[]): Promise<void> {
    const { after, seen } = group[0]!
    const { epoch } = this.tail
    const window = await this.tail.window(seen)
    await this.renewRights(group, window)
    if (epoch !== this.tail.epoch) return
    const events = window.events.filter(this.question.sees)
    const told = events.length ? group : group.filter(({ due }) => due)
    const messages = told.length ? await this.answerOnce(after, window.through, events) : []
    // whoever stands in another life of the log is void, whatever was made for it
    if (epoch !== this.tail.epoch) return
    const began = performance.now()
    let count = 0
    for (const each of group) {
      // gone meanwhile, or over to another audience
      if (each.channel !== this) continue
      each.seen = window.through
      if (!events.length && !each.due) continue
      each.told(window.through, epoch, messages)
      count++
    }
    if (events.length) this.tail.handed(performance.now() - began)
    figures.delivered += events.length * count
    figures.messages += messages.length * count
    if (count && group[0]!.level) for (const { at } of events) noteDelivered(at)
    if (window.through === this.tail.head) for (const each of group) each.level = true
  }

  /** Whose rights an event of the page may have changed is asked for again, before it is told any of it. */
  private async renewRights(group: Subscriber[], { accounts }: Window): Promise<void> {
    if (accounts.size === 0) return
    const concerned = group.filter(({ accountId }) => accounts.has(accountId))
    await Promise.all(concerned.map((each) => each.renew()))
  }

  /** Whoever comes to the same place before the next heartbeat finds the answer made. */
  private answerOnce(after: number, through: number, events: Event[]): Promise<readonly Message[]> {
    const batch = { ...this.position(after, through), reset: false, events }
    const place = `${batch.epoch} ${after} ${through} ${batch.head}`
    const known = this.answers.get(place)
    if (known) return known
    const answer = this.question.answer(batch)
    this.answers.set(place, answer)
    answer.then(
      ({ length }) => {
        figures.executions += length
      },
      () => this.answers.delete(place),
    )
    return answer
  }

  private position(after: number, through: number) {
    const { epoch, head, lookedAt } = this.tail
    return { epoch, after, through, head, at: new Date(lookedAt) }
  }
}
