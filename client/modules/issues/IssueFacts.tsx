import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { momentText } from '#client/ui/dates.ts'
import { Facts } from '#client/ui/Facts.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { IssueRowFragment, IssueWholeFragment } from '#codegen/graph/graphql.ts'
import { ClockMark } from './ClockMark.tsx'
import { severityTone, stateTone } from './tones.ts'

/** How an issue stands and how severe it is, as marks. */
export function IssueMarks({ issue }: { issue: IssueRowFragment }) {
  const { t } = useTranslation()
  const { t: desk } = useTranslation('desk')
  return (
    <>
      <Tag tone={severityTone[issue.severity]}>{t(`Severity.${issue.severity}`)}</Tag>
      {issue.isEmergency && <Tag tone="alert">{t('emergency')}</Tag>}
      <Tag tone={stateTone[issue.state]}>{t(`IssueState.${issue.state}`)}</Tag>
      <ClockMark issue={issue} />
      {issue.reviewOn && <span>{desk('issues.until', { day: issue.reviewOn })}</span>}
      {issue.returns > 0 && <span>{desk('issues.returned', { count: issue.returns })}</span>}
      {issue.needsConsultation && <Tag tone="alert">{desk('issues.consult')}</Tag>}
      <span>
        {t(`IssueKind.${issue.kind}`)} · {t(`IssueCategory.${issue.category}`)}
      </span>
    </>
  )
}

/** Where an issue comes from, and who takes it. */
export function IssueFacts({ issue }: { issue: IssueWholeFragment }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { visit, squad } = issue
  return (
    <Facts
      facts={[
        [t('issues.source'), common(`IssueSource.${issue.source}`)],
        [t('squad'), squad && t('squadNumber', { number: squad.number })],
        [t('issues.saidBy'), issue.saidBy],
        [
          t('issues.visit'),
          visit && (
            <Link key="w" href={`/desk/visits/${visit.id}`}>
              {visit.plannedOn}
            </Link>
          ),
        ],
        [t('issues.openedAt'), momentText(issue.openedAt)],
        [
          t('clock.doneBy'),
          issue.doneBy &&
            `${momentText(issue.doneBy)}${issue.extensions ? ` ${t('clock.extended', { count: issue.extensions })}` : ''}`,
        ],
        [
          t('issues.calledBack'),
          issue.callBackResult &&
            `${common(`CallBackResult.${issue.callBackResult}`)} ${momentText(issue.calledBackAt)}`,
        ],
        [t('issues.closedAt'), momentText(issue.closedAt)],
      ]}
    />
  )
}
