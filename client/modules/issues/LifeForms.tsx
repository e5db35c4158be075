import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#client/graph/errors.ts'
import { useChange } from '#client/graph/useChange.ts'
import { dateInDays, dateOf, momentOf, momentText } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { CheckField, ChecksField } from '#client/ui/form/ChecksField.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { neededText, textOf } from '#client/ui/form/form-values.ts'
import { type Option, SelectField } from '#client/ui/form/SelectField.tsx'
import { AreaField } from '#client/ui/form/TextField.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { CallBackResult, IssueWholeFragment, WaitsFor } from '#codegen/graph/graphql.ts'
import {
  AssignIssueDocument,
  CallBackIssueDocument,
  CloseIssueDocument,
  ExtendIssueDocument,
  ParkIssueDocument,
} from './deed-documents.ts'

type Answer = Promise<{ failure?: Failure | undefined }>

/** What every form of a deed on an issue is given. */
export type LifeFormProps = { issue: IssueWholeFragment; onSaved: () => void; onCancel: () => void }

type DeedFormProps = LifeFormProps & {
  /** The key of the deed: a draft is one of this deed and issue. */
  deed: string
  submit: string
  isDanger?: boolean
  change: (form: FormData) => Answer
  children: ReactNode
}

/** The form of one deed on an issue: its fields, and what is said where it is refused. */
export function DeedForm({ issue, deed, submit, isDanger, change, onSaved, onCancel, children }: DeedFormProps) {
  const send = async (form: FormData) => {
    const { failure } = await change(form)
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm
      submit={submit}
      danger={isDanger ?? false}
      draft={`${deed} ${issue.id}`}
      onSubmit={send}
      onCancel={onCancel}
    >
      {children}
    </ActionForm>
  )
}

/** The agencies that have a part now, the one that leads first. */
export const partsNow = ({ parts }: Pick<IssueWholeFragment, 'parts'>) =>
  parts.filter(({ endedAt }) => !endedAt).toSorted((a, b) => Number(b.leads) - Number(a.leads))

/** Gives an issue to the agency that leads and to those that support it. */
export function AssignForm({ agencies, ...props }: LifeFormProps & { agencies: Option[] }) {
  const { t } = useTranslation('desk')
  const assign = useChange(AssignIssueDocument)
  const { issue } = props
  const parts = partsNow(issue)
  const lead = parts.find(({ leads }) => leads)?.agency.id ?? issue.proposedAgency?.id
  const supporting = parts.flatMap(({ leads, agency }) => (leads ? [] : agency.id))
  const change = (form: FormData) => {
    const agencyId = neededText(form, 'agencyId')
    const supportingIds = form.getAll('supportingIds').map(String)
    return assign({
      issueId: issue.id,
      agencyId,
      supportingIds: supportingIds.filter((id) => id !== agencyId),
      instruction: textOf(form, 'instruction'),
    })
  }
  return (
    <DeedForm {...props} deed="assign" submit={t('issues.assign')} change={change}>
      <SelectField label={t('issues.lead')} name="agencyId" value={lead} options={agencies} isOpen={!lead} required />
      <ChecksField legend={t('issues.supporting')} name="supportingIds" options={agencies} chosen={supporting} />
      <AreaField label={t('issues.instruction')} name="instruction" maxLength={500} hint={t('issues.internalHint')} />
    </DeedForm>
  )
}

/** What the enterprise said when it was called back, or says by itself: the issue is closed, or goes back to work. */
export function CallBackForm({ isOfEnterprise, ...props }: LifeFormProps & { isOfEnterprise: boolean }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const close = useChange(CloseIssueDocument)
  const callBack = useChange(CallBackIssueDocument)
  const { id: issueId, state } = props.issue
  const isAnswered = state === 'ANSWERED'
  const [said, setSaid] = useState('SOLVED')
  const change = (form: FormData) => {
    const note = neededText(form, 'note')
    const result = isAnswered ? (neededText(form, 'result') as CallBackResult) : 'SOLVED'
    if (result === 'SOLVED' || form.get('closes')) return close({ issueId, result, closingNote: note })
    return callBack({ issueId, result, note })
  }
  return (
    <DeedForm
      {...props}
      deed="callBack"
      submit={t(isOfEnterprise ? 'issues.own.send' : isAnswered ? 'issues.saveCallBack' : 'issues.close')}
      change={change}
    >
      {isAnswered ? (
        <>
          <SelectField
            label={t(isOfEnterprise ? 'issues.own.say' : 'issues.result')}
            name="result"
            options={enums.CallBackResult.map((value) => ({ value, label: common(`CallBackResult.${value}`) }))}
            onChange={setSaid}
          />
          {said !== 'SOLVED' && (
            <CheckField name="closes" value="yes" field="closes" label={t('issues.closesAnyway')} />
          )}
        </>
      ) : (
        <p className="ui-note">{t(isOfEnterprise ? 'issues.own.closesBefore' : 'issues.closesBefore')}</p>
      )}
      <AreaField
        label={t(isOfEnterprise ? 'issues.own.note' : 'issues.callBackNote')}
        name="note"
        required
        maxLength={2000}
      />
    </DeedForm>
  )
}

const aDay = 86_400_000

/** A moment as a field of the form has it. */
const localText = (moment: number) => momentText(new Date(moment).toISOString()).replace(' ', 'T')

/** Puts the deadline of an issue off: by a day, where nothing else is chosen. */
export function ExtendForm(props: LifeFormProps) {
  const { t } = useTranslation('desk')
  const extend = useChange(ExtendIssueDocument)
  const { id: issueId, doneBy } = props.issue
  const [local, dayLater] = [0, 1].map((days) => (doneBy ? localText(Date.parse(doneBy) + days * aDay) : ''))
  const change = (form: FormData) =>
    extend({ issueId, doneBy: momentOf(neededText(form, 'doneBy')), reason: neededText(form, 'reason') })
  return (
    <DeedForm {...props} deed="extend" submit={t('issues.do.extend')} change={change}>
      <p className="ui-note">{t('clock.extendHint')}</p>
      <DateField label={t('clock.newDoneBy')} name="doneBy" value={dayLater} min={local} withTime required />
      <AreaField label={t('clock.extendReason')} name="reason" required maxLength={500} />
    </DeedForm>
  )
}

/** Parks an issue until a day, or gives a parked one another day. */
export function ParkForm(props: LifeFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const park = useChange(ParkIssueDocument)
  const { id: issueId, reviewOn, waitsFor } = props.issue
  const change = (form: FormData) =>
    park({
      issueId,
      reason: neededText(form, 'reason'),
      reviewOn: neededText(form, 'reviewOn'),
      waitsFor: neededText(form, 'waitsFor') as WaitsFor,
    })
  return (
    <DeedForm {...props} deed="park" submit={t('issues.park')} change={change}>
      <DateField
        label={t('issues.reviewOn')}
        name="reviewOn"
        value={reviewOn ?? dateInDays(7)}
        min={dateOf()}
        required
      />
      <SelectField
        label={t('clock.waitsFor')}
        name="waitsFor"
        value={waitsFor ?? 'SUPERIOR'}
        options={enums.WaitsFor.map((value) => ({ value, label: common(`WaitsFor.${value}`) }))}
      />
      <AreaField label={t('issues.parkReason')} name="reason" required maxLength={500} />
    </DeedForm>
  )
}
