import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { MoveVisitDocument } from '#client/modules/visits/day-documents.ts'
import { stopNumber } from '#client/modules/visits/day-plan.ts'
import { PlanVisitDocument, VoidVisitDocument } from '#client/modules/visits/documents.ts'
import { useToast } from '#client/ui/Toast.tsx'
import type { DayStopFragment, MoveVisitInput } from '#codegen/graph/graphql.ts'
import type { DayList, DayLists } from './day-lists.ts'

/** Why a card cannot be changed; `key` is the card’s. */
export type CardRefusal = { key: string; message: string }

type RecordedStopsProps = {
  lists: DayLists
  setMove: (move: Move | null) => void
  /** Reads the day again. It is called before the change is shown as done. */
  read: () => Promise<void>
  refuse: (refusal: CardRefusal | null) => void
}

/** Where a recorded stop is shown until its move is answered. */
export type Move = { visitId: string; squadId: string; index: number }

/** The number to ask for so that a stop gets this place of a list, from 0. */
const numberAt = ({ fixed }: DayList, index: number): number =>
  stopNumber(
    fixed.map(({ stop }) => stop),
    index,
  )

/** Changes stops that are recorded: each change is a deed at once, which the sentence below the page can take back. */
export function useRecordedStops({ lists, setMove, read, refuse }: RecordedStopsProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const moveVisit = useChange(MoveVisitDocument)
  const voidVisit = useChange(VoidVisitDocument)
  const planVisit = useChange(PlanVisitDocument)

  const change = async (input: Omit<MoveVisitInput, 'clientId'>): Promise<boolean> => {
    refuse(null)
    const { failure } = await moveVisit(input)
    if (failure) refuse({ key: input.visitId, message: failure.message || common('offline') })
    await read()
    setMove(null)
    return !failure
  }

  const place = async (stop: DayStopFragment, squadId: string, index: number) => {
    const list = lists.get(squadId)
    if (!list || (stop.squad.id === squadId && list.planned.indexOf(stop) === index)) return
    setMove({ visitId: stop.id, squadId, index })
    const visitId = stop.id
    const before = { visitId, squadId: stop.squad.id, stop: numberNow(stop) }
    if (!(await change({ visitId, squadId, stop: numberAt(list, index) }))) return
    const text = t('plan.moved', { name: stop.enterprise.name, number: list.squad.number })
    say(text, { undo: () => void change(before) })
  }

  const agree = async (stop: DayStopFragment, agreedTime: string | null) => {
    const { id: visitId, agreedTime: before } = stop
    if (!(await change({ visitId, agreedTime }))) return
    const text = agreedTime ? 'plan.timed' : 'plan.untimed'
    say(t(text, { name: stop.enterprise.name, time: agreedTime ?? '' }), {
      undo: () => void change({ visitId, agreedTime: before ?? null }),
    })
  }

  /** The number by which a stop is put where it stands now. */
  const numberNow = (stop: DayStopFragment): number => {
    const list = lists.get(stop.squad.id)
    return list ? numberAt(list, list.planned.indexOf(stop)) : 1
  }

  const putBack = async (removed: DayStopFragment, stop: number) => {
    const { squad, enterprise, plannedOn, agreedTime, continues } = removed
    const { data, failure } = await planVisit({
      ...{ squadId: squad.id, enterpriseId: enterprise.id, plannedOn },
      ...{ agreedTime: agreedTime ?? null, continuesId: continues?.id ?? null },
    })
    if (failure) return say(failure.message || common('offline'), { isAlert: true })
    const { visit } = data.planVisit
    if (visit) await change({ visitId: visit.id, stop })
  }

  const remove = async (stop: DayStopFragment) => {
    refuse(null)
    const number = numberNow(stop)
    const { failure } = await voidVisit({ visitId: stop.id, reason: t('plan.removeReason') })
    if (failure) refuse({ key: stop.id, message: failure.message || common('offline') })
    await read()
    if (failure) return
    say(t('plan.removed', { name: stop.enterprise.name }), { undo: () => void putBack(stop, number) })
  }

  return { place, agree, remove }
}
