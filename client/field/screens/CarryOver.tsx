import { useTranslation } from 'react-i18next'
import { sayDay } from '#client/field/day.ts'
import { whereIs } from '#client/field/store/entry.ts'
import { useWatched } from '#client/field/store/observable.ts'
import type { StopOnPhone } from '#client/field/store/on-phone.ts'
import { Place, Problem } from './parts.tsx'
import { useOrder, useWork } from './work.tsx'

/** Stops of earlier days that nobody finished, by day, to be taken over into today. */
export function CarryOver({ earlier, day }: { earlier: readonly StopOnPhone[]; day: string }) {
  const { t, i18n } = useTranslation('field')
  const { field, account, squad } = useWork()
  const { entries, sending } = useWatched(field.outbox.mail)
  const { give, problem } = useOrder()
  const open = earlier.filter(({ state }) => state === 'PLANNED')
  const days = [...new Set(open.map(({ stop }) => stop.plannedOn))]
  const say = (from: string, count: number) => t('carryOver', { day: sayDay(from, i18n.language), count })
  return days.map((from) => {
    const stops = open.filter(({ stop }) => stop.plannedOn === from)
    const waiting = entries.find(
      (entry) =>
        entry.mutation === 'carryOverVisits' &&
        entry.account === account.id &&
        entry.input.squadId === squad &&
        entry.input.from === from,
    )
    const title = say(from, stops.length)
    const input = { squadId: squad, from, to: day }
    return (
      <section key={from} className="field-section">
        <div className="field-section-head">
          <h2>{title}</h2>
          {waiting && <Place where={whereIs(waiting, sending)} />}
        </div>
        <ul>
          {stops.map(({ stop }) => (
            <li key={stop.id}>{stop.enterprise.name}</li>
          ))}
        </ul>
        {problem && <Problem>{problem}</Problem>}
        {!waiting && (
          <button
            type="button"
            className="field-button field-main"
            onClick={() => void give({ mutation: 'carryOverVisits', input, visit: null, title })}
          >
            {t('carryOverDo')}
          </button>
        )}
      </section>
    )
  })
}
