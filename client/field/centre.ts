import type { Client, CombinedError } from 'urql'
import { type Failure, failureOf } from '#client/graph/errors.ts'
import { Enterprises, Head, mutations, Squads, Stops as StopsQuery, Who } from './documents.ts'
import type { Entry, Stop } from './entry.ts'
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
  async stops(squad: string, day: string): Promise<Stop[] | null> {
    const { data } = await told(this.#client.query(StopsQuery, { squad, day }, this.#fresh).toPromise())
    if (!data) return null
    return [...data.today.edges, ...data.earlier.edges].flatMap((edge) => edge?.node ?? [])
  }

  /** Sends one entry. Where it was taken, `keep` has kept the stop as it stands before this resolves. */
  async send(entry: Entry, keep: (stop: Stop) => Promise<void>): Promise<Answer> {
    const input = { ...entry.input, clientId: entry.clientId, happenedAt: entry.happenedAt }
    const { data, failure } = await told<object>(
      this.#client.mutation(mutations[entry.mutation] as never, { input } as never).toPromise(),
    )
    if (failure) return { taken: false, refusal: failure, retry: failure.retry }
    const stop = stopIn(data)
    if (stop) await keep(stop)
    return { taken: true, visitId: stop?.id }
  }
}

function stopIn(data: object): Stop | undefined {
  const [payload] = Object.values(data) as { visit?: Stop; issue?: { visit?: Stop } }[]
  return payload?.visit ?? payload?.issue?.visit
}
