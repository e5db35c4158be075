import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { failureOf } from '#client/graph/errors.ts'
import { useChange } from '#client/graph/useChange.ts'
import { Button } from '#client/ui/Button.tsx'
import { dateText } from '#client/ui/dates.ts'
import { ActionForm, type Refusal } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { PasteField } from '#client/ui/form/TextField.tsx'
import { Table } from '#client/ui/Table.tsx'
import type { ReadHolidayNoticeQuery } from '#codegen/graph/graphql.ts'
import { ReadHolidayNoticeDocument, SetCalendarDaysDocument } from './documents.ts'

type Notice = NonNullable<ReadHolidayNoticeQuery['readHolidayNotice']>

type NoticeFormProps = {
  /** The year of a notice that names none. */
  year: number
  /** Called with the year of the last day that was saved, and how many they were. */
  onSaved: (year: number, days: number) => void
  onCancel: () => void
}

/** The form into which a notice is pasted. What was read from it is shown before anything is kept. */
export function NoticeForm({ year, onSaved, onCancel }: NoticeFormProps) {
  const { t } = useTranslation('desk')
  const client = useClient()
  const [notice, setNotice] = useState<Notice | null>(null)
  const read = async (form: FormData): Promise<Refusal | null> => {
    const variables = { text: neededText(form, 'text'), year }
    const { data, error } = await client
      .query(ReadHolidayNoticeDocument, variables, { requestPolicy: 'network-only' })
      .toPromise()
    if (error || !data?.readHolidayNotice) return error ? failureOf(error) : { message: '' }
    setNotice(data.readHolidayNotice)
    // what was typed stays, so that it can be mended and read again
    return null
  }
  return (
    <>
      <ActionForm submit={t('calendar.read')} onSubmit={read}>
        <PasteField
          label={t('calendar.noticeText')}
          name="text"
          hint={t('calendar.noticeHint', { year })}
          rows={8}
          isText
        />
      </ActionForm>
      {notice && <Preview notice={notice} onSaved={onSaved} onCancel={onCancel} />}
    </>
  )
}

type PreviewProps = { notice: Notice } & Omit<NoticeFormProps, 'year'>

function Preview({ notice: { days, leftOut }, onSaved, onCancel }: PreviewProps) {
  const { t, i18n } = useTranslation('desk')
  const { t: common } = useTranslation()
  const setDays = useChange(SetCalendarDaysDocument)
  const fresh = days.filter(({ isKnown }) => !isKnown)
  const save = async (): Promise<Refusal | null> => {
    const { failure } = await setDays({
      days: fresh.map(({ date, isWorkday, name }) => ({ date, isWorkday, name })),
      isFromNotice: true,
    })
    if (failure) return failure
    onSaved(Number(fresh.at(-1)!.date.slice(0, 4)), fresh.length)
    return null
  }
  return (
    <section className="calendar-notice" aria-label={t('calendar.readAs')} role="status">
      <h3>{t('calendar.found', { count: days.length, fresh: fresh.length })}</h3>
      {days.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what overflows can be scrolled by keys
        <div className="calendar-read" tabIndex={0}>
          <Table
            caption={t('calendar.readAs')}
            rows={days}
            rowKey={({ date }) => date}
            columns={[
              { head: t('calendar.date'), cell: ({ date }) => `${date.slice(0, 4)} ${dateText(date, i18n.language)}` },
              {
                head: t('calendar.dayIs'),
                cell: ({ isWorkday }) => t(isWorkday ? 'calendar.workday' : 'calendar.restDay'),
              },
              { head: t('calendar.name'), cell: ({ name }) => name },
              { head: t('calendar.onCalendar'), cell: ({ isKnown }) => t(isKnown ? 'calendar.known' : 'calendar.new') },
            ]}
          />
        </div>
      )}
      {leftOut.length > 0 && (
        <>
          <h3>{t('calendar.leftOut')}</h3>
          <ul className="calendar-left-out">
            {leftOut.map(({ sentence, trouble }) => (
              <li key={sentence}>
                {t('calendar.leftOutLine', { sentence, trouble: common(`NoticeTrouble.${trouble}`) })}
              </li>
            ))}
          </ul>
        </>
      )}
      {fresh.length > 0 ? (
        <ActionForm submit={t('calendar.keep', { count: fresh.length })} onSubmit={save} onCancel={onCancel} />
      ) : (
        <div className="ui-actions">
          <Button onPress={onCancel}>{common('close')}</Button>
        </div>
      )}
    </section>
  )
}
