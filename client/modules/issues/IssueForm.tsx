import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText, textOf } from '#client/ui/form/form-values.ts'
import { type Option, SelectField } from '#client/ui/form/SelectField.tsx'
import { AreaField, TextField } from '#client/ui/form/TextField.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueCategory, IssueKind, IssueSource, Severity } from '#codegen/graph/graphql.ts'
import { OpenIssueDocument } from './documents.ts'

/** How the desk hears of an issue. An issue from a visit is opened by its squad. */
const deskSources: readonly IssueSource[] = ['CALL', 'FORM', 'ENTERPRISE']

type IssueFormProps = {
  /** The id of the enterprise where it is fixed: the draft is one of that enterprise. */
  about?: string | undefined
  /** The field that chooses the enterprise; its value is sent as `enterpriseId`. */
  enterprise: ReactNode
  agencies: Option[]
  /** True where an enterprise opens the issue by itself: nobody called and no form came. */
  isOfEnterprise: boolean
  /** The visit that brought it to light, where one did. */
  visitId?: string | undefined
  onSaved: (id: string) => void
  onCancel: () => void
}

/** The form that opens an issue. */
export function IssueForm({ about, enterprise, agencies, isOfEnterprise, visitId, onSaved, onCancel }: IssueFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const openIssue = useChange(OpenIssueDocument)
  const fixedSource: IssueSource | null = visitId ? 'VISIT' : isOfEnterprise ? 'ENTERPRISE' : null
  const submit = async (form: FormData) => {
    const enterpriseId = textOf(form, 'enterpriseId')
    if (!enterpriseId) return { message: t('enterprises.chooseFirst'), field: 'enterpriseId' }
    const { data, failure } = await openIssue({
      enterpriseId,
      agencyId: textOf(form, 'agencyId'),
      kind: neededText(form, 'kind') as IssueKind,
      category: neededText(form, 'category') as IssueCategory,
      severity: neededText(form, 'severity') as Severity,
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
      <TextField label={t('issues.title')} name="title" required maxLength={100} />
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
