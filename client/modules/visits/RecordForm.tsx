import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { textOf } from '#client/ui/form/form-values.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { VisitRowFragment } from '#codegen/graph/graphql.ts'
import { RecordVisitDocument } from './documents.ts'
import { OutsidePeriod } from './OutsidePeriod.tsx'
import { PaperSteps } from './PaperSteps.tsx'
import { paperOf } from './paper.ts'
import './visits.css'
import { CheckField } from '#client/ui/form/ChecksField.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { AreaField } from '#client/ui/form/TextField.tsx'

type RecordFormProps = {
  /** The id of the enterprise where it is fixed: the draft is one of that enterprise. */
  about?: string | undefined
  squad?: ReactNode
  enterprise?: ReactNode
  /** The boxes of the squad's members. */
  members: ReactNode
  stop?: VisitRowFragment
  onSaved: (id: string) => void
  onCancel: () => void
}

/**
 * The form that enters a visit which was written on paper, with its own times. `stop` is the planned visit that it
 * was, where there was one.
 */
export function RecordForm({ about, squad, enterprise, members, stop, onSaved, onCancel }: RecordFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const recordVisit = useChange(RecordVisitDocument)
  const submit = async (form: FormData) => {
    if (!textOf(form, 'enterpriseId')) return { message: t('enterprises.chooseFirst'), field: 'enterpriseId' }
    const { data, failure } = await recordVisit(paperOf(form))
    if (failure) return failure
    const { visit } = data.recordVisit
    // a form that is sent again may find that the visit has gone to another squad
    if (visit) onSaved(visit.id)
    else onCancel()
    return null
  }
  return (
    <ActionForm
      submit={t('visits.record')}
      draft={`paper ${stop?.id ?? about ?? ''}`}
      onSubmit={submit}
      onCancel={onCancel}
    >
      {squad}
      {enterprise}
      {stop && (
        <>
          <input type="hidden" name="visitId" value={stop.id} />
          <input type="hidden" name="squadId" value={stop.squad.id} />
          <input type="hidden" name="enterpriseId" value={stop.enterprise.id} />
        </>
      )}
      <div className="ui-row">
        <DateField
          label={t('visits.arrivedAt')}
          name="arrivedAt"
          withTime
          value={`${dateInDays(-1)}T09:00`}
          max={`${dateOf()}T23:59`}
          required
        />
        <DateField
          label={t('visits.finishedAt')}
          name="finishedAt"
          withTime
          value={`${dateInDays(-1)}T10:00`}
          max={`${dateOf()}T23:59`}
          required
        />
        <SelectField
          label={t('visits.outcome')}
          name="outcome"
          options={enums.VisitOutcome.map((value) => ({ value, label: common(`VisitOutcome.${value}`) }))}
        />
      </div>
      <OutsidePeriod finishedAt={`${dateInDays(-1)}T10:00`} />
      {members}
      <PaperSteps done={stop?.steps ?? []} />
      <details>
        <summary>{t('visits.checks')}</summary>
        {enums.CheckItem.map((item) => (
          <div className="ui-row" key={item}>
            <SelectField
              label={common(`CheckItem.${item}`)}
              name={`${item}.answer`}
              empty={t('visits.unchecked')}
              options={enums.CheckAnswer.map((value) => ({ value, label: common(`CheckAnswer.${value}`) }))}
            />
            <DateField label={t('visits.dueOn')} name={`${item}.fixBy`} />
          </div>
        ))}
      </details>
      <CheckField name="restNotSeen" field="restNotSeen" value="yes" label={t('visits.restNotSeen')} />
      <AreaField label={t('visits.followUp')} name="followUp" maxLength={2000} />
    </ActionForm>
  )
}
