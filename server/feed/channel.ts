import { setImmediate as soon } from 'node:timers'
import { Answers } from './answers.ts'
import { feedCounters, noteDelivered } from './counters.ts'
import { faultFor } from './faults.ts'
import type { Question } from './question.ts'
import type { Subscriber } from './subscriber.ts'
import type { Page, Tail } from './tail.ts'

/** A subscriber that has received nothing for this long gets a heartbeat at the next poll: after 5 s at the latest. */
const quietMs = 4000
/** How many pages are answered at once: those who lag must not take every connection to the database. */
const pagesAtOnce = 4

type ChannelOptions = {
  tail: Tail
  question: Question
  /** How many events a cursor may lie behind. */
  resumeLimit: number
  /** Called with the subscribers whose rights were read again: some of them may belong to another channel now. */
  onRenewed: (subscribers: Subscriber[]) => void
  /** Called with the milliseconds in which a page was handed to its subscribers. */
  onDelivered: (ms: number) => void
}

/**
 * All subscribers of one stream that ask the same question with the same rights. Those at the same position receive the
 * same messages: each page of events is executed and serialised once and sent to all of them that can take it now.
 * Nothing is queued: a subscriber that cannot take messages keeps its position and is served later.
 */
export class Channel {
  readonly question: Question
  private readonly options: ChannelOptions
  private readonly answers: Answers
  private readonly subscribers = new Set<Subscriber>()
  private readonly beingServed = new Set<Subscriber>()
  /** Everything up to this seq may be delivered. */
  private announcedHead = 0
  private pagesInWork = 0
  private isScheduled = false

  constructor(options: ChannelOptions) {
    this.options = options
    this.question = options.question
    this.answers = new Answers(options.tail, options.question)
  }

  get isEmpty(): boolean {
    return this.subscribers.size === 0
  }

  /** How many events the last of its subscribers lies behind the log. */
  get lag(): number {
    const { head } = this.options.tail
    let least = head
    for (const { position } of this.subscribers) if (position < least) least = position
    return head - least
  }

  add(subscriber: Subscriber): void {
    this.subscribers.add(subscriber)
  }

  remove(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber)
    // an empty channel is left behind: whoever comes next begins another one
    if (this.isEmpty) this.answers.stop()
  }

  /** Allows everything up to this seq to be delivered, and delivers it soon. */
  deliverThrough(head: number): void {
    this.announcedHead = head
    this.wake()
  }

  /** Serves all subscribers that are behind, soon: calls in the same turn of the event loop are joined into one. */
  wake(): void {
    if (this.isScheduled) return
    this.isScheduled = true
    soon(() => {
      this.isScheduled = false
      this.serveWaiting()
    })
  }

  /**
   * To be called each time the log was read. Subscribers that have received nothing for a while get a heartbeat; those
   * that take no messages and lag too far behind are ended.
   */
  heartbeat(): void {
    const quietSince = performance.now() - quietMs
    for (const subscriber of this.subscribers) {
      if (subscriber.lastMessageAt <= quietSince) subscriber.isHeartbeatDue = true
      if (!subscriber.sink.isReady() && this.isTooFarBehind(subscriber)) {
        feedCounters.tooSlow++
        subscriber.end('too slow')
      }
    }
    this.answers.forget()
    this.wake()
  }

  /** Groups those who are behind by their position and serves the groups, the newest position first. */
  private serveWaiting(): void {
    const groups = new Map<string, Subscriber[]>()
    for (const subscriber of this.subscribers) {
      if (!this.isWaiting(subscriber)) continue
      if (!subscriber.sink.isReady()) {
        subscriber.isCaughtUp = false
        continue
      }
      const { position, deliveredThrough } = subscriber
      const key = this.isVoid(subscriber) ? `void ${deliveredThrough}` : `${deliveredThrough} ${position}`
      const group = groups.get(key)
      if (group) group.push(subscriber)
      else groups.set(key, [subscriber])
    }
    const newestFirst = [...groups.values()].sort(([a], [b]) => b!.position - a!.position)
    for (const group of newestFirst.slice(0, Math.max(0, pagesAtOnce - this.pagesInWork))) void this.serve(group)
  }

  private isWaiting(subscriber: Subscriber): boolean {
    if (this.beingServed.has(subscriber)) return false
    return subscriber.isHeartbeatDue || subscriber.position < this.announcedHead || this.isVoid(subscriber)
  }

  /** True for a cursor of another life of the log, from the future, or too far behind. */
  private isVoid(subscriber: Subscriber): boolean {
    const { tail } = this.options
    const { epoch, position } = subscriber
    return (epoch !== null && epoch !== tail.epoch) || position > tail.head || this.isTooFarBehind(subscriber)
  }

  private isTooFarBehind({ position }: Subscriber): boolean {
    return this.options.tail.head - position > this.options.resumeLimit
  }

  private async serve(group: Subscriber[]): Promise<void> {
    this.pagesInWork++
    for (const each of group) this.beingServed.add(each)
    try {
      if (this.isVoid(group[0]!)) await this.sendReset(group)
      else await this.sendPage(group)
      this.wake()
    } catch (error) {
      if (this.isEmpty) return
      // null: the database could not answer, and the next poll tries again
      const fault = faultFor(error)
      if (fault) for (const each of this.subscribers) each.end(fault)
    } finally {
      this.pagesInWork--
      for (const each of group) this.beingServed.delete(each)
    }
  }

  private async sendReset(group: Subscriber[]): Promise<void> {
    const messages = await this.answers.reset(group[0]!.deliveredThrough)
    for (const each of group) {
      if (each.isEnded) continue
      feedCounters.resets++
      each.sink.send(messages)
      each.end('void cursor')
    }
  }

  private async sendPage(group: Subscriber[]): Promise<void> {
    const { position, deliveredThrough, isCaughtUp } = group[0]!
    const { tail } = this.options
    const { epoch } = tail
    const page = await tail.page(position)
    await this.renewRights(group, page)
    const events = page.events.filter(this.question.isVisible)
    const isDue = (each: Subscriber) => events.length > 0 || each.isHeartbeatDue
    const isNeeded = epoch === tail.epoch && group.some(isDue)
    const messages = isNeeded ? await this.answers.page(deliveredThrough, page.through, events) : []
    // whatever was made in one life of the log is not sent in the next
    if (epoch !== tail.epoch) return
    const began = performance.now()
    // some may have gone meanwhile, or into another channel, which may have served them already
    const present = group.filter((each) => this.subscribers.has(each) && each.position === position)
    const receivers = present.filter(isDue)
    for (const each of present) each.position = page.through
    for (const each of receivers) each.deliver(page.through, epoch, messages)
    if (events.length > 0) this.options.onDelivered(performance.now() - began)
    feedCounters.delivered += events.length * receivers.length
    feedCounters.messages += messages.length * receivers.length
    if (receivers.length > 0 && isCaughtUp) for (const { at } of events) noteDelivered(at)
    if (page.through === tail.head) for (const each of present) each.isCaughtUp = true
  }

  /** Reads the rights of the accounts again that an event of the page may have changed, before any of them gets the page. */
  private async renewRights(group: Subscriber[], { accounts }: Page): Promise<void> {
    const concerned = group.filter(({ accountId }) => accounts.has(accountId))
    if (concerned.length === 0) return
    await Promise.all(concerned.map((each) => each.renewHolder()))
    this.options.onRenewed(concerned)
  }
}
