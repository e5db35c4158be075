import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/ActionForm.tsx'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { TextField } from '#client/ui/fields.tsx'
import { neededText } from '#client/ui/form-values.ts'
import { CarryOverVisitsDocument } from './documents.ts'

/** The form that moves a squad's unfinished stops of one day to another day. */
export function CarryOverForm(props: { squad: ReactNode; onSaved: () => void; onCancel: () => void }) {
  const { t } = useTranslation('desk')
  const carryOver = useChange(CarryOverVisitsDocument)
  const submit = async (form: FormData) => {
    const { failure } = await carryOver({
      squadId: neededText(form, 'squadId'),
      from: neededText(form, 'from'),
      to: neededText(form, 'to'),
    })
    if (failure) return failure
    props.onSaved()
    return null
  }
  return (
    <ActionForm submit={t('visits.carryOver')} onSubmit={submit} onCancel={props.onCancel}>
      {props.squad}
      <div className="ui-row">
        <TextField label={t('visits.from')} name="from" type="date" defaultValue={dateInDays(-1)} required />
        <TextField label={t('visits.to')} name="to" type="date" defaultValue={dateOf()} min={dateOf()} required />
      </div>
    </ActionForm>
  )
}
