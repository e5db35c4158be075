import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { numberOf, textOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { RungRecipient } from '#codegen/graph/graphql.ts'
import { SetEscalationDocument } from './documents.ts'
import type { WorkCalendar } from './YearGrid.tsx'

type LadderFormProps = Pick<WorkCalendar, 'ladder' | 'minutesOfDay'> & { onSaved: () => void; onCancel: () => void }

/** How many rungs the form offers, and the latest minute of one. */
const places = [0, 1, 2, 3, 4, 5]
const mostMinutes = 43_200

/** The form of whom overdue issues reach one after the other. A rung without a person is none. */
export function LadderForm({ ladder, minutesOfDay, onSaved, onCancel }: LadderFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const setEscalation = useChange(SetEscalationDocument)
  const submit = async (form: FormData) => {
    const rungs = places.flatMap((place) => {
      const recipient = textOf(form, `${place} recipient`) as RungRecipient | null
      if (!recipient) return []
      const minutes = numberOf(form, `${place} minutes`) ?? 0
      return [{ recipient, minutes, emergencyMinutes: numberOf(form, `${place} emergency`) ?? 0 }]
    })
    if (rungs.length === 0) return { message: t('clock.noRungs') }
    const { failure } = await setEscalation({ rungs })
    if (failure) return failure
    onSaved()
    return null
  }
  const options = [
    { value: '', label: t('clock.noRung') },
    ...enums.RungRecipient.map((value) => ({ value, label: common(`RungRecipient.${value}`) })),
  ]
  return (
    <ActionForm submit={common('save')} onSubmit={submit} onCancel={onCancel}>
      <p className="calendar-note">{t('clock.ladderHint', { minutes: minutesOfDay })}</p>
      {places.map((place) => (
        <fieldset key={place} className="calendar-limit">
          <legend>{t('clock.rung', { number: place + 1 })}</legend>
          <div className="ui-row">
            <SelectField
              label={t('clock.recipient')}
              name={`${place} recipient`}
              value={ladder[place]?.recipient ?? ''}
              options={options}
            />
            <NumberField
              label={t('clock.minutes')}
              name={`${place} minutes`}
              value={ladder[place]?.minutes}
              min={0}
              max={mostMinutes}
            />
            <NumberField
              label={t('clock.emergencyMinutes')}
              name={`${place} emergency`}
              value={ladder[place]?.emergencyMinutes}
              min={0}
              max={mostMinutes}
            />
          </div>
        </fieldset>
      ))}
    </ActionForm>
  )
}
