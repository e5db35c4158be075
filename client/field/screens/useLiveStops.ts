import { useCallback, useEffect, useRef, useState } from 'react'
import { FeedSubscription } from '#client/field/store/documents.ts'
import type { Phone } from '#client/field/store/phone.ts'
import { Stops } from '#client/field/store/stops.ts'
import { useFeed } from '#client/graph/feed.ts'
import type { Position } from '#client/graph/follow.ts'
import type { Freshness } from '#client/graph/freshness.ts'
import { dateOf } from '#client/ui/dates.ts'
import { useWork } from './useWork.ts'

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
    opened.current ??= await Stops.open(phone.storage, account, squad)
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
  const readAgain = useWork(read)
  useNewDay(readAgain)

  const freshness = useFeed(
    FeedSubscription,
    position,
    ({ events }) => {
      for (const event of events) {
        // a row that could not be stored is on the screen all the same, and is stored with the list's next reading
        void phone.take(event).catch(() => {})
        const enterprise = event.visit?.enterprise.id
        // the other stops of the day have other numbers then, and a stop that another squad got is not sent with the event
        // the numbers of whom to call at a new stop come with the list alone
        const isNew = event.kind === 'VISIT_PLANNED' && event.visit?.squad.id === squad
        if (event.kind === 'VISIT_MOVED' || event.kind === 'VISIT_MOVED_AWAY' || isNew) readAgain()
        if (enterprise && !phone.briefs.byEnterprise.get().has(enterprise)) readBriefs(phone, [enterprise])
      }
    },
    readAgain,
  )
  const live = freshness.state === 'live'
  useEffect(() => {
    if (live) phone.outbox.wake()
  }, [live, phone])
  return { stops, freshness }
}

// a brief that could not be read or stored comes with the list's next reading
const readBriefs = ({ briefs, centre }: Phone, enterprises: string[]): void =>
  void briefs.refresh(enterprises, (id) => centre.brief(id)).catch(() => {})

/** The list is of a day: a page left open overnight reads the new one. */
function useNewDay(readAgain: () => void): void {
  useEffect(() => {
    let day = dateOf()
    const timer = setInterval(() => {
      if (day === dateOf()) return
      day = dateOf()
      readAgain()
    }, 30_000)
    return () => clearInterval(timer)
  }, [readAgain])
}
