import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { momentText } from '#client/ui/dates.ts'
import { Facts } from '#client/ui/Facts.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { IssueQuery } from '#codegen/graph/graphql.ts'
import { severityTone, statusTone } from './tones.ts'

/** All fields of an issue. */
export function IssueFacts({ issue }: { issue: NonNullable<IssueQuery['issue']> }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { enterprise, visit, squad } = issue
  return (
    <div className="ui-card">
      <Facts
        facts={[
          [
            t('enterprise'),
            <Link key="e" href={`/desk/enterprises/${enterprise.id}`}>
              {enterprise.name}
            </Link>,
          ],
          [
            t('issues.status'),
            <Tag key="s" tone={statusTone[issue.status]}>
              {common(`IssueStatus.${issue.status}`)}
            </Tag>,
          ],
          [t('issues.kind'), common(`IssueKind.${issue.kind}`)],
          [t('issues.category'), common(`IssueCategory.${issue.category}`)],
          [
            t('issues.severity'),
            <Tag key="v" tone={severityTone[issue.severity]}>
              {common(`Severity.${issue.severity}`)}
            </Tag>,
          ],
          [t('issues.source'), common(`IssueSource.${issue.source}`)],
          [t('squad'), squad && t('squadNumber', { number: squad.number })],
          [t('agency'), issue.agency?.name],
          [t('issues.saidBy'), issue.saidBy],
          [t('issues.openedAt'), momentText(issue.openedAt)],
          [t('issues.closedAt'), momentText(issue.closedAt)],
          [
            t('issues.visit'),
            visit && (
              <Link key="w" href={`/desk/visits/${visit.id}`}>
                {visit.plannedOn}
              </Link>
            ),
          ],
          [t('issues.evidence'), issue.evidence],
          [t('issues.closingNote'), issue.closingNote],
        ]}
      />
    </div>
  )
}
