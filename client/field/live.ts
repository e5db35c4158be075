import { useCallback, useEffect, useRef, useState } from 'react'
import { useFeed } from '#client/graph/feed.ts'
import type { Position } from '#client/graph/follow.ts'
import type { Freshness } from '#client/graph/freshness.ts'
import { dayOf } from './day.ts'
import { Feed } from './documents.ts'
import type { Field } from './session.ts'
import { Stops } from './stops.ts'

const firstWait = 2000
const lastWait = 60_000

/** Keeps a squad's stops as the centre has them: the list first, then every event after it. */
export function useLiveStops(
  field: Field,
  account: string,
  squad: string,
): { stops: Stops | null; freshness: Freshness } {
  const [stops, setStops] = useState<Stops | null>(null)
  const [position, setPosition] = useState<Position | null>(null)
  useEffect(() => {
    let left = false
    void Stops.open(field.storage, account, squad).then((opened) => {
      if (left) return
      field.stops.set(opened)
      setStops(opened)
    })
    return () => {
      left = true
    }
  }, [field, account, squad])

  const read = useCallback(
    async (into: Stops): Promise<boolean> => {
      const { data } = await field.centre.head()
      if (!data || !(await into.refresh((day) => field.centre.stops(squad, day)))) return false
      setPosition({ after: data.events.head, epoch: data.events.epoch })
      const enterprises = into.kept.get()?.stops.map(({ enterprise }) => enterprise.id) ?? []
      void field.briefs.refresh(enterprises, (id) => field.centre.brief(id))
      return true
    },
    [field, squad],
  )
  const readAgain = useRetried(stops, read)
  useNewDay(readAgain)

  const freshness = useFeed(
    Feed,
    position,
    ({ events }) => {
      for (const event of events) {
        void field.keep(event)
        if (event.visit && !field.briefs.known.get().has(event.visit.enterprise.id)) {
          void field.briefs.refresh([event.visit.enterprise.id], (id) => field.centre.brief(id))
        }
      }
    },
    readAgain,
  )
  const live = freshness.state === 'live'
  useEffect(() => {
    if (live) field.outbox.wake()
  }, [live, field])
  return { stops, freshness }
}

/** Reads until it has worked once, with growing waits; at once when the signal is back. Returns how to ask for more. */
function useRetried(stops: Stops | null, read: (stops: Stops) => Promise<boolean>): () => void {
  const start = useRef(() => {})
  useEffect(() => {
    if (!stops) return
    let left = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let wait = firstWait
    let done = false
    const run = async () => {
      clearTimeout(timer)
      done = await read(stops)
      if (done || left) return
      timer = setTimeout(run, wait)
      wait = Math.min(lastWait, wait * 2)
    }
    const back = () => {
      wait = firstWait
      if (!done) void run()
    }
    start.current = () => void run()
    addEventListener('online', back)
    void run()
    return () => {
      left = true
      clearTimeout(timer)
      removeEventListener('online', back)
    }
  }, [stops, read])
  return useCallback(() => start.current(), [])
}

/** The list is of a day: a page left open overnight reads the new one. */
function useNewDay(readAgain: () => void): void {
  useEffect(() => {
    let day = dayOf()
    const timer = setInterval(() => {
      if (day === dayOf()) return
      day = dayOf()
      readAgain()
    }, 30_000)
    return () => clearInterval(timer)
  }, [readAgain])
}
