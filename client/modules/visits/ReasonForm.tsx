import { useTranslation } from 'react-i18next'
import type { Failure } from '#client/graph/errors.ts'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import { SkipVisitDocument, UndoArrivalDocument, UndoFinishDocument, VoidVisitDocument } from './documents.ts'

type ReasonFormProps = { visitId: string; onSaved: () => void; onCancel: () => void }

type VoidVisitFormProps = ReasonFormProps & {
  /** The issues that came from the visit and are not voided. */
  issues: readonly { id: string; title: string }[]
  voidIssue: (issueId: string, reason: string) => Promise<{ failure?: Failure | undefined }>
}

/** The form that voids a wrong visit, with the reason. It asks of each issue from the visit whether it stands. */
export function VoidVisitForm({ visitId, issues, voidIssue, onSaved, onCancel }: VoidVisitFormProps) {
  const { t } = useTranslation('desk')
  const voidVisit = useChange(VoidVisitDocument)
  const submit = async (form: FormData) => {
    const reason = neededText(form, 'reason')
    // those that do not stand go first: what fails leaves the visit as it is, and the form can be sent again
    for (const { id } of issues.filter((issue) => form.get(issue.id) === 'void')) {
      const refused = (await voidIssue(id, reason)).failure
      if (refused) return refused
    }
    const { failure } = await voidVisit({ visitId, reason, keepsIssues: issues.length > 0 })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t('visits.void')} draft={`void ${visitId}`} onSubmit={submit} onCancel={onCancel} danger>
      <TextField label={t('reason')} name="reason" hint={t('visits.voidHint')} required maxLength={200} />
      {issues.map(({ id, title }) => (
        <SelectField
          key={id}
          label={t('visits.issueOfVoided', { title })}
          name={id}
          options={(['keep', 'void'] as const).map((value) => ({ value, label: t(`visits.issueIs.${value}`) }))}
        />
      ))}
    </ActionForm>
  )
}

/** A deed on a visit that needs a reason and nothing else. */
export type PlainDeed = 'skip' | 'undoArrival' | 'undoFinish'

type PlainReasonFormProps = ReasonFormProps & { deed: PlainDeed }

/** The form of such a deed. */
export function PlainReasonForm({ deed, visitId, onSaved, onCancel }: PlainReasonFormProps) {
  const { t } = useTranslation('desk')
  const changes = {
    skip: useChange(SkipVisitDocument),
    undoArrival: useChange(UndoArrivalDocument),
    undoFinish: useChange(UndoFinishDocument),
  }
  const submit = async (form: FormData) => {
    const { failure } = await changes[deed]({ visitId, reason: neededText(form, 'reason') })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={t(`visits.${deed}`)} draft={`${deed} ${visitId}`} onSubmit={submit} onCancel={onCancel}>
      <TextField label={t('reason')} name="reason" required maxLength={200} />
    </ActionForm>
  )
}
