import { useTranslation } from 'react-i18next'
import { partsNow } from '#client/modules/issues/LifeForms.tsx'
import { momentText } from '#client/ui/dates.ts'
import type { StepOfRecord, StepState } from '#client/ui/StepBar.tsx'
import type { IssueState, IssueWholeFragment } from '#codegen/graph/graphql.ts'

const steps = ['opened', 'assigned', 'taken', 'answered', 'closed'] as const

/** Which step comes next in each state. An issue that is parked, voided or merged has stopped where its agency had come to. */
const nextIn: Record<IssueState, (typeof steps)[number] | null> = {
  UNASSIGNED: 'assigned',
  ASSIGNED: 'taken',
  TAKEN: 'answered',
  ANSWERED: 'closed',
  PARKED: null,
  CLOSED: null,
  VOIDED: null,
  MERGED: null,
}

/** The steps of an issue, with who has it and when each was done. */
export function useIssueSteps(issue: IssueWholeFragment): StepOfRecord[] {
  const { t } = useTranslation('desk')
  const { state, openedAt, closedAt, agency } = issue
  const lead = partsNow(issue).find(({ leads }) => leads) ?? issue.parts.find(({ leads }) => leads)
  const times = {
    opened: openedAt,
    assigned: lead?.assignedAt,
    taken: lead?.takenAt,
    answered: lead?.answeredAt,
    closed: closedAt,
  }
  const next = nextIn[state]
  const reached = next ? steps.indexOf(next) : steps.findLastIndex((step) => times[step]) + 1
  return steps.map((key, place) => ({
    key,
    label: t(`record.step.${key}`),
    state: stateOf(place, reached, next !== null),
    note: place < reached || key === next ? noteOf(key) : null,
  }))

  function noteOf(key: (typeof steps)[number]): string | null {
    if (key === 'assigned') return agency?.name ?? t('issues.unassigned')
    return momentText(times[key]).slice(5) || null
  }
}

const stateOf = (place: number, reached: number, isHandled: boolean): StepState => {
  if (place < reached) return 'done'
  return isHandled && place === reached ? 'now' : 'next'
}
