import { type CalendarDate, type CalendarDateTime, parseDate, parseDateTime, parseTime } from '@internationalized/date'
import { Button } from 'react-aria-components/Button'
import { Calendar, CalendarCell, CalendarGrid } from 'react-aria-components/Calendar'
import { DateInput, DateSegment } from 'react-aria-components/DateField'
import { DatePicker } from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { TimeField as AriaTimeField } from 'react-aria-components/TimeField'
import { useTranslation } from 'react-i18next'
import { FieldNotes, type FieldProps } from './FieldParts.tsx'
import { asRefused, useFormValue, useIsRefused } from './form-context.ts'
import './field.css'
import './date.css'

type DateFieldProps = FieldProps & {
  /** A date such as 2020-03-09, or with `withTime` a date and time such as 2020-03-09T14:32, local to the union. */
  value?: string | null | undefined
  min?: string
  max?: string
  required?: boolean
  withTime?: boolean
}

/** A field for a date: typed part by part, or chosen from a calendar. */
export function DateField({ name, value, required, ...props }: DateFieldProps) {
  const [date, setDate] = useFormValue(name, value ?? '')
  const isRefused = useIsRefused(name)
  return (
    <>
      <input type="hidden" name={name} value={date} />
      <DateChoice {...props} name={name} value={date} onChange={setDate} required={required} isRefused={isRefused} />
    </>
  )
}

type DateChoiceProps = {
  label: string
  name?: string
  hint?: string | undefined
  value: string
  onChange: (value: string) => void
  min?: string | undefined
  max?: string | undefined
  required?: boolean | undefined
  isRefused?: boolean
  withTime?: boolean | undefined
  className?: string
}

const read = (text: string | undefined, withTime: boolean): CalendarDate | CalendarDateTime | null => {
  try {
    return text ? (withTime ? parseDateTime(text) : parseDate(text)) : null
  } catch {
    // an address and an old draft may hold any text
    return null
  }
}

/** The same outside of a form. An empty text is no date. */
export function DateChoice({ label, name, hint, value, onChange, withTime = false, ...field }: DateChoiceProps) {
  const { t } = useTranslation()
  const min = read(field.min, false)
  const max = read(field.max, false)
  return (
    <DatePicker
      className={field.className ?? 'ui-field'}
      data-field={name}
      value={read(value, withTime)}
      onChange={(date) => onChange(date?.toString().slice(0, withTime ? 16 : 10) ?? '')}
      isRequired={field.required ?? false}
      granularity={withTime ? 'minute' : 'day'}
      hourCycle={24}
      shouldForceLeadingZeros
      {...(min && { minValue: min })}
      {...(max && { maxValue: max })}
      {...(field.isRefused && asRefused)}
    >
      <Label>{label}</Label>
      <Group className="ui-date">
        <DateInput className="ui-segments">{(segment) => <DateSegment segment={segment} />}</DateInput>
        {value && !field.required && (
          <Button slot={null} className="ui-date-button" aria-label={t('clear')} onPress={() => onChange('')}>
            ×
          </Button>
        )}
        <Button className="ui-date-button">▾</Button>
      </Group>
      <FieldNotes hint={hint} />
      <Popover className="ui-calendar">
        <Dialog>
          <Calendar>
            <header>
              <Button slot="previous" className="ui-date-button">
                ‹
              </Button>
              <Heading />
              <Button slot="next" className="ui-date-button">
                ›
              </Button>
            </header>
            <CalendarGrid>{(date) => <CalendarCell date={date} />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  )
}

/** A field for a time of day such as 09:30, which may stay empty. */
export function TimeField({ label, name }: Pick<FieldProps, 'label' | 'name'>) {
  const [time, setTime] = useFormValue(name, '')
  return (
    <>
      <input type="hidden" name={name} value={time} />
      <TimeChoice label={label} name={name} value={time} onChange={setTime} />
    </>
  )
}

type TimeChoiceProps = {
  label: string
  name?: string
  value: string
  onChange: (value: string) => void
  isHidden?: boolean
}

/** A time of day such as 09:30; an empty text is none. `isHidden` leaves the label to screen readers. */
export function TimeChoice({ label, name, value, onChange, isHidden }: TimeChoiceProps) {
  return (
    <AriaTimeField
      className="ui-field ui-time"
      data-field={name}
      value={value ? parseTime(value) : null}
      onChange={(time) => onChange(time?.toString().slice(0, 5) ?? '')}
      hourCycle={24}
      shouldForceLeadingZeros
      {...(isHidden && { 'aria-label': label })}
    >
      {!isHidden && <Label>{label}</Label>}
      <DateInput className="ui-segments">{(segment) => <DateSegment segment={segment} />}</DateInput>
    </AriaTimeField>
  )
}
