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

const eventLimit = 12
const readWhileBehindEvery = 60_000

const codesOfEnd = ['UNAUTHENTICATED', 'FORBIDDEN']

/**
 * Reads the board and then follows the events after it. After any error it tries again, and the last data stays on the
 * wall.
 */
export function useWall(unionId: string | null, campaignId: string | null): Wall {
  const [{ data: fresh, error }, execute] = useQuery({
    query: WallDocument,
    variables: { unionId, campaignId },
    requestPolicy: 'network-only',
  })
  const retry = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute])
  const last = useRef<WallQuery>(undefined)
  last.current = fresh ?? last.current
  const failure = error && !fresh ? failureOf(error) : null
  const data = failure && codesOfEnd.includes(failure.code) ? undefined : last.current

  const { unionId: id, seq, epoch } = data?.board ?? {}
  const from = useMemo(
    () => (id && epoch && seq !== undefined ? { unionId: id, after: seq, epoch } : null),
    [id, seq, epoch],
  )
  const { events, add } = useNewestEvents(data?.board)
  const onBatch = (batch: { events: WallEvent[] }) => {
    // what watches over the page from outside must know that the wall lives
    dispatchEvent(new Event('sizhen-heard'))
    add(batch.events)
  }
  const freshness = useFeed(WallEventsDocument, from, onBatch, retry)

  useRetry(failure !== null && !data, retry)
  // Without a working socket the board is read by HTTP once a minute, which also finds out that the session has ended.
  // It is not read more often, because events that come with the board are not counted as caught up.
  const isBehind = data !== undefined && (failure !== null || freshness.state === 'stale')
  useEffect(() => {
    if (!isBehind) return
    const timer = setInterval(retry, readWhileBehindEvery)
    return () => clearInterval(timer)
  }, [isBehind, retry])

  return { data, failure: data ? null : failure, events, freshness, retry }
}

type ReceivedEvents = { epoch: string; events: WallEvent[] }

/**
 * The newest events, newest first and limited in number: those of the board as it was read, and those received since.
 */
function useNewestEvents(board: WallQuery['board'] | undefined): {
  events: WallEvent[]
  add: (more: WallEvent[]) => void
} {
  const [received, setReceived] = useState<ReceivedEvents>({ epoch: '', events: [] })
  const { epoch = '', recentEvents = [] } = board ?? {}
  // after a restore the seqs begin again, so events of another epoch are left out
  const ofEpoch = (all: ReceivedEvents) => (all.epoch === epoch ? all.events : [])
  const add = (more: WallEvent[]) => {
    const onWall = more.filter(isOnWall)
    if (onWall.length > 0) setReceived((old) => ({ epoch, events: newest([...ofEpoch(old), ...onWall]) }))
  }
  return { events: newest([...recentEvents.filter(isOnWall), ...ofEpoch(received)]), add }
}

function newest(events: WallEvent[]): WallEvent[] {
  const bySeq = new Map(events.map((event) => [event.seq, event]))
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, eventLimit)
}
