import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { DayProposalDocument } from '#client/modules/visits/day-documents.ts'
import {
  candidatesOf,
  fill,
  mostProposed,
  type ProposedStop,
  place,
  type SquadDay,
  settle,
  squadWith,
  type TakenOut,
  without,
  withTime,
} from '#client/modules/visits/day-plan.ts'
import { Button, LinkButton } from '#client/ui/Button.tsx'
import { dateInDays, dateOf, dateText, minuteOf } from '#client/ui/dates.ts'
import { useToast } from '#client/ui/Toast.tsx'
import { DayNotes } from './DayNotes.tsx'
import { DayTools } from './DayTools.tsx'
import { type Card, cardsOf, type DropPlace, indexAfter, listsOf, placeOf } from './day-lists.ts'
import { focusSoon } from './focus-soon.ts'
import { type DayDeeds, SquadColumn } from './SquadColumn.tsx'
import { useCardEntries } from './useCardEntries.ts'
import { useDaySaving } from './useDaySaving.ts'
import { useDaySize, usePlanDraft } from './usePlanDraft.ts'
import { type CardRefusal, type Move, useRecordedStops } from './useRecordedStops.ts'

/** How many proposals stand below a squad’s list. */
const mostNext = 2

/** From this time on what is planned for today and was not visited counts as left over. */
const dayEnds = '17:00'

/** Stops of days before this one were left over. */
const leftOverBefore = (): string => (minuteOf(new Date().toISOString()) < dayEnds ? dateOf() : dateInDays(1))

/** The places of the page that a day fills; null until the page is drawn. */
export type DaySlots = Record<'note' | 'actions' | 'tools', HTMLElement | null>

type DayBoardProps = {
  slots: DaySlots
  on: string
  days: readonly SquadDay[]
  /** True while the days are read again, so that they may lack what has happened since. */
  isOld: boolean
}

/** A day of all squads: the lists that are recorded, and the draft that one deed records. */
export function DayBoard({ slots, on, days, isOld }: DayBoardProps) {
  const { t, i18n } = useTranslation('desk')
  const say = useToast()
  const client = useClient()
  const [plan, setPlan] = usePlanDraft(on)
  const [size, setSize] = useDaySize()
  const [refusal, refuse] = useState<CardRefusal | null>(null)
  const [out, setOut] = useState<TakenOut[]>([])
  const [move, setMove] = useState<Move | null>(null)
  const before = leftOverBefore()
  const lists = listsOf(days, plan, move)
  const read = async () => {
    await client.query(DayProposalDocument, { on }, { requestPolicy: 'network-only' }).toPromise()
  }
  const recorded = useRecordedStops({ lists, setMove, read, refuse })
  const { isBusy, refusal: dayRefusal, save } = useDaySaving({ on, days, plan, setPlan, read, refuse })

  useEffect(() => {
    // what this page is sending itself is no news
    if (isBusy || isOld) return
    const settled = settle(days, plan)
    if (settled.out.length === 0) return
    setPlan(() => settled.plan)
    setOut((earlier) => [...earlier, ...settled.out])
  })

  const find = (key: string): Card | undefined =>
    [...lists.values()].flatMap((list) => cardsOf(list)).find((card) => card.key === key)

  const put = (key: string, squadId: string, at?: DropPlace) => {
    const card = find(key)
    const list = lists.get(squadId)
    const index = card && list ? indexAfter(list, card, at) : null
    if (card && index !== null) putAt(card, squadId, index)
  }

  const putAt = (card: Card, squadId: string, index: number) => {
    if (card.recorded) return void recorded.place(card.recorded, squadId, index)
    refuse(null)
    setPlan((now) => place(now, card.proposed, squadId, index))
  }

  const add = (squadId: string, stop: ProposedStop) => {
    const number = squadWith(days, plan, stop.enterpriseId)
    if (number !== null) return say(t('plan.already', { name: stop.name, number }))
    if ((plan[squadId]?.length ?? 0) >= mostProposed) return say(t('plan.full'))
    setPlan((now) => place(now, stop, squadId))
  }

  const agree = (key: string, time: string | null) => {
    const card = find(key)
    if (card?.recorded) void recorded.agree(card.recorded, time)
    else setPlan((now) => withTime(now, key, time))
  }

  const remove = (card: Card) => {
    if (card.recorded) return void recorded.remove(card.recorded)
    refuse(null)
    setPlan((now) => without(now, card.key))
  }

  const clear = () => {
    setPlan(() => ({}))
    focusSoon('main h1')
  }

  const entriesOf = useCardEntries(lists, { putAt, remove })
  const deeds: DayDeeds = { put, add, agree, entriesOf }
  const shown = [...lists.values()]
  const proposed = shown.reduce((sum, list) => sum + list.proposed.length, 0)
  const saved = shown.reduce((sum, list) => sum + list.planned.length + list.fixed.length, 0)
  return (
    <>
      {slots.note && createPortal(t('plan.about', { date: dateText(on, i18n.language), saved, proposed }), slots.note)}
      {slots.actions &&
        createPortal(
          <>
            <LinkButton href={`/desk/visits?day=${on}..${on}`}>{t('plan.list')}</LinkButton>
            {proposed > 0 && (
              <Button isDisabled={isBusy} onPress={clear}>
                {t('plan.clear')}
              </Button>
            )}
            <Button tone="main" isDisabled={isBusy || proposed === 0} onPress={() => void save()}>
              {proposed > 0 ? t('plan.save', { count: proposed }) : t('plan.saveNone')}
            </Button>
          </>,
          slots.actions,
        )}
      {slots.tools &&
        createPortal(
          <DayTools
            size={size}
            onSize={setSize}
            onFill={() => setPlan((now) => fill(days, now, size, before))}
            isBusy={isBusy}
            hasDraft={proposed > 0}
          />,
          slots.tools,
        )}
      <DayNotes days={days} refusal={dayRefusal} out={out} onSeen={() => setOut([])} isDraft={proposed > 0} />
      <div className="desk-day" aria-busy={isBusy}>
        {shown.map((list) => (
          <SquadColumn
            key={list.squad.id}
            list={list}
            next={candidatesOf(list.day, days, plan, before).slice(0, mostNext)}
            deeds={deeds}
            refusal={refusal}
            moving={move?.visitId}
            place={placeOf(days)}
          />
        ))}
      </div>
    </>
  )
}
