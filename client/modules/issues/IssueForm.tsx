import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { CheckField } from '#client/ui/form/ChecksField.tsx'
import { allOf, neededText, textOf } from '#client/ui/form/form-values.ts'
import { type Option, SelectField } from '#client/ui/form/SelectField.tsx'
import { AreaField, TextField } from '#client/ui/form/TextField.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueCategory, IssueKind, IssueSource, Severity } from '#codegen/graph/graphql.ts'
import { AddIssueNoteDocument } from './deed-documents.ts'
import { OpenIssueDocument } from './documents.ts'
import { LikeIssues } from './LikeIssues.tsx'
import { TitleField } from './TitleField.tsx'

/** How the desk hears of an issue. An issue from a visit is opened by its squad. */
const deskSources: readonly IssueSource[] = ['CALL', 'FORM', 'ENTERPRISE']

type IssueFormProps = {
  /** The id of the enterprise whose record shows the form: the draft is one of that enterprise. */
  about?: string | undefined
  /** The id of the enterprise where no other can be chosen. */
  fixedId?: string | undefined
  /** The field that chooses the enterprise; its value is sent as `enterpriseId`. */
  enterprise: ReactNode
  agencies: Option[]
  /** True where an enterprise opens the issue by itself: nobody called and no form came. */
  isOfEnterprise: boolean
  /** The visit that brought it to light, where one did. */
  visitId?: string | undefined
  onSaved: (id: string) => void
  /** What was typed was added to this issue as a note. */
  onAdded: (id: string) => void
  onCancel: () => void
}

/** The form that opens an issue, or adds what was typed to one that is open already. */
export function IssueForm({ about, fixedId, enterprise, agencies, isOfEnterprise, visitId, ...props }: IssueFormProps) {
  const { onSaved, onAdded, onCancel } = props
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const openIssue = useChange(OpenIssueDocument)
  const addNote = useChange(AddIssueNoteDocument)
  /** The issue to which the form is added, while it is sent for that. */
  const target = useRef<string | null>(null)
  const addTo = (form: HTMLFormElement, issueId: string) => {
    target.current = issueId
    form.requestSubmit()
    target.current = null
  }
  const fixedSource: IssueSource | null = visitId ? 'VISIT' : isOfEnterprise ? 'ENTERPRISE' : null
  const submit = async (form: FormData) => {
    const enterpriseId = textOf(form, 'enterpriseId')
    const issueId = target.current
    if (issueId) {
      const { failure } = await addNote({ issueId, text: noteOf(form) })
      if (failure) return failure
      onAdded(issueId)
      return null
    }
    if (!enterpriseId) return { message: t('enterprises.chooseFirst'), field: 'enterpriseId' }
    const { data, failure } = await openIssue({
      enterpriseId,
      agencyId: textOf(form, 'agencyId'),
      kind: neededText(form, 'kind') as IssueKind,
      category: neededText(form, 'category') as IssueCategory,
      severity: neededText(form, 'severity') as Severity,
      isEmergency: allOf(form, 'isEmergency').length > 0,
      visitId: visitId ?? null,
      source: fixedSource ?? (neededText(form, 'source') as IssueSource),
      title: neededText(form, 'title'),
      evidence: textOf(form, 'evidence'),
      saidBy: textOf(form, 'saidBy'),
    })
    if (failure) return failure
    onSaved(data.openIssue.issue.id)
    return null
  }
  return (
    <ActionForm
      submit={t('issues.open')}
      draft={`issue ${visitId ?? about ?? ''}`}
      onSubmit={submit}
      onCancel={onCancel}
    >
      {enterprise}
      <TitleField />
      <LikeIssues enterpriseId={fixedId} onAdd={addTo} />
      <div className="ui-row">
        <SelectField
          label={t('issues.kind')}
          name="kind"
          value="DIFFICULTY"
          options={enums.IssueKind.map((value) => ({ value, label: common(`IssueKind.${value}`) }))}
        />
        <SelectField
          label={t('issues.category')}
          name="category"
          options={enums.IssueCategory.map((value) => ({ value, label: common(`IssueCategory.${value}`) }))}
        />
        <SelectField
          label={t('issues.severity')}
          name="severity"
          value="MEDIUM"
          options={enums.Severity.map((value) => ({ value, label: common(`Severity.${value}`) }))}
        />
        {!fixedSource && (
          <SelectField
            label={t('issues.source')}
            name="source"
            options={deskSources.map((value) => ({ value, label: common(`IssueSource.${value}`) }))}
          />
        )}
      </div>
      {!isOfEnterprise && (
        <CheckField name="isEmergency" value="yes" field="isEmergency" label={t('issues.emergencyHint')} />
      )}
      <AreaField label={t('issues.evidence')} name="evidence" maxLength={2000} />
      <div className="ui-row">
        <TextField label={t('issues.saidBy')} name="saidBy" maxLength={200} />
        {agencies.length > 0 && (
          <SelectField label={t('agency')} name="agencyId" empty={t('issues.agencyNone')} options={agencies} />
        )}
      </div>
    </ActionForm>
  )
}

/** What was typed into the form, as a note, which the enterprise reads: who said it is not for everybody. */
const noteOf = (form: FormData): string => ['title', 'evidence'].flatMap((name) => textOf(form, name) ?? []).join('\n')
