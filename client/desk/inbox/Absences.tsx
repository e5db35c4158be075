import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { Button } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { dateOf } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { neededText, textOf } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { Part } from '#client/ui/Page.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { InboxQuery } from '#codegen/graph/graphql.ts'
import { SetAbsencesDocument } from './documents.ts'

type Inbox = InboxQuery['inbox']
type AbsencesProps = { absences: Inbox['absences']; colleagues: Inbox['colleagues']; onSaved: () => void }

/** When somebody is not on duty, and who is told in that time. */
export function Absences({ absences, colleagues, onSaved }: AbsencesProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const setAbsences = useChange(SetAbsencesDocument)
  const inputs = absences.map(({ fromOn, toOn, deputy }) => ({ fromOn, toOn, deputyId: deputy?.id ?? null }))
  const saved = () => {
    onSaved()
    say(t('inbox.absencesSaved'))
  }
  const remove = async (place: number) => {
    const { failure } = await setAbsences({ absences: inputs.filter((_, i) => i !== place) })
    if (failure) say(failure.message || common('offline'), { isAlert: true })
    else saved()
  }
  return (
    <Part
      title={t('inbox.absences')}
      actions={
        <DialogButton small label={t('inbox.addAbsence')}>
          {(close) => (
            <AbsenceForm
              colleagues={colleagues}
              onCancel={close}
              onSubmit={async (absence) => {
                const { failure } = await setAbsences({ absences: [...inputs, absence] })
                if (failure) return { ...failure, ...(failure.field && { field: lastOf(failure.field) }) }
                close()
                saved()
                return null
              }}
            />
          )}
        </DialogButton>
      }
    >
      <p className="ui-note">{t('inbox.absencesHint')}</p>
      {absences.length === 0 ? (
        <p className="ui-note">{t('inbox.absencesNone')}</p>
      ) : (
        <ul className="inbox-absences">
          {absences.map(({ id, fromOn, toOn, deputy }, place) => (
            <li key={id}>
              {t('inbox.absenceLine', {
                from: fromOn,
                to: toOn,
                deputy: deputy?.displayName ?? t('inbox.noDeputy'),
              })}{' '}
              <Button small onPress={() => void remove(place)}>
                {t('inbox.removeAbsence')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

/** The field of an absence that an error is about: the last part of its path. */
const lastOf = (path: string): string => path.split('.').at(-1)!

type Absence = { fromOn: string; toOn: string; deputyId: string | null }
type AbsenceFormProps = {
  colleagues: Inbox['colleagues']
  onSubmit: (absence: Absence) => ReturnType<Parameters<typeof ActionForm>[0]['onSubmit']>
  onCancel: () => void
}

function AbsenceForm({ colleagues, onSubmit, onCancel }: AbsenceFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const today = dateOf()
  const submit = (form: FormData) =>
    onSubmit({
      fromOn: neededText(form, 'fromOn'),
      toOn: neededText(form, 'toOn'),
      deputyId: textOf(form, 'deputyId'),
    })
  return (
    <ActionForm submit={common('save')} onSubmit={submit} onCancel={onCancel}>
      <div className="ui-row">
        <DateField label={t('inbox.fromOn')} name="fromOn" value={today} required />
        <DateField label={t('inbox.toOn')} name="toOn" value={today} min={today} required />
      </div>
      <SelectField
        label={t('inbox.deputy')}
        name="deputyId"
        empty={t('inbox.noDeputy')}
        hint={colleagues.length === 0 ? t('inbox.noColleagues') : undefined}
        options={colleagues.map(({ id, displayName }) => ({ value: id, label: displayName }))}
      />
    </ActionForm>
  )
}
