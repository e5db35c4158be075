import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateOf, dateText } from '#client/ui/dates.ts'
import type { WorkCalendarQuery } from '#codegen/graph/graphql.ts'
import { dateAfterKey, weekdayOf, weeksOf } from './months.ts'
import './calendars.css'

export type WorkCalendar = WorkCalendarQuery['workCalendar']
export type SaidDay = WorkCalendar['days'][number]

/** What a day is: as the usual week has it, or as was said of it. */
type Look = 'work' | 'rest' | 'holiday' | 'make-up'

/** What the days of a calendar are, and what they are called. */
function useDays({ days, hours }: WorkCalendar) {
  const { t, i18n } = useTranslation('desk')
  const said = new Map(days.map((day) => [day.date, day]))
  const working = new Set(hours.map(({ weekday }) => weekday))
  return (date: string): { look: Look; day: SaidDay | undefined; label: string } => {
    const day = said.get(date)
    const isUsual = working.has(weekdayOf(date))
    const look: Look = day ? (day.isWorkday ? (isUsual ? 'work' : 'make-up') : 'holiday') : isUsual ? 'work' : 'rest'
    const name = i18n.language === 'en' && day?.nameEn ? day.nameEn : day?.name
    const parts = [
      dateText(date, i18n.language),
      t(look === 'work' || look === 'make-up' ? 'calendar.workday' : 'calendar.restDay'),
      name,
      day && day.source !== 'PUBLISHED' && t('calendar.own'),
    ]
    return { look, day, label: parts.filter(Boolean).join(t('calendar.comma')) }
  }
}

type YearGridProps = {
  calendar: WorkCalendar
  /** Called with a day that is chosen; nothing can be chosen where it is left out. */
  onChoose?: ((date: string, day: SaidDay | undefined) => void) | undefined
}

/** A year as twelve small months. One day has the cursor: arrow keys move it, Enter chooses the day. */
export function YearGrid({ calendar, onChoose }: YearGridProps) {
  const { year } = calendar
  const today = dateOf()
  const grid = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(today)
  const current = cursor.startsWith(`${year}-`) ? cursor : `${year}-01-01`
  const dayOf = useDays(calendar)
  const move = (event: KeyboardEvent) => {
    const to = dateAfterKey(event.key, current)
    if (!to || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    setCursor(to)
    grid.current?.querySelector<HTMLElement>(`[data-date="${to}"]`)?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the days inside
    <div className="calendar-year" ref={grid} onKeyDown={move}>
      {Array.from({ length: 12 }, (_, i) => i + 1).map((month) => (
        <Month key={month} year={year} month={month}>
          {(date) => {
            const { look, day, label } = dayOf(date)
            const props = {
              className: 'calendar-day',
              'data-look': look,
              'data-own': (day && day.source !== 'PUBLISHED') || undefined,
              'data-date': date,
              title: label,
              'aria-current': date === today ? ('date' as const) : undefined,
            }
            const choose = () => {
              setCursor(date)
              onChoose?.(date, day)
            }
            const content = (
              <>
                <Mark look={look} date={date} />
                <span className="ui-hidden">{label}</span>
              </>
            )
            return onChoose ? (
              <button type="button" {...props} tabIndex={date === current ? 0 : -1} onClick={choose}>
                {content}
              </button>
            ) : (
              <span {...props}>{content}</span>
            )
          }}
        </Month>
      ))}
    </div>
  )
}

/** The number of a day, with a word where it is not as usual. */
function Mark({ look, date }: { look: Look; date: string }) {
  const { t } = useTranslation('desk')
  return (
    <span aria-hidden="true">
      {Number(date.slice(8))}
      {look === 'holiday' && <small>{t('calendar.mark.rest')}</small>}
      {look === 'make-up' && <small>{t('calendar.mark.work')}</small>}
    </span>
  )
}

type MonthProps = { year: number; month: number; children: (date: string) => React.ReactNode }

function Month({ year, month, children }: MonthProps) {
  const { i18n } = useTranslation()
  const first = new Date(Date.UTC(year, month - 1, 1))
  const named = (options: Intl.DateTimeFormatOptions, date: Date) =>
    new Intl.DateTimeFormat(i18n.language, { timeZone: 'UTC', ...options }).format(date)
  // the first of January 2024 was a Monday
  const weekdays = Array.from({ length: 7 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)))
  return (
    <table className="calendar-month">
      <caption>{named({ month: 'long' }, first)}</caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th key={day.getTime()} scope="col" abbr={named({ weekday: 'long' }, day)}>
              {named({ weekday: 'narrow' }, day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the weeks of a month stay in their places
          <tr key={i}>
            {week.map((date, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: so do the days of a week
              <td key={place}>{date && children(date)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What the looks of days mean. */
export function Legend() {
  const { t } = useTranslation('desk')
  const looks = ['work', 'rest', 'holiday', 'make-up'] as const
  return (
    <ul className="calendar-legend">
      {looks.map((look) => (
        <li key={look}>
          <span className="calendar-day" data-look={look} aria-hidden="true">
            <Mark look={look} date="2026-01-08" />
          </span>
          {t(`calendar.legend.${look}`)}
        </li>
      ))}
      <li>
        <span className="calendar-day" data-look="rest" data-own="true" aria-hidden="true">
          <Mark look="rest" date="2026-01-08" />
        </span>
        {t('calendar.legend.own')}
      </li>
    </ul>
  )
}
