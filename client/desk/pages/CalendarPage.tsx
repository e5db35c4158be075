import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may } from '#client/desk/rights.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { DayForm } from '#client/modules/calendars/DayForm.tsx'
import { WorkCalendarDocument } from '#client/modules/calendars/documents.ts'
import { HoursForm } from '#client/modules/calendars/HoursForm.tsx'
import { LadderForm } from '#client/modules/calendars/LadderForm.tsx'
import { LimitsForm } from '#client/modules/calendars/LimitsForm.tsx'
import { NoticeForm } from '#client/modules/calendars/NoticeForm.tsx'
import { useWeekdays } from '#client/modules/calendars/useWeekdays.ts'
import { Legend, type SaidDay, type WorkCalendar, YearGrid } from '#client/modules/calendars/YearGrid.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { dateOf, dateText } from '#client/ui/dates.ts'
import { Facts } from '#client/ui/Facts.tsx'
import { Page, Part } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'
import { useToast } from '#client/ui/Toast.tsx'

/** The years that the server can show. */
const years = { first: 2000, last: 2099 }

/** The page of the work calendar: a year day by day, the hours of the usual week, and the time limits that count in them. */
export function CalendarPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const [year, setYear] = useState(Number(dateOf().slice(0, 4)))
  const [result, again] = useQuery({ query: WorkCalendarDocument, variables: { year } })
  const readAgain = () => again({ requestPolicy: 'network-only' })
  return (
    <Page
      title={t('nav.calendar')}
      note={t('calendar.about')}
      actions={
        may(viewer.role, 'setCalendarDays') && (
          <DialogButton label={t('calendar.notice')} tone="main" wide>
            {(close) => (
              <NoticeForm
                year={result.data?.workCalendar.missingYear ?? year}
                onCancel={close}
                onSaved={(noticed, count) => {
                  close()
                  setYear(noticed)
                  readAgain()
                  say(t('calendar.kept', { year: noticed, count }))
                }}
              />
            )}
          </DialogButton>
        )
      }
    >
      <div className="calendar-bar">
        <Button aria-label={t('calendar.previous')} isDisabled={year <= years.first} onPress={() => setYear(year - 1)}>
          ‹
        </Button>
        <h2 aria-live="polite">{t('calendar.year', { year })}</h2>
        <Button aria-label={t('calendar.next')} isDisabled={year >= years.last} onPress={() => setYear(year + 1)}>
          ›
        </Button>
      </div>
      <QueryResult result={result} retry={again}>
        {({ workCalendar }) => (
          <>
            <Missing calendar={workCalendar} />
            <Days calendar={workCalendar} viewer={viewer} onSaved={readAgain} />
            <Hours calendar={workCalendar} viewer={viewer} onSaved={readAgain} />
            <Limits calendar={workCalendar} viewer={viewer} onSaved={readAgain} />
            <Ladder calendar={workCalendar} viewer={viewer} onSaved={readAgain} />
          </>
        )}
      </QueryResult>
    </Page>
  )
}

type PartProps = { calendar: WorkCalendar; viewer: Viewer; onSaved: () => void }

/** Which holidays are not known yet: those of the year that is missing, or else those of the year that is shown. */
function Missing({ calendar: { year, isYearKnown, missingYear } }: Pick<PartProps, 'calendar'>) {
  const { t } = useTranslation('desk')
  if (missingYear) return <p className="calendar-warning">{t('calendar.missing', { year: missingYear })}</p>
  return isYearKnown ? null : <p className="calendar-warning">{t('calendar.unknown', { year })}</p>
}

function Days({ calendar, viewer, onSaved }: PartProps) {
  const { t, i18n } = useTranslation('desk')
  const say = useToast()
  const [chosen, setChosen] = useState<{ date: string; day: SaidDay | undefined } | null>(null)
  const mayChange = may(viewer.role, 'setCalendarDays')
  const name = chosen && dateText(chosen.date, i18n.language)
  return (
    <>
      <Legend />
      {mayChange && <p className="calendar-note">{t('calendar.keys')}</p>}
      <YearGrid calendar={calendar} onChoose={mayChange ? (date, day) => setChosen({ date, day }) : undefined} />
      {chosen && name && (
        <Dialog title={name} onClose={() => setChosen(null)}>
          <DayForm
            {...chosen}
            onCancel={() => setChosen(null)}
            onSaved={() => {
              setChosen(null)
              onSaved()
              say(t('calendar.saved', { day: name }))
            }}
          />
        </Dialog>
      )}
    </>
  )
}

function Hours({ calendar: { hours, minutesOfDay }, viewer, onSaved }: PartProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const weekdays = useWeekdays()
  const textOf = (weekday: number) =>
    hours
      .filter((span) => span.weekday === weekday)
      .map(({ from, to }) => `${from}–${to}`)
      .join('  ')
  const [whole, minutes] = [Math.floor(minutesOfDay / 60), minutesOfDay % 60]
  return (
    <Part
      title={t('calendar.hours')}
      actions={
        may(viewer.role, 'setWorkingHours') && (
          <DialogButton label={common('edit')} title={t('calendar.hoursEdit')} wide>
            {(close) => (
              <HoursForm
                hours={hours}
                onCancel={close}
                onSaved={() => {
                  close()
                  onSaved()
                  say(t('calendar.hoursSaved'))
                }}
              />
            )}
          </DialogButton>
        )
      }
    >
      <p className="calendar-note">
        {t(minutes ? 'calendar.dayHasMore' : 'calendar.dayHas', { hours: whole, minutes })}
      </p>
      <Facts facts={weekdays.map((day, i) => [day, textOf(i + 1) || t('calendar.restDay')])} />
    </Part>
  )
}

function Limits({ calendar: { limits }, viewer, onSaved }: PartProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  type Span = WorkCalendar['limits'][number]['takeIn']
  const textOf = ({ amount, unit }: Span) => t('calendar.span', { amount, unit: common(`TimeUnit.${unit}`) })
  return (
    <Part
      title={t('calendar.limits')}
      actions={
        may(viewer.role, 'setTimeLimits') && (
          <DialogButton label={common('edit')} title={t('calendar.limitsEdit')} wide>
            {(close) => (
              <LimitsForm
                limits={limits}
                onCancel={close}
                onSaved={() => {
                  close()
                  onSaved()
                  say(t('calendar.limitsSaved'))
                }}
              />
            )}
          </DialogButton>
        )
      }
    >
      <p className="calendar-note">{t('calendar.limitsHint')}</p>
      <Table
        caption={t('calendar.limits')}
        rows={limits}
        rowKey={({ urgency }) => urgency}
        columns={[
          { head: t('calendar.urgency'), cell: ({ urgency }) => common(`Urgency.${urgency}`) },
          { head: t('calendar.takeIn'), cell: ({ takeIn }) => textOf(takeIn) },
          { head: t('calendar.doneIn'), cell: ({ doneIn }) => textOf(doneIn) },
        ]}
      />
    </Part>
  )
}

function Ladder({ calendar: { ladder, minutesOfDay }, viewer, onSaved }: PartProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const rungs = ladder.map((rung, i) => ({ ...rung, number: i + 1 }))
  return (
    <Part
      title={t('clock.ladder')}
      actions={
        may(viewer.role, 'setEscalation') && (
          <DialogButton label={common('edit')} title={t('clock.ladderEdit')} wide>
            {(close) => (
              <LadderForm
                ladder={ladder}
                minutesOfDay={minutesOfDay}
                onCancel={close}
                onSaved={() => {
                  close()
                  onSaved()
                  say(t('clock.ladderSaved'))
                }}
              />
            )}
          </DialogButton>
        )
      }
    >
      <p className="calendar-note">{t('clock.ladderHint', { minutes: minutesOfDay })}</p>
      <Table
        caption={t('clock.ladder')}
        rows={rungs}
        rowKey={({ number }) => String(number)}
        columns={[
          { head: t('clock.order'), cell: ({ number }) => number },
          { head: t('clock.recipient'), cell: ({ recipient }) => common(`RungRecipient.${recipient}`) },
          { head: t('clock.minutes'), cell: ({ minutes }) => minutes },
          { head: t('clock.emergencyMinutes'), cell: ({ emergencyMinutes }) => emergencyMinutes },
        ]}
      />
    </Part>
  )
}
