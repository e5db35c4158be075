import type { Client, CombinedError } from 'urql'
import { type Failure, failureOf } from '#client/graph/errors.ts'
import type { VisitFilter } from '#codegen/graph/graphql.ts'
import { Brief as BriefQuery, Enterprises, Head, mutations, Squads, Stops as StopsQuery, Who } from './documents.ts'
import type { Brief, Entry, Issue, Stop } from './entry.ts'
import type { Answer, Session } from './outbox.ts'
import type { Account } from './storage.ts'

/** An answer, or why there is none. */
export type Told<T> = { data: T; failure?: undefined } | { data?: undefined; failure: Failure }

const answerWithin = 15_000
const noAnswer: Failure = { code: 'UNAVAILABLE', message: '', retry: true }

type Result<T> = { data?: T | null; error?: CombinedError | undefined }

// a phone in a cellar waits for ever: no answer in time is no answer, and the same clientId makes another try harmless
async function told<T>(asked: Promise<Result<T>>): Promise<Told<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Told<T>>((resolve) => {
    timer = setTimeout(() => resolve({ failure: noAnswer }), answerWithin)
  })
  const answer = asked.then(({ data, error }): Told<T> => {
    if (error) return { failure: failureOf(error) }
    return data ? { data } : { failure: noAnswer }
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** What the field asks of the centre: always the centre itself, never a cache. */
export class Centre {
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  readonly #fresh = { requestPolicy: 'network-only' as const }

  async who(): Promise<Told<Account | null>> {
    const { data, failure } = await told(this.#client.query(Who, {}, this.#fresh).toPromise())
    if (failure) return failure.code === 'UNAUTHENTICATED' ? { data: null } : { failure }
    return { data: data.viewer ?? null }
  }

  async session(): Promise<Session> {
    const { data, failure } = await this.who()
    if (failure) return 'unreachable'
    return data ? { account: data.id } : 'none'
  }

  squads() {
    return told(this.#client.query(Squads, {}, this.#fresh).toPromise())
  }

  head() {
    return told(this.#client.query(Head, {}, this.#fresh).toPromise())
  }

  enterprises(search: string) {
    return told(this.#client.query(Enterprises, { search }, this.#fresh).toPromise())
  }

  /** The stops of a day and, before it, those that are not finished. */
  async stops(squadId: string, day: string): Promise<Stop[] | null> {
    const today = await this.#visits({ squadId, on: day })
    const earlier = today && (await this.#visits({ squadId, before: day, states: ['PLANNED', 'ARRIVED'] }))
    return today && earlier && [...today, ...earlier]
  }

  async #visits(filter: VisitFilter): Promise<Stop[] | null> {
    const stops: Stop[] = []
    for (let after: string | null | undefined; ; ) {
      const { data } = await told(this.#client.query(StopsQuery, { filter, after }, this.#fresh).toPromise())
      if (!data) return null
      const { edges, pageInfo } = data.visits
      stops.push(...edges.flatMap((edge) => edge?.node ?? []))
      if (!pageInfo.hasNextPage) return stops
      after = pageInfo.endCursor
    }
  }

  async brief(id: string): Promise<Brief | null> {
    const { data } = await told(this.#client.query(BriefQuery, { id }, this.#fresh).toPromise())
    return data?.enterprise ?? null
  }

  /** Sends one entry. Where it was taken, `keep` has kept what came back before this resolves. */
  async send(entry: Entry, keep: (came: Came) => Promise<void>): Promise<Answer> {
    const input = { ...entry.input, clientId: entry.clientId, happenedAt: entry.happenedAt }
    const asked = this.#client.mutation(mutations[entry.mutation] as never, { input } as never).toPromise()
    const { data, failure } = await told<object>(asked)
    if (failure) return { taken: false, refusal: failure, retry: failure.retry }
    const [came] = Object.values(data).filter((value) => typeof value === 'object') as Came[]
    if (came) await keep(came)
    return { taken: true, visitId: came?.visit?.id }
  }
}

/** What an answer or an event brings along. */
export type Came = { visit?: Stop | null; issue?: Issue | null }
