import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText, numberOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import type { TimeUnit } from '#codegen/graph/graphql.ts'
import { SetTimeLimitsDocument } from './documents.ts'
import type { WorkCalendar } from './YearGrid.tsx'

type LimitsFormProps = { limits: WorkCalendar['limits']; onSaved: () => void; onCancel: () => void }

const parts = ['takeIn', 'doneIn'] as const

/** The largest number of a limit. */
const mostAmount = 720

/** The form of the time limits of all urgencies. */
export function LimitsForm({ limits, onSaved, onCancel }: LimitsFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const setLimits = useChange(SetTimeLimitsDocument)
  const submit = async (form: FormData) => {
    const spanOf = (key: string) => ({
      amount: numberOf(form, key) ?? 0,
      unit: neededText(form, `${key} unit`) as TimeUnit,
    })
    const { failure } = await setLimits({
      limits: limits.map(({ urgency }) => ({
        urgency,
        takeIn: spanOf(`${urgency} takeIn`),
        doneIn: spanOf(`${urgency} doneIn`),
      })),
    })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={common('save')} onSubmit={submit} onCancel={onCancel}>
      <p className="calendar-note">{t('calendar.limitsHint')}</p>
      {limits.map(({ urgency, ...limit }) => (
        <fieldset key={urgency} className="calendar-limit">
          <legend>{common(`Urgency.${urgency}`)}</legend>
          <div className="ui-row">
            {parts.map((part) => (
              <Span key={part} name={`${urgency} ${part}`} label={t(`calendar.${part}`)} span={limit[part]} />
            ))}
          </div>
        </fieldset>
      ))}
    </ActionForm>
  )
}

type SpanProps = { name: string; label: string; span: { amount: number; unit: TimeUnit } }

/** The number and the unit of a limit. That of an emergency counts in hours alone, all others in working time. */
function Span({ name, label, span: { amount, unit } }: SpanProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const units = unit === 'HOURS' ? (['HOURS'] as const) : (['WORKING_HOURS', 'WORKING_DAYS'] as const)
  return (
    <>
      <NumberField label={label} name={name} value={amount} min={1} max={mostAmount} required />
      <SelectField
        label={t('calendar.unitOf', { limit: label })}
        name={`${name} unit`}
        value={unit}
        options={units.map((value) => ({ value, label: common(`TimeUnit.${value}`) }))}
        required
      />
    </>
  )
}
