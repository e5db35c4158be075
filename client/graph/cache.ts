import { type Cache, cacheExchange, type FieldArgs } from '@urql/exchange-graphcache'
import { createRequest, type Exchange, makeOperation, makeResult, type OperationResult } from 'urql'
import { makeSubject, merge } from 'wonka'
import { events } from '#codegen/graph/catalogue.ts'
import type { EventName } from '#codegen/graph/graphql.ts'

/** Value types without an id: they live inside the entity that holds them. */
const embedded = [
  'BoardEvent',
  'BoardMoment',
  'BoardSquad',
  'DayTally',
  'Download',
  'EventActor',
  'EventBatch',
  'EventMessage',
  'EventPage',
  'RosterChange',
  'RosterReason',
  'RosterRow',
  'SupplyQuantities',
  'TrendPoint',
]

const recentIssues = 20

type SeenEvent = { kind?: EventName | null; issue?: { __typename: 'Issue'; id: string } | null }
type SeenBatch = { reset?: boolean; events?: SeenEvent[] }

/**
 * Graphcache: everything with an id is kept once, so an arriving event updates every screen that shows it. New issues
 * go on the board's list; lists at the desk are marked old and read again, at most once a second each. A void cursor makes
 * everything old.
 */
export const cache: Exchange = (input) =>
  graphcache({ ...input, forward: (operations) => merge([input.forward(operations), ticks]) })

const graphcache = cacheExchange({
  keys: Object.fromEntries(embedded.map((type) => [type, () => null])),
  updates: {
    Subscription: {
      boardEvents: (result, _args, store) => {
        const batch = result.boardEvents as SeenBatch | undefined
        if (batch?.reset) return invalidate(store, () => true)
        for (const event of batch?.events ?? []) {
          if (event.kind === 'ISSUE_OPENED' && event.issue) putIssueOnBoards(store, event.issue)
          for (const list of event.kind ? events[event.kind].makesOld : []) if (list !== 'board') old.add(list)
        }
        invalidateOld(store)
      },
    },
  },
})

function putIssueOnBoards(store: Cache, issue: { __typename: 'Issue'; id: string }): void {
  const key = store.keyOfEntity(issue)
  for (const field of store.inspectFields('Query').filter((f) => f.fieldName === 'board')) {
    const board = store.resolve('Query', 'board', field.arguments as FieldArgs) as string | null
    const shown = board && (store.resolve(board, 'recentIssues') as string[] | null)
    if (!key || !board || !shown || shown.includes(key)) continue
    store.link(board, 'recentIssues', [key, ...shown].slice(0, recentIssues))
  }
}

// lists that something has changed since they were last read, and when that was
const old = new Set<string>()
const invalidatedAt = new Map<string, number>()
let timer: ReturnType<typeof setTimeout> | undefined

function invalidateOld(store: Cache): void {
  const now = performance.now()
  for (const list of old) {
    if (now - (invalidatedAt.get(list) ?? Number.NEGATIVE_INFINITY) < 1000) continue
    invalidatedAt.set(list, now)
    old.delete(list)
    invalidate(store, (name) => name === list)
  }
  clearTimeout(timer)
  if (old.size) timer = setTimeout(() => tick(emptyBatch), 1000)
}

// The cache can be written only while a result passes: what a burst leaves behind is invalidated by an empty batch.
const { source: ticks, next: tick } = makeSubject<OperationResult>()
const request = createRequest('subscription Tick { boardEvents(after: 0) { __typename } }', {})
const emptyBatch = makeResult(makeOperation('subscription', request, { url: '', requestPolicy: 'network-only' }), {
  data: { boardEvents: { __typename: 'EventBatch' } },
})

function invalidate(store: Cache, wanted: (fieldName: string) => boolean): void {
  for (const field of store.inspectFields('Query').filter(({ fieldName }) => wanted(fieldName))) {
    store.invalidate('Query', field.fieldName, field.arguments as FieldArgs)
  }
}
