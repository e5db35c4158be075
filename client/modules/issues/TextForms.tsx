import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useChange } from '#client/graph/useChange.ts'
import { CheckField } from '#client/ui/form/ChecksField.tsx'
import { allOf, neededText, textOf } from '#client/ui/form/form-values.ts'
import { type Option, SelectField } from '#client/ui/form/SelectField.tsx'
import { AreaField, TextField } from '#client/ui/form/TextField.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueCategory, IssueKind, Severity } from '#codegen/graph/graphql.ts'
import {
  AddIssueNoteDocument,
  AnswerIssueDocument,
  MergeIssueDocument,
  OpenIssuesDocument,
  ReopenIssueDocument,
  ReturnIssueDocument,
  SplitIssueDocument,
  UpdateIssueDocument,
  VoidIssueDocument,
} from './deed-documents.ts'
import { DeedForm, type LifeFormProps, partsNow } from './LifeForms.tsx'
import { TemplateMenu } from './TemplateMenu.tsx'
import { TitleField } from './TitleField.tsx'

/** Of whose part a deed is, where the command centre enters what an agency said; an agency acts for itself. */
function PartField({ issue, isForAgency }: Pick<LifeFormProps, 'issue'> & { isForAgency: boolean }) {
  const { t } = useTranslation('desk')
  const parts = partsNow(issue)
  if (isForAgency || parts.length < 2) return null
  const options = parts.map(({ agency }) => ({ value: agency.id, label: agency.name }))
  return <SelectField label={t('agency')} name="agencyId" options={options} />
}

type PartFormProps = LifeFormProps & { isForAgency: boolean }

/** What an agency has done. */
export function AnswerForm({ isForAgency, ...props }: PartFormProps) {
  const { t } = useTranslation('desk')
  const answer = useChange(AnswerIssueDocument)
  const issueId = props.issue.id
  return (
    <DeedForm
      {...props}
      deed="answer"
      submit={t('issues.answer')}
      change={(form) => answer({ issueId, agencyId: textOf(form, 'agencyId'), answer: neededText(form, 'answer') })}
    >
      <PartField issue={props.issue} isForAgency={isForAgency} />
      <TemplateMenu category={props.issue.category} field="answer" />
      <AreaField
        label={t('issues.answerText')}
        name="answer"
        rows={5}
        required
        maxLength={2000}
        hint={t('issues.answerHint')}
      />
    </DeedForm>
  )
}

/** Why an agency returns an issue, and who should take it. */
export function ReturnForm({ isForAgency, agencies, ...props }: PartFormProps & { agencies: Option[] }) {
  const { t } = useTranslation('desk')
  const giveBack = useChange(ReturnIssueDocument)
  const having = partsNow(props.issue).map(({ agency }) => agency.id)
  const change = (form: FormData) =>
    giveBack({
      issueId: props.issue.id,
      agencyId: textOf(form, 'agencyId'),
      reason: neededText(form, 'reason'),
      proposedAgencyId: textOf(form, 'proposedAgencyId'),
    })
  return (
    <DeedForm {...props} deed="return" submit={t('issues.return')} change={change}>
      <PartField issue={props.issue} isForAgency={isForAgency} />
      <AreaField label={t('issues.returnReason')} name="reason" required maxLength={500} />
      <SelectField
        label={t('issues.proposed')}
        name="proposedAgencyId"
        empty={t('issues.proposedNone')}
        options={agencies.filter(({ value }) => !having.includes(value))}
      />
    </DeedForm>
  )
}

/** Why an issue that is over is handled again. */
export function ReopenForm(props: LifeFormProps) {
  const { t } = useTranslation('desk')
  const reopen = useChange(ReopenIssueDocument)
  const issueId = props.issue.id
  return (
    <DeedForm
      {...props}
      deed="reopen"
      submit={t('issues.reopen')}
      change={(form) => reopen({ issueId, reason: neededText(form, 'reason') })}
    >
      <AreaField label={t('issues.reopenReason')} name="reason" required maxLength={500} />
    </DeedForm>
  )
}

/** Why an issue is wrong. */
export function VoidForm(props: LifeFormProps) {
  const { t } = useTranslation('desk')
  const voidIssue = useChange(VoidIssueDocument)
  const issueId = props.issue.id
  return (
    <DeedForm
      {...props}
      deed="void"
      submit={t('issues.void')}
      isDanger
      change={(form) => voidIssue({ issueId, reason: neededText(form, 'reason') })}
    >
      <p className="ui-note">{t('issues.voidHint')}</p>
      <AreaField label={t('reason')} name="reason" required maxLength={500} />
    </DeedForm>
  )
}

/** A note. `mayHide` is false for an enterprise, which writes no internal ones. */
export function NoteForm({ mayHide, ...props }: LifeFormProps & { mayHide: boolean }) {
  const { t } = useTranslation('desk')
  const note = useChange(AddIssueNoteDocument)
  const change = (form: FormData) =>
    note({ issueId: props.issue.id, text: neededText(form, 'text'), isInternal: allOf(form, 'isInternal').length > 0 })
  return (
    <DeedForm {...props} deed="note" submit={t('issues.note')} change={change}>
      <AreaField label={t('issues.noteText')} name="text" rows={4} required maxLength={2000} />
      {mayHide && (
        <CheckField name="isInternal" value="yes" field="isInternal" label={t('issues.internal')} isChecked />
      )}
    </DeedForm>
  )
}

/** The kind, category and severity of an issue. */
function ClassFields({ issue }: Pick<LifeFormProps, 'issue'>) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <>
      <div className="ui-row">
        <SelectField
          label={t('issues.kind')}
          name="kind"
          value={issue.kind}
          options={enums.IssueKind.map((value) => ({ value, label: common(`IssueKind.${value}`) }))}
        />
        <SelectField
          label={t('issues.category')}
          name="category"
          value={issue.category}
          options={enums.IssueCategory.map((value) => ({ value, label: common(`IssueCategory.${value}`) }))}
        />
        <SelectField
          label={t('issues.severity')}
          name="severity"
          value={issue.severity}
          options={enums.Severity.map((value) => ({ value, label: common(`Severity.${value}`) }))}
        />
      </div>
      <CheckField
        name="isEmergency"
        value="yes"
        field="isEmergency"
        label={t('issues.emergencyHint')}
        isChecked={issue.isEmergency}
      />
    </>
  )
}

const classesOf = (form: FormData) => ({
  kind: neededText(form, 'kind') as IssueKind,
  category: neededText(form, 'category') as IssueCategory,
  severity: neededText(form, 'severity') as Severity,
  isEmergency: allOf(form, 'isEmergency').length > 0,
})

/** Changes what an issue says. */
export function EditForm(props: LifeFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const update = useChange(UpdateIssueDocument)
  const { issue } = props
  const change = (form: FormData) =>
    update({
      issueId: issue.id,
      title: neededText(form, 'title'),
      ...classesOf(form),
      evidence: textOf(form, 'evidence') ?? '',
      saidBy: issue.saidBy == null ? null : (textOf(form, 'saidBy') ?? ''),
    })
  return (
    <DeedForm {...props} deed="edit" submit={common('save')} change={change}>
      <TitleField value={issue.title} />
      <ClassFields issue={issue} />
      <AreaField label={t('issues.evidence')} name="evidence" value={issue.evidence ?? ''} maxLength={2000} />
      {issue.saidBy != null && (
        <TextField label={t('issues.saidBy')} name="saidBy" value={issue.saidBy} maxLength={200} />
      )}
    </DeedForm>
  )
}

/** Makes an issue of its own of a part of one. */
export function SplitForm(props: LifeFormProps) {
  const { t } = useTranslation('desk')
  const split = useChange(SplitIssueDocument)
  const change = (form: FormData) =>
    split({ issueId: props.issue.id, title: neededText(form, 'title'), ...classesOf(form) })
  return (
    <DeedForm {...props} deed="split" submit={t('issues.split')} change={change}>
      <TextField label={t('issues.splitTitle')} name="title" required maxLength={100} />
      <ClassFields issue={props.issue} />
    </DeedForm>
  )
}

/** Merges an issue into another open one of the same enterprise. */
export function MergeForm(props: LifeFormProps) {
  const { t } = useTranslation('desk')
  const merge = useChange(MergeIssueDocument)
  const { issue } = props
  const [{ data }] = useQuery({ query: OpenIssuesDocument, variables: { enterpriseId: issue.enterprise.id } })
  const options = (data?.issues.edges ?? [])
    .filter(({ node }) => node.id !== issue.id)
    .map(({ node }) => ({ value: node.id, label: `${node.no} ${node.title}` }))
  if (data && options.length === 0) return <p>{t('issues.nothingToMerge')}</p>
  return (
    <DeedForm
      {...props}
      deed="merge"
      submit={t('issues.merge')}
      change={(form) =>
        merge({ issueId: issue.id, intoId: neededText(form, 'intoId'), reason: textOf(form, 'reason') })
      }
    >
      <SelectField label={t('issues.mergeInto')} name="intoId" options={options} required />
      <AreaField label={t('issues.mergeReason')} name="reason" maxLength={500} />
    </DeedForm>
  )
}
