import { type Exchange, makeOperation, type Operation } from 'urql'
import { pipe, tap } from 'wonka'
import { events as catalogue } from '#codegen/graph/events.ts'
import type { EventName } from '#codegen/graph/graphql.ts'

/** The milliseconds between two readings of the same list. */
const readingsApart = 1000

/** A query that something on the screen shows, and which has been sent to the server. */
type ActiveQuery = {
  operation: Operation
  fields: string[]
  sentAt: number
  /** The server has not answered yet. */
  isPending: boolean
  /** A list of it has changed since it was sent. */
  isOld: boolean
  timer?: ReturnType<typeof setTimeout>
}

type Row = { id: string; squad?: { id: string } | null } | null

/** What an event tells of itself that is read here. */
type EventRecord = { kind?: EventName | null } & Partial<Record<'enterprise' | 'visit' | 'issue' | 'supplyOrder', Row>>

/** The ids of the records at which an event happened, with the squad of a visit. */
const recordsOf = ({ enterprise, visit, issue, supplyOrder }: EventRecord) =>
  [enterprise, visit, visit?.squad, issue, supplyOrder].flatMap((row) => (row ? [row.id] : []))

/** The lists whose records are read as a `node`. Their events do not name the record, so that each makes it old. */
const nodeLists = ['squads', 'accounts', 'suppliers']

/** The fields of Query that an operation selects. */
const fieldsOf = ({ query }: Operation): string[] =>
  query.definitions.flatMap((definition) =>
    definition.kind === 'OperationDefinition'
      ? definition.selectionSet.selections.flatMap((each) => ('name' in each ? each.name.value : []))
      : [],
  )

/**
 * Reads a list on the screen again when an event has changed it, and a record, which is a query with its `id`, when something
 * has happened to it: at most once a second, and never with an answer that is older than the event. It stands behind the
 * cache, so that it sees only what goes to the server.
 */
export const refreshExchange: Exchange = ({ client, forward }) => {
  const active = new Map<number, ActiveQuery>()

  const forget = (key: number) => {
    clearTimeout(active.get(key)?.timer)
    active.delete(key)
  }

  const onOperation = (operation: Operation) => {
    if (operation.kind !== 'query' && operation.kind !== 'teardown') return
    forget(operation.key)
    if (operation.kind === 'teardown') return
    const sentAt = performance.now()
    active.set(operation.key, { operation, fields: fieldsOf(operation), sentAt, isPending: true, isOld: false })
  }

  const readAgain = ({ operation }: ActiveQuery) =>
    client.reexecuteOperation(
      makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }),
    )

  const plan = (query: ActiveQuery) => {
    if (!query.isOld || query.isPending || query.timer) return
    const wait = Math.max(0, query.sentAt + readingsApart - performance.now())
    query.timer = setTimeout(readAgain, wait, query)
  }

  const onAnswer = (key: number) => {
    const query = active.get(key)
    if (!query) return
    query.isPending = false
    plan(query)
  }

  const onEvents = (events: readonly EventRecord[]) => {
    const changed = new Set(events.flatMap(({ kind }) => (kind ? (catalogue[kind]?.makesOld ?? []) : [])))
    const concerned = new Set(events.flatMap(recordsOf))
    for (const query of active.values()) {
      const isOfRecord = concerned.has(query.operation.variables?.id)
      const isOfNode = query.fields.includes('node') && nodeLists.some((list) => changed.has(list))
      if (!isOfRecord && !isOfNode && !query.fields.some((field) => changed.has(field))) continue
      query.isOld = true
      plan(query)
    }
  }

  return (operations) =>
    pipe(
      pipe(operations, tap(onOperation)),
      forward,
      tap(({ operation, data }) => {
        if (operation.kind === 'query') onAnswer(operation.key)
        else onEvents(data?.boardEvents?.events ?? [])
      }),
    )
}
