import type { Client, CombinedError } from 'urql'
import type { Brief, EnterpriseFacts, Issue, Standing, Stop } from '#client/field/fragments.ts'
import { type Failure, failureOf } from '#client/graph/errors.ts'
import type { Position } from '#client/graph/follow.ts'
import type { FieldLikeIssuesQuery, IssueCategory, VisitFilter } from '#codegen/graph/graphql.ts'
import type { Account, Member } from './account.ts'
import {
  AroundQuery,
  BriefsQuery,
  EnterprisesQuery,
  LikeIssuesQuery,
  PhonesOfStopsQuery,
  PositionQuery,
  SquadsQuery,
  StopsQuery,
  ViewerQuery,
} from './documents.ts'
import { deedOf, type Entry } from './entry.ts'
import { withNumbers } from './numbers.ts'

/** What the centre answered, or why there is no answer. */
export type Reply<T> = { data: T; failure?: undefined } | { data?: undefined; failure: Failure }

/** The rows that an answer or an event brings along, as they stand at the centre now. */
export type Rows = {
  visit?: Stop | null
  issue?: Issue | null
  enterprise?: Standing | null
  enterprises?: readonly Standing[]
}

/** What the centre said to an entry: acknowledged, or why not. A failure with `retry` is worth another try. */
export type Answer = { ok: true; rows: Rows } | { ok: false; failure: Failure }

/** Whose session the centre sees: an account's id, nobody's, or the centre could not be reached. */
export type Session = { account: string } | 'none' | 'unreachable'

/** A squad that the command centre can choose. */
export type Squad = NonNullable<Account['squad']> & { members: readonly Member[] }

const longestWait = 15_000
/** The same for a picture, on a line on which it takes long. */
const longestWaitForPicture = 60_000
// another release of the page put the entry there; the screen has a sentence for a refusal without a message
const unknownDeed: Failure = { code: 'INVALID', message: '', retry: false }
const noAnswer: Failure = { code: 'UNAVAILABLE', message: '', retry: true }

type Result<T> = { data?: T | null; error?: CombinedError | undefined }

// a phone in a cellar would wait for ever; no answer within 15 s is no answer, and the same clientId makes another try harmless
async function replyOf<T>(question: Promise<Result<T>>, longest = longestWait): Promise<Reply<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Reply<T>>((resolve) => {
    timer = setTimeout(() => resolve({ failure: noAnswer }), longest)
  })
  const reply = question.then(({ data, error }): Reply<T> => {
    if (error) return { failure: failureOf(error) }
    return data ? { data } : { failure: noAnswer }
  })
  return Promise.race([reply, late]).finally(() => clearTimeout(timer))
}

/** What the phone asks of the centre: always the centre itself, never the page's cache. */
export class CentreClient {
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  readonly #fresh = { requestPolicy: 'network-only' as const }

  /** The account whose session this is; null where nobody is signed in. */
  async viewer(): Promise<Reply<Account | null>> {
    const { data, failure } = await replyOf(this.#client.query(ViewerQuery, {}, this.#fresh).toPromise())
    if (failure) return failure.code === 'UNAUTHENTICATED' ? { data: null } : { failure }
    return { data: data.viewer ?? null }
  }

  /** The same with the days on which visits count and who belongs to the squad, for those who visit. */
  async wholeAccount(): Promise<Reply<Account | null>> {
    const reply = await this.viewer()
    if (!reply.data || !['SQUAD', 'COMMAND'].includes(reply.data.role)) return reply
    const { data } = await replyOf(this.#client.query(AroundQuery, {}, this.#fresh).toPromise())
    const { member, squad } = data?.viewer ?? {}
    const around = {
      period: data?.campaign ?? null,
      members: squad?.members ?? [],
      member: member?.id ?? null,
      agencies: data?.agencies ?? [],
    }
    return { data: { ...reply.data, ...around } }
  }

  async session(): Promise<Session> {
    const { data, failure } = await this.viewer()
    if (failure) return 'unreachable'
    return data ? { account: data.id } : 'none'
  }

  /** All squads; null where they cannot be read. */
  async squads(): Promise<Squad[] | null> {
    const { data } = await replyOf(this.#client.query(SquadsQuery, {}, this.#fresh).toPromise())
    return data?.squads ?? null
  }

  /** Where the log stands now; null where that cannot be read. */
  async position(): Promise<Position | null> {
    const { data } = await replyOf(this.#client.query(PositionQuery, {}, this.#fresh).toPromise())
    return data ? { after: data.events.head, epoch: data.events.epoch } : null
  }

  /** The first ten enterprises that a search finds; null where the centre cannot be asked. */
  async enterprises(search: string): Promise<EnterpriseFacts[] | null> {
    const { data } = await replyOf(this.#client.query(EnterprisesQuery, { search }, this.#fresh).toPromise())
    return data?.enterprises.edges.flatMap((edge) => edge?.node ?? []) ?? null
  }

  /** The issues that are most like one that is being typed; null where the centre cannot be asked. */
  async likeIssues(
    enterpriseId: string,
    category: IssueCategory,
    title: string,
  ): Promise<FieldLikeIssuesQuery['likeIssues'] | null> {
    const typed = { enterpriseId, category, title }
    const { data } = await replyOf(this.#client.query(LikeIssuesQuery, typed, this.#fresh).toPromise())
    return data?.likeIssues ?? null
  }

  /** The stops of a day and, behind them, those of earlier days that are not finished; null where they cannot be read. */
  async stops(squadId: string, day: string): Promise<Stop[] | null> {
    const today = await this.#visits({ squadId, on: day })
    const earlier = today && (await this.#visits({ squadId, before: day, states: ['PLANNED', 'ARRIVED'] }))
    if (!today || !earlier) return null
    const asked = { squadId, on: day }
    const { data } = await replyOf(this.#client.query(PhonesOfStopsQuery, asked, this.#fresh).toPromise())
    const numbers = new Map(data?.phonesOfStops?.map(({ contactId, phone }) => [contactId, phone]))
    return [...today, ...earlier].map((stop) => withNumbers(stop, numbers))
  }

  async #visits(filter: VisitFilter): Promise<Stop[] | null> {
    const stops: Stop[] = []
    for (let after: string | null | undefined; ; ) {
      const { data } = await replyOf(this.#client.query(StopsQuery, { filter, after }, this.#fresh).toPromise())
      if (!data) return null
      const { edges, pageInfo } = data.visits
      stops.push(...edges.flatMap((edge) => edge?.node ?? []))
      if (!pageInfo.hasNextPage) return stops
      after = pageInfo.endCursor
    }
  }

  /** The briefs of these enterprises; null where they cannot be read. */
  async briefs(ids: string[]): Promise<Brief[] | null> {
    const { data } = await replyOf(this.#client.query(BriefsQuery, { ids }, this.#fresh).toPromise())
    return data?.nodes.flatMap((node) => (node && 'whatWorked' in node ? node : [])) ?? null
  }

  /** Sends one entry of the outbox. */
  async send(entry: Entry): Promise<Answer> {
    const deed = deedOf(entry)
    if (!deed) return { ok: false, failure: unknownDeed }
    const { clientId, happenedAt, clockJumped } = entry
    const input = { ...entry.input, clientId, happenedAt, ...(clockJumped && { timeInDoubt: true }) }
    const sent = this.#client.mutation(deed.document, { input }).toPromise()
    const { data, failure } = await replyOf(sent, deed.picture ? longestWaitForPicture : longestWait)
    if (failure) return { ok: false, failure }
    return { ok: true, rows: deed.picture?.rows(data) ?? (data as Record<string, Rows>)[entry.mutation] ?? {} }
  }
}
