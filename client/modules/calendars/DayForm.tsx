import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { neededText } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import { SetCalendarDaysDocument } from './documents.ts'
import type { SaidDay } from './YearGrid.tsx'

type DayFormProps = { date: string; day: SaidDay | undefined; onSaved: () => void; onCancel: () => void }

/** The form that says of one day that it is a workday or a day of rest, or that it is as usual. */
export function DayForm({ date, day, onSaved, onCancel }: DayFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const setDays = useChange(SetCalendarDaysDocument)
  const own = day && day.source !== 'PUBLISHED' ? day : undefined
  const submit = async (form: FormData) => {
    const kind = neededText(form, 'isWorkday')
    const said = kind === 'usual' ? {} : { isWorkday: kind === 'work', name: neededText(form, 'name') }
    const { failure } = await setDays({ days: [{ date, ...said }] })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={common('save')} onSubmit={submit} onCancel={onCancel}>
      {day && (
        <p className="calendar-note">
          {t(`calendar.said.${day.source}`, {
            what: t(day.isWorkday ? 'calendar.workday' : 'calendar.restDay'),
            name: day.name,
          })}
        </p>
      )}
      <SelectField
        label={t('calendar.dayIs')}
        name="isWorkday"
        value={own ? (own.isWorkday ? 'work' : 'rest') : 'usual'}
        options={[
          { value: 'usual', label: t('calendar.usual'), note: t('calendar.usualNote') },
          { value: 'rest', label: t('calendar.restDay') },
          { value: 'work', label: t('calendar.workday') },
        ]}
        required
      />
      <DayName name={own?.name ?? ''} isOwn={own !== undefined} />
    </ActionForm>
  )
}

/** The name of a day; a day that is as usual has none. */
function DayName({ name, isOwn }: { name: string; isOwn: boolean }) {
  const { t } = useTranslation('desk')
  const [kind] = useFormValue('isWorkday', isOwn ? 'own' : 'usual')
  if (kind === 'usual') return null
  return <TextField label={t('calendar.name')} name="name" value={name} maxLength={30} hint={t('calendar.nameHint')} />
}
