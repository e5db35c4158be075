import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#client/graph/errors.ts'
import { useChange } from '#client/graph/useChange.ts'
import { MoveVisitDocument, PlanDayDocument } from '#client/modules/visits/day-documents.ts'
import {
  type DayPlan,
  enterpriseAt,
  type ProposedStop,
  place,
  type SquadDay,
  squadsOf,
} from '#client/modules/visits/day-plan.ts'
import { VoidVisitDocument } from '#client/modules/visits/documents.ts'
import { dateOf } from '#client/ui/dates.ts'
import { useToast } from '#client/ui/Toast.tsx'
import { focusSoon } from './focus-soon.ts'
import type { CardRefusal } from './useRecordedStops.ts'

type DaySavingProps = {
  on: string
  days: readonly SquadDay[]
  plan: DayPlan
  setPlan: (edit: (plan: DayPlan) => DayPlan) => void
  read: () => Promise<void>
  refuse: (refusal: CardRefusal | null) => void
}

/** A stop that was planned by the draft, with what is needed to take it back. */
type NewStop = { visitId: string; squadId: string; stop: ProposedStop }

/** Sends the whole plan at once, all or nothing, and can take it back into the draft. */
export function useDaySaving({ on, days, plan, setPlan, read, refuse }: DaySavingProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const planDay = useChange(PlanDayDocument)
  const voidVisit = useChange(VoidVisitDocument)
  const moveVisit = useChange(MoveVisitDocument)
  const [isBusy, setBusy] = useState(false)
  /** Why the whole plan was refused, where no card is at fault. */
  const [refusal, setRefusal] = useState<string | null>(null)

  const fail = ({ message, field }: Failure, squads: ReturnType<typeof squadsOf>) => {
    const key = enterpriseAt(squads, field)
    const text = message || common('offline')
    if (key) refuse({ key, message: text })
    else setRefusal(text)
  }

  /** A new stop is voided, one that was carried over goes back with its agreed time where a stop may still go. */
  const takeBack = async ({ visitId, stop: { leftOver } }: NewStop): Promise<boolean> => {
    if (!leftOver) return !(await voidVisit({ visitId, reason: t('plan.undoReason') })).failure
    const { squadId, plannedOn, agreedTime } = leftOver
    return (
      plannedOn >= dateOf() &&
      !(await moveVisit({ visitId, squadId, plannedOn, agreedTime: agreedTime ?? null })).failure
    )
  }

  const undo = async (newStops: readonly NewStop[]) => {
    setBusy(true)
    // the stops of one squad one after the other, for they wait for each other anyway
    const ofSquad = async (id: string) => {
      const back: NewStop[] = []
      for (const each of newStops.filter(({ squadId }) => squadId === id)) if (await takeBack(each)) back.push(each)
      return back
    }
    const squads = new Set(newStops.map(({ squadId }) => squadId))
    const back = (await Promise.all([...squads].map(ofSquad))).flat()
    await read()
    setPlan((now) => back.reduce((draft, { stop, squadId }) => place(draft, stop, squadId), now))
    setBusy(false)
    const count = back.length
    const kept = newStops.length - count
    say(kept ? t('plan.undonePart', { count, kept }) : t('plan.undone', { count }))
  }

  const save = async () => {
    const squads = squadsOf(days, plan)
    if (isBusy || squads.length === 0) return
    setBusy(true)
    refuse(null)
    setRefusal(null)
    const { data, failure } = await planDay({ on, squads })
    await read()
    if (failure) fail(failure, squads)
    else setPlan(() => ({}))
    setBusy(false)
    if (failure) return
    // the button that was pressed has nothing to do any more
    focusSoon('main h1')
    const stops = new Map(
      Object.values(plan)
        .flat()
        .map((stop) => [stop.enterpriseId, stop]),
    )
    const newStops = data.planDay.visits.flatMap(({ id: visitId, squad, enterprise }) => {
      const stop = stops.get(enterprise.id)
      return stop ? [{ visitId, squadId: squad.id, stop }] : []
    })
    say(t('plan.done', { count: stops.size }), {
      href: `/desk/visits?day=${on}..${on}`,
      link: t('plan.list'),
      undo: () => void undo(newStops),
    })
  }

  return { isBusy, refusal, save }
}
