import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useQuery } from 'urql'
import { type Failure, failureOf } from '#client/graph/errors.ts'
import { useFeed } from '#client/graph/feed.ts'
import type { Freshness } from '#client/graph/freshness.ts'
import { useRetry } from '#client/graph/useRetry.ts'
import type { EventLineFragment, WallQuery } from '#codegen/graph/graphql.ts'
import { WallDocument, WallEventsDocument } from './documents.ts'
import { isOnWall } from './event-line.ts'

/** An event of which the wall shows a line. */
export type WallEvent = EventLineFragment

/** What the wall shows: the data, or the reason why there is none. */
export type Wall = {
  data: WallQuery | undefined
  failure: Failure | null
  events: WallEvent[]
  freshness: Freshness
  retry: () => void
}

const kept = 12
const lookWhileBehindEvery = 60_000

const ended = ['UNAUTHENTICATED', 'FORBIDDEN']

/**
 * Reads the board and then follows the events after it. After any error it tries again, and the last data stays on the
 * wall.
 */
export function useWall(unionId: string | null): Wall {
  const [{ data: fresh, error }, execute] = useQuery({
    query: WallDocument,
    variables: { unionId },
    requestPolicy: 'network-only',
  })
  const retry = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute])
  const known = useRef<WallQuery>(undefined)
  known.current = fresh ?? known.current
  const failure = error && !fresh ? failureOf(error) : null
  const data = failure && ended.includes(failure.code) ? undefined : known.current

  const { id, seq, epoch } = data?.board ?? {}
  const from = useMemo(
    () => (id && epoch && seq !== undefined ? { unionId: id, after: seq, epoch } : null),
    [id, seq, epoch],
  )
  const { events, add } = useRing(data?.board)
  const freshness = useFeed(WallEventsDocument, from, (batch) => add(batch.events), retry)

  useRetry(failure !== null && !data, retry)
  // what the socket can't bring may still come this way; and whoever was signed out learns it. Not more often: events
  // that a snapshot brings are not counted as caught up
  const isBehind = data !== undefined && (failure !== null || freshness.state === 'stale')
  useEffect(() => {
    if (!isBehind) return
    const timer = setInterval(retry, lookWhileBehindEvery)
    return () => clearInterval(timer)
  }, [isBehind, retry])

  return { data, failure: data ? null : failure, events, freshness, retry }
}

type Heard = { epoch: string; events: WallEvent[] }

/**
 * The newest events, newest first and limited in number: those of the board as it was read, and those received since.
 */
function useRing(board: WallQuery['board'] | undefined): { events: WallEvent[]; add: (more: WallEvent[]) => void } {
  const [heard, setHeard] = useState<Heard>({ epoch: '', events: [] })
  const { epoch = '', recentEvents = [] } = board ?? {}
  // after a restore the numbers begin again: what was heard in another life is forgotten
  const ofEpoch = (all: Heard) => (all.epoch === epoch ? all.events : [])
  const add = (more: WallEvent[]) => {
    const told = more.filter(isOnWall)
    if (told.length > 0) setHeard((old) => ({ epoch, events: newest([...ofEpoch(old), ...told]) }))
  }
  return { events: newest([...recentEvents.filter(isOnWall), ...ofEpoch(heard)]), add }
}

function newest(events: WallEvent[]): WallEvent[] {
  const bySeq = new Map(events.map((event) => [event.seq, event]))
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, kept)
}
