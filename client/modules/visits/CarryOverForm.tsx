import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { neededText, textOf } from '#client/ui/form/form-values.ts'
import { CarryOverVisitsDocument } from './documents.ts'

/** The form that moves the unfinished stops of one day, of one squad or of all, to another day. */
export function CarryOverForm(props: { squad: ReactNode; onSaved: () => void; onCancel: () => void }) {
  const { t } = useTranslation('desk')
  const carryOver = useChange(CarryOverVisitsDocument)
  const submit = async (form: FormData) => {
    const { failure } = await carryOver({
      squadId: textOf(form, 'squadId'),
      from: neededText(form, 'from'),
      to: neededText(form, 'to'),
    })
    if (failure) return failure
    props.onSaved()
    return null
  }
  return (
    <ActionForm submit={t('visits.carryOver')} draft="carry over" onSubmit={submit} onCancel={props.onCancel}>
      {props.squad}
      <div className="ui-row">
        <DateField label={t('visits.from')} name="from" value={dateInDays(-1)} required />
        <DateField label={t('visits.to')} name="to" value={dateOf()} min={dateOf()} required />
      </div>
    </ActionForm>
  )
}
