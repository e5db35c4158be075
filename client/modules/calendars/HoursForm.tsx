import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { TimeChoice } from '#client/ui/form/DateField.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { textOf } from '#client/ui/form/form-values.ts'
import { SetWorkingHoursDocument } from './documents.ts'
import { useWeekdays } from './useWeekdays.ts'
import type { WorkCalendar } from './YearGrid.tsx'

type HoursFormProps = { hours: WorkCalendar['hours']; onSaved: () => void; onCancel: () => void }

/** The spans of a day that the form offers at least: before and after noon. */
const usualSpans = 2

/** The form of the working hours of the usual week. A span without times is none, and a day without a span is one of rest. */
export function HoursForm({ hours, onSaved, onCancel }: HoursFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const setHours = useChange(SetWorkingHoursDocument)
  const weekdays = useWeekdays()
  const spansOf = (weekday: number) => {
    const own = hours.filter((span) => span.weekday === weekday)
    return Array.from({ length: Math.max(usualSpans, own.length) }, (_, i) => ({
      weekday,
      from: own[i]?.from ?? '',
      to: own[i]?.to ?? '',
      key: `${weekday}.${i}`,
    }))
  }
  const week = weekdays.map((name, i) => ({ name, spans: spansOf(i + 1) }))
  const submit = async (form: FormData) => {
    const typed = week.flatMap(({ spans }) =>
      spans.map(({ weekday, key }) => ({ weekday, from: textOf(form, `${key} from`), to: textOf(form, `${key} to`) })),
    )
    if (typed.some(({ from, to }) => (from === null) !== (to === null))) return { message: t('calendar.halfSpan') }
    const spans = typed.flatMap(({ weekday, from, to }) => (from && to ? [{ weekday, from, to }] : []))
    if (spans.length === 0) return { message: t('calendar.noHours') }
    const { failure } = await setHours({ hours: spans })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={common('save')} onSubmit={submit} onCancel={onCancel}>
      <p className="calendar-note">{t('calendar.hoursHint')}</p>
      <div className="calendar-week">
        {week.map(({ name, spans }) => (
          <div key={name}>
            <span className="calendar-week-day">{name}</span>
            {spans.map(({ key, from, to }, i) => (
              <span key={key} className="calendar-span">
                <Time name={`${key} from`} recorded={from} label={t('calendar.from', { day: name, number: i + 1 })} />–
                <Time name={`${key} to`} recorded={to} label={t('calendar.to', { day: name, number: i + 1 })} />
              </span>
            ))}
          </div>
        ))}
      </div>
    </ActionForm>
  )
}

function Time({ name, label, recorded }: { name: string; label: string; recorded: string }) {
  const [time, setTime] = useFormValue(name, recorded)
  return (
    <>
      <input type="hidden" name={name} value={time} />
      <TimeChoice label={label} value={time} onChange={setTime} isHidden />
    </>
  )
}
