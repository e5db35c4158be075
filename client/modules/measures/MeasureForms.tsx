import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#client/graph/errors.ts'
import { useChange } from '#client/graph/useChange.ts'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { neededText, textOf } from '#client/ui/form/form-values.ts'
import { type Option, SelectField } from '#client/ui/form/SelectField.tsx'
import { AreaField, TextField } from '#client/ui/form/TextField.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueCategory, MeasureResult, MeasureRowFragment } from '#codegen/graph/graphql.ts'
import {
  DropMeasureDocument,
  FinishMeasureDocument,
  RecordMeasureDocument,
  UpdateMeasureDocument,
} from './documents.ts'
import { WhatWorked } from './WhatWorked.tsx'

type Ends = { onSaved: () => void; onCancel: () => void }

type SendFormProps = Ends & {
  /** The deed and what it is done on: a draft is one of these. */
  draft: string
  submit: string
  isDanger?: boolean
  change: (form: FormData) => Promise<{ failure?: Failure | undefined }>
  children: ReactNode
}

function SendForm({ draft, submit, isDanger, change, onSaved, onCancel, children }: SendFormProps) {
  const send = async (form: FormData) => {
    const { failure } = await change(form)
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={submit} danger={isDanger ?? false} draft={draft} onSubmit={send} onCancel={onCancel}>
      {children}
    </ActionForm>
  )
}

/** The agencies that can carry a measure out; none are offered to an agency, which names itself. */
type Agencies = { agencies: Option[] | null }

function Fields({ agencies, measure }: Agencies & { measure?: MeasureRowFragment }) {
  const { t } = useTranslation('desk')
  return (
    <>
      <AreaField label={t('measures.what')} name="what" value={measure?.what} required maxLength={2000} rows={2} />
      <div className="ui-row">
        {agencies && (
          <SelectField
            label={t('measures.agency')}
            name="agencyId"
            value={measure?.agency?.id}
            empty={t('measures.noAgency')}
            options={agencies}
          />
        )}
        <TextField
          label={t('measures.who')}
          name="who"
          value={measure?.who}
          maxLength={200}
          hint={agencies ? t('measures.whoHint') : undefined}
        />
        <DateField
          label={t('measures.dueOn')}
          name="dueOn"
          value={measure?.dueOn ?? dateInDays(3)}
          {...(measure ? {} : { min: dateOf() })}
          required
        />
      </div>
      <TextField label={t('measures.expected')} name="expectedEffect" value={measure?.expectedEffect} maxLength={500} />
    </>
  )
}

const inputOf = (form: FormData) => ({
  what: neededText(form, 'what'),
  who: textOf(form, 'who') ?? '',
  dueOn: neededText(form, 'dueOn'),
  expectedEffect: textOf(form, 'expectedEffect') ?? '',
})

type RecordMeasureProps = Ends &
  Agencies & {
    enterpriseId: string
    /** The issue for which it is, where it is for one. */
    issue: { id: string; category: IssueCategory } | null
  }

/** Records a measure; for an issue what worked for such issues stands above the words. */
export function RecordMeasureForm({ enterpriseId, issue, agencies, ...ends }: RecordMeasureProps) {
  const { t } = useTranslation('desk')
  const record = useChange(RecordMeasureDocument)
  const change = (form: FormData) =>
    record({
      enterpriseId,
      issueIds: issue ? [issue.id] : [],
      ...inputOf(form),
      agencyId: textOf(form, 'agencyId'),
    })
  return (
    <SendForm {...ends} draft={`measure ${issue?.id ?? enterpriseId}`} submit={t('measures.record')} change={change}>
      {issue && <WhatWorked category={issue.category} />}
      <Fields agencies={agencies} />
    </SendForm>
  )
}

type MeasureFormProps = Ends & { measure: MeasureRowFragment }

/** Changes a measure that is still to be carried out. */
export function UpdateMeasureForm({ measure, agencies, ...ends }: MeasureFormProps & Agencies) {
  const { t: common } = useTranslation()
  const update = useChange(UpdateMeasureDocument)
  const change = (form: FormData) =>
    update({
      measureId: measure.id,
      ...inputOf(form),
      ...(agencies && { agencyId: textOf(form, 'agencyId') }),
    })
  return (
    <SendForm {...ends} draft={`update ${measure.id}`} submit={common('save')} change={change}>
      <Fields agencies={agencies} measure={measure} />
    </SendForm>
  )
}

/** What a measure has come to. */
export function FinishMeasureForm({ measure, ...ends }: MeasureFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const finish = useChange(FinishMeasureDocument)
  const change = (form: FormData) =>
    finish({
      measureId: measure.id,
      result: neededText(form, 'result') as MeasureResult,
      note: neededText(form, 'note'),
    })
  return (
    <SendForm {...ends} draft={`finish ${measure.id}`} submit={t('measures.finish')} change={change}>
      <p className="ui-note">{measure.what}</p>
      {measure.expectedEffect && (
        <p className="ui-note">
          {t('measures.expected')}:{measure.expectedEffect}
        </p>
      )}
      <SelectField
        label={t('measures.result')}
        name="result"
        options={enums.MeasureResult.map((value) => ({ value, label: common(`MeasureResult.${value}`) }))}
      />
      <AreaField label={t('measures.resultNote')} name="note" required maxLength={2000} />
    </SendForm>
  )
}

/** Why a measure is not carried out. */
export function DropMeasureForm({ measure, ...ends }: MeasureFormProps) {
  const { t } = useTranslation('desk')
  const drop = useChange(DropMeasureDocument)
  const change = (form: FormData) => drop({ measureId: measure.id, reason: neededText(form, 'reason') })
  return (
    <SendForm {...ends} draft={`drop ${measure.id}`} submit={t('measures.drop')} isDanger change={change}>
      <p className="ui-note">{measure.what}</p>
      <AreaField label={t('reason')} name="reason" required maxLength={500} />
    </SendForm>
  )
}
