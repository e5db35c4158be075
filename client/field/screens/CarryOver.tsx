import { useTranslation } from 'react-i18next'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { isUnsent, placeOf } from '#client/field/store/entry.ts'
import { useObservable } from '#client/field/store/observable-value.ts'
import { dateText } from '#client/ui/dates.ts'
import { PlaceMark } from './PlaceMark.tsx'
import { Problem } from './Problem.tsx'
import { useScreen } from './screen-context.ts'
import { useAdd } from './useAdd.ts'

/** Stops of earlier days at which nobody has arrived, by day, to be carried over to today. */
export function CarryOver({ earlier, day }: { earlier: readonly StopOnPhone[]; day: string }) {
  const { t, i18n } = useTranslation('field')
  const { phone, account, squad } = useScreen()
  const { entries, sending } = useObservable(phone.outbox.state)
  const { add, problem } = useAdd()
  const planned = earlier.filter(({ state }) => state === 'PLANNED').map(({ visit }) => visit)
  const days = [...new Set(planned.map(({ plannedOn }) => plannedOn))]
  return days.map((from) => {
    const visits = planned.filter(({ plannedOn }) => plannedOn === from)
    const unsent = entries.find(
      (entry) =>
        entry.mutation === 'carryOverVisits' &&
        entry.account === account.id &&
        isUnsent(entry) &&
        entry.input.squadId === squad &&
        entry.input.from === from,
    )
    const title = t('carryOver', { day: dateText(from, i18n.language), count: visits.length })
    const input = { squadId: squad, from, to: day }
    return (
      <section key={from} className="field-section">
        <div className="field-section-head">
          <h2>{title}</h2>
          {unsent && <PlaceMark place={placeOf(unsent, sending)} />}
        </div>
        <ul>
          {visits.map(({ id, enterprise }) => (
            <li key={id}>{enterprise.name}</li>
          ))}
        </ul>
        {problem && <Problem>{problem}</Problem>}
        {!unsent && (
          <button
            type="button"
            className="field-button field-main"
            onClick={() => void add({ mutation: 'carryOverVisits', input, visit: null, title })}
          >
            {t('carryOverDo')}
          </button>
        )}
      </section>
    )
  })
}
