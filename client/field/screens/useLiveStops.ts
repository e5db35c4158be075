import { useCallback, useEffect, useRef, useState } from 'react'
import type { CentreClock } from '#client/field/store/centre-clock.ts'
import { FeedSubscription } from '#client/field/store/documents.ts'
import type { Phone } from '#client/field/store/phone.ts'
import { Stops } from '#client/field/store/stops.ts'
import { useFeed } from '#client/graph/feed.ts'
import type { Position } from '#client/graph/follow.ts'
import type { Freshness } from '#client/graph/freshness.ts'
import { useWork } from './useWork.ts'

/** The milliseconds between two readings of the list: while a day is being planned, events that make it old come by the dozen. */
const readingsApart = 3000

/** The squad's stops as the centre has them: the list first, then every event after it. Null until the list is open. */
export function useLiveStops(
  phone: Phone,
  account: string,
  squad: string,
): { stops: Stops | null; freshness: Freshness } {
  const [stops, setStops] = useState<Stops | null>(null)
  const [position, setPosition] = useState<Position | null>(null)
  const opened = useRef<Stops>(null)
  const isShown = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  const read = useCallback(async () => {
    opened.current ??= await Stops.open(phone.storage, phone.clock, account, squad)
    if (!isShown.current) return true
    const { current } = opened
    phone.stops.set(current)
    setStops(current)
    // the position is read before the list: what happens between the two comes once more, as an event
    const before = await phone.centre.position()
    if (!before || !(await current.refresh((day) => phone.centre.stops(squad, day)))) return false
    setPosition(before)
    readBriefs(phone, current.list.get()?.stops.map(({ enterprise }) => enterprise.id) ?? [])
    return true
  }, [phone, account, squad])
  const readAgain = useWork(read, readingsApart)
  useNewDay(phone.clock, readAgain)

  const freshness = useFeed(
    FeedSubscription,
    position,
    ({ at, events }) => {
      if (phone.clock.isToAsk(Date.parse(at))) void phone.outbox.checkSession()
      for (const event of events) {
        // a row that could not be stored is on the screen all the same, and is stored with the list's next reading
        void phone.take(event).catch(() => {})
        // whoever sees all squads needs the briefs of this one alone
        const enterprise = event.visit?.squad.id === squad ? event.visit.enterprise.id : undefined
        // the other stops of the day have other numbers then, and a stop that another squad got is not sent with the event
        // the numbers of whom to call at a new stop come with the list alone
        const isNew = event.kind === 'VISIT_PLANNED' && event.visit?.squad.id === squad
        if (event.kind === 'VISIT_MOVED' || event.kind === 'VISIT_MOVED_AWAY' || isNew) readAgain()
        if (enterprise && !phone.briefs.byEnterprise.get().has(enterprise)) readBriefs(phone, [enterprise])
      }
    },
    () => {
      readAgain()
      void phone.outbox.checkSession()
    },
  )
  const live = freshness.state === 'live'
  const stale = freshness.state === 'stale'
  // no word from the centre may mean that the session has ended
  const checkSession = useCallback(async () => !stale || phone.outbox.checkSession(), [stale, phone])
  useWork(checkSession)
  useEffect(() => {
    if (live) phone.outbox.wake()
  }, [live, phone])
  return { stops, freshness }
}

// a brief that could not be read or stored comes with the list's next reading
const readBriefs = ({ briefs, centre }: Phone, enterprises: string[]): void =>
  void briefs.refresh(enterprises, (ids) => centre.briefs(ids)).catch(() => {})

/** The list is of a day: a page left open overnight reads the new one. */
function useNewDay(clock: CentreClock, readAgain: () => void): void {
  useEffect(() => {
    let day = clock.today()
    const timer = setInterval(() => {
      if (day === clock.today()) return
      day = clock.today()
      readAgain()
    }, 30_000)
    return () => clearInterval(timer)
  }, [clock, readAgain])
}
