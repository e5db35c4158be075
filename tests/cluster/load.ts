import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { anAgent, mutationOf, type Outcome, send } from './api.ts'
import type { Front } from './front.ts'
import type { ChaosUnion } from './world.ts'

/** A change that was sent. `seq` once it was acknowledged. */
export type Sent = {
  clientId: string
  unionId: string
  mutation: 'openIssue' | 'closeIssue' | 'orderSupply'
  /** What tells its effect from every other: the title, the order's quantity, or the issue that was closed. */
  mark: string
  seq: number | null
}

/** Of the whole process, so that no two orders of a database have the same quantity. */
let serial = 0

type Job = Sent & { token: string; input: object; fields: string; done: (data: Record<string, { id: string }>) => void }
/** A request on its way. `answered` once it is over: whether an answer came. */
export type Flight = { since: number; port: number | undefined; answered: boolean | null }

/** Mutations at a fixed rate; each is repeated under the same clientId until it is answered for good. */
export class Load {
  readonly sent: Sent[] = []
  /** Milliseconds of every request, and of the acknowledged ones when they were acknowledged. */
  readonly durations: number[] = []
  readonly acknowledgedAt: number[] = []
  readonly codes = new Map<string, number>()
  /** What no answer may ever be: a refusal of what is right, or nothing for a long time. */
  readonly wrong: string[] = []
  private readonly front: Front
  private readonly unions: ChaosUnion[]
  private readonly rate: number
  private readonly agent = anAgent()
  private readonly flights = new Set<Flight>()
  private readonly underWay = new Set<Promise<void>>()
  private readonly openIssues = new Map<string, string[]>()
  private running = true
  private number = 0
  private loop: Promise<void> | null = null

  constructor(front: Front, unions: ChaosUnion[], rate: number) {
    this.front = front
    this.unions = unions
    this.rate = rate
  }

  start(): this {
    this.loop = this.keepRate()
    return this
  }

  /** Sends nothing new and waits until everything is answered. */
  async stop(): Promise<void> {
    this.running = false
    await this.loop
    await Promise.all(this.underWay)
    this.agent.destroy()
  }

  get acknowledged(): Sent[] {
    return this.sent.filter(({ seq }) => seq !== null)
  }

  /** How many requests are on their way to that node and were there before the moment. */
  waitingOn(node: number, before: number): Flight[] {
    return [...this.flights].filter(({ since, port }) => since < before && this.front.nodeOf(port) === node)
  }

  /** Where three seconds' worth is under way already, nothing is added: a crowded machine gets less load, not a heap. */
  private async keepRate(): Promise<void> {
    const began = performance.now()
    for (let ticks = 0; this.running; await sleep(1000 / this.rate)) {
      for (const due = ((performance.now() - began) * this.rate) / 1000; ticks < due; ticks += 1) {
        if (this.underWay.size >= 3 * this.rate) continue
        this.number += 1
        const work: Promise<void> = this.persist(this.aJob()).finally(() => this.underWay.delete(work))
        this.underWay.add(work)
      }
    }
  }

  private aJob(): Job {
    const union = this.unions[this.number % this.unions.length]!
    const turn = Math.floor(this.number / this.unions.length) % 5
    const open = this.openIssues.get(union.id)
    const head = { clientId: randomUUID(), unionId: union.id, seq: null, done: () => {} }
    if (turn === 3) {
      serial += 1
      const input = { enterpriseId: union.enterpriseId, itemId: union.itemId, requested: serial }
      const what = { mutation: 'orderSupply' as const, mark: `${serial}`, fields: 'seq supplyOrder { id }' }
      return { ...head, ...what, token: union.command, input }
    }
    if (turn === 4 && open?.length) {
      const issueId = open.shift()!
      const input = { issueId, closingNote: '已办' }
      const what = { mutation: 'closeIssue' as const, mark: rowOf(issueId), fields: 'seq issue { id }' }
      return { ...head, ...what, token: union.command, input }
    }
    const kind = { kind: 'DIFFICULTY', category: 'TAX', severity: 'LOW', source: 'CALL' }
    const input = { enterpriseId: union.enterpriseId, title: head.clientId, ...kind }
    const done: Job['done'] = ({ issue }) => {
      this.openIssues.set(union.id, [...(this.openIssues.get(union.id) ?? []).slice(-50), issue!.id])
    }
    const what = { mutation: 'openIssue' as const, mark: head.clientId, fields: 'seq issue { id }' }
    return { ...head, ...what, token: turn === 1 ? union.squad : union.command, input, done }
  }

  /** Repeats the same change until it has an answer that stays. */
  private async persist({ token, input, fields, done, ...change }: Job): Promise<void> {
    this.sent.push(change)
    const patience = Date.now() + 90_000
    while (Date.now() < patience) {
      const outcome = await this.once(token, change, input, fields)
      if (!outcome.code) {
        const payload = outcome.data[change.mutation]
        change.seq = payload.seq
        this.acknowledgedAt.push(performance.now())
        return done(payload)
      }
      if (!['UNAVAILABLE', 'NO_ANSWER', 'INTERNAL'].includes(outcome.code)) {
        this.wrong.push(`${change.mutation} was refused: ${outcome.code} ${outcome.message}`)
        return
      }
      await sleep(100 + Math.random() * 300)
    }
    this.wrong.push(`${change.mutation} was never answered for good`)
  }

  private async once(token: string, { clientId, mutation }: Sent, input: object, fields: string): Promise<Outcome> {
    const flight: Flight = { since: performance.now(), port: undefined, answered: null }
    this.flights.add(flight)
    const outcome = await send({
      url: this.front.url,
      token,
      query: mutationOf(mutation, fields),
      variables: { input: { clientId, ...input } },
      agent: this.agent,
      onPort: (port) => {
        flight.port = port
      },
    })
    this.flights.delete(flight)
    flight.answered = outcome.code !== 'NO_ANSWER'
    this.durations.push(outcome.ms)
    this.codes.set(outcome.code ?? 'OK', (this.codes.get(outcome.code ?? 'OK') ?? 0) + 1)
    if (outcome.hung) this.wrong.push(`${mutation} was not answered at all`)
    if (outcome.code === 'INTERNAL') this.wrong.push(`${mutation} was answered INTERNAL`)
    return outcome
  }
}

const rowOf = (globalId: string) => Buffer.from(globalId, 'base64').toString().split(':')[1]!
