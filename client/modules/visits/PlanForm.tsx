import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { DateField, TimeField } from '#client/ui/form/DateField.tsx'
import { neededText, textOf } from '#client/ui/form/form-values.ts'
import type { VisitRowFragment } from '#codegen/graph/graphql.ts'
import { PlanVisitDocument } from './documents.ts'
import { mostDays } from './most-days.ts'

type PlanFormProps = {
  /** The id of the enterprise where it is fixed: the draft is one of that enterprise. */
  about?: string | undefined
  /** The fields that choose the squad and the enterprise; their values are sent as `squadId` and `enterpriseId`. */
  squad: ReactNode
  enterprise: ReactNode
  /** The finished visit whose steps it takes up. */
  continues?: { id: string; followUpOn?: string | null } | undefined
  onSaved: (visit: VisitRowFragment) => void
  onCancel: () => void
}

/** The form that puts one enterprise on a squad’s list for a day. */
export function PlanForm({ about, squad, enterprise, continues, onSaved, onCancel }: PlanFormProps) {
  const { t } = useTranslation('desk')
  const planVisit = useChange(PlanVisitDocument)
  const submit = async (form: FormData) => {
    const enterpriseId = textOf(form, 'enterpriseId')
    if (!enterpriseId) return { message: t('enterprises.chooseFirst'), field: 'enterpriseId' }
    const [squadId, plannedOn] = [neededText(form, 'squadId'), neededText(form, 'plannedOn')]
    const { data, failure } = await planVisit({
      squadId,
      plannedOn,
      enterpriseId,
      agreedTime: textOf(form, 'agreedTime'),
      ...(continues && { continuesId: continues.id }),
    })
    if (failure) return failure
    const { visit } = data.planVisit
    // a form that is sent again may find that the visit has gone to another squad
    if (visit) onSaved(visit)
    else onCancel()
    return null
  }
  return (
    <ActionForm
      submit={t('visits.plan')}
      draft={`plan ${continues?.id ?? about ?? ''}`}
      onSubmit={submit}
      onCancel={onCancel}
    >
      {enterprise}
      <div className="ui-row">
        {squad}
        <DateField
          label={t('visits.day')}
          name="plannedOn"
          min={dateOf()}
          max={dateInDays(mostDays)}
          value={firstDay(continues?.followUpOn)}
          required
        />
        <TimeField label={t('visits.agreedTime')} name="agreedTime" />
      </div>
    </ActionForm>
  )
}

/** The day on which it was to be followed up, unless that is over or too far ahead. */
const firstDay = (followUpOn: string | null | undefined): string =>
  followUpOn && followUpOn > dateOf() && followUpOn <= dateInDays(mostDays) ? followUpOn : dateOf()
