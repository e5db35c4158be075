import {
  Client,
  type Exchange,
  gql,
  makeResult,
  type Operation,
  type OperationContext,
  type OperationResult,
} from 'urql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { filter, fromPromise, makeSubject, map, merge, mergeMap, pipe, subscribe } from 'wonka'
import { refreshExchange } from '#client/graph/refresh.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

const Issues = gql('query Issues { issues { totalCount } }')
const Visits = gql('query Visits { list: visits { totalCount } viewer { id } }')
const Visit = gql('query Visit($id: ID!) { visit(id: $id) { id } }')
const Viewer = gql('query Viewer { viewer { id } }')
const Feed = gql('subscription Feed { boardEvents(after: 0) { events { kind } } }')

type Held = { operation: Operation; answer: () => void }

/** A client whose server is this test: it holds every question until it is answered, and tells events. */
function aClient() {
  const held: Held[] = []
  const asked: string[] = []
  const { source: events, next } = makeSubject<OperationResult>()
  let feed: Operation | undefined
  const server: Exchange = () => (operations) =>
    merge([
      events,
      pipe(
        operations,
        filter((operation) => {
          if (operation.kind === 'subscription') feed = operation
          return operation.kind === 'query'
        }),
        mergeMap((operation) => {
          asked.push(fieldOf(operation))
          return fromPromise(
            new Promise<Operation>((resolve) => held.push({ operation, answer: () => resolve(operation) })),
          )
        }),
        map((operation) => makeResult(operation, { data: { [fieldOf(operation)]: { totalCount: 1 } } })),
      ),
    ])
  const client = new Client({ url: 'http://localhost', exchanges: [refreshExchange, server] })
  const leaveFeed = pipe(
    client.subscription(Feed, {}),
    subscribe(() => {}),
  ).unsubscribe
  const show = (query: typeof Issues, context: Partial<OperationContext> = {}, variables: object = {}) =>
    pipe(
      client.query(query, variables, context),
      subscribe(() => {}),
    ).unsubscribe
  const tellAll = (...events: object[]) => next(makeResult(feed!, { data: { boardEvents: { events } }, hasNext: true }))
  const tell = (...names: string[]) => tellAll(...names.map((kind) => ({ kind })))
  const answer = async () => {
    for (const each of held.splice(0)) each.answer()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { asked, show, tell, tellAll, answer, leaveFeed }
}

const fieldOf = ({ query }: Operation): string =>
  query.definitions.flatMap((each) =>
    each.kind === 'OperationDefinition'
      ? each.selectionSet.selections.flatMap((field) => ('name' in field ? field.name.value : []))
      : [],
  )[0]!

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

describe('a list on the screen', () => {
  it('is read again when an event has changed it, and no other query with it', async () => {
    const { asked, show, tell, answer } = aClient()
    for (const query of [Issues, Visits, Viewer]) show(query)
    await answer()
    expect(asked).toEqual(['issues', 'visits', 'viewer'])
    await pass(1000)
    tell('ISSUE_OPENED')
    await pass(0)
    expect(asked.slice(3)).toEqual(['issues'])
    await answer()
    tell('VISIT_ARRIVED', 'VISIT_FINISHED')
    await pass(0)
    expect(asked.slice(4)).toEqual(['visits'])
    await answer()
    tell('session.ended', 'nothing')
    await pass(5000)
    expect(asked).toHaveLength(5)
  })

  it('is read at once, and then at most once a second while events go on', async () => {
    const { asked, show, tell, answer } = aClient()
    show(Issues)
    await answer()
    await pass(5000)
    tell('ISSUE_OPENED')
    await pass(0)
    expect(asked).toHaveLength(2)
    await answer()
    for (let i = 0; i < 9; i++) {
      await pass(100)
      tell('ISSUE_OPENED')
    }
    await pass(99)
    expect(asked).toHaveLength(2)
    await pass(1)
    expect(asked).toHaveLength(3)
    await answer()
    await pass(10_000)
    expect(asked).toHaveLength(3)
  })

  it('is read once more where the event came while an answer was on its way', async () => {
    const { asked, show, tell, answer } = aClient()
    show(Issues)
    await pass(3000)
    tell('ISSUE_CLOSED')
    await pass(3000)
    expect(asked).toHaveLength(1)
    await answer()
    expect(asked).toHaveLength(2)
    await answer()
    await pass(3000)
    expect(asked).toHaveLength(2)
  })

  it('is not read twice for one event where it was asked for anew before its turn came', async () => {
    const { asked, show, tell, answer } = aClient()
    show(Issues)
    await answer()
    await pass(200)
    tell('ISSUE_OPENED')
    await pass(300)
    show(Issues, { requestPolicy: 'network-only' })
    expect(asked).toHaveLength(2)
    await answer()
    await pass(5000)
    expect(asked).toHaveLength(2)
  })

  it('is left alone once nobody shows it', async () => {
    const { asked, show, tell, answer } = aClient()
    const hide = show(Issues)
    await answer()
    tell('ISSUE_CLOSED')
    hide()
    await pass(3000)
    tell('ISSUE_CLOSED')
    await pass(3000)
    expect(asked).toHaveLength(1)
  })
})

describe('a record on the screen', () => {
  it('is read again when something has happened to it, and not when it happened to another', async () => {
    const { asked, show, tellAll, answer } = aClient()
    show(Visit, {}, { id: 'v1' })
    show(Viewer, {}, { id: 's1' })
    await answer()
    await pass(1000)
    tellAll({ kind: 'VISIT_ARRIVED', visit: { id: 'v2', squad: { id: 's2' } }, issue: null })
    await pass(1000)
    expect(asked).toEqual(['visit', 'viewer'])
    tellAll({ kind: 'VISIT_ARRIVED', visit: { id: 'v1', squad: { id: 's1' } }, issue: null })
    await pass(0)
    expect(asked).toEqual(['visit', 'viewer', 'visit', 'viewer'])
  })
})
