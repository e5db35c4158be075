import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { may, sectionsOf } from '#client/desk/rights.ts'
import { Age } from '#client/graph/Age.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { IssueFacts, IssueMarks } from '#client/modules/issues/IssueFacts.tsx'
import { CloseIssueForm } from '#client/modules/issues/IssueForm.tsx'
import type { Deed } from '#client/ui/DeedBar.tsx'
import { momentText } from '#client/ui/dates.ts'
import type { StepOfRecord } from '#client/ui/StepBar.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { IssueRecordQuery } from '#codegen/graph/graphql.ts'
import { IssueRecordDocument } from './documents.ts'
import { PapersPart } from './PapersPart.tsx'
import { RecordColumn, RecordFrame, RecordPart } from './RecordFrame.tsx'
import { RecordResult } from './RecordResult.tsx'
import { Timeline } from './Timeline.tsx'

type Issue = NonNullable<IssueRecordQuery['issue']>

/** One issue. */
export function IssueRecord({ viewer, id }: { viewer: Viewer; id: string }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: IssueRecordDocument, variables: { id } })
  return (
    <RecordResult
      result={result}
      retry={again}
      pick={(data) => data.issue}
      title={t('nav.issues')}
      missing={t('issues.missing')}
    >
      {(issue) => <IssuePage viewer={viewer} issue={issue} />}
    </RecordResult>
  )
}

function IssuePage({ viewer, issue }: { viewer: Viewer; issue: Issue }) {
  const { t } = useTranslation('desk')
  const { enterprise, evidence, closingNote, status } = issue
  return (
    <RecordFrame
      href={`/desk/issues/${issue.id}`}
      kind={t('record.kind.issue')}
      title={issue.title}
      marks={
        <>
          <IssueMarks issue={issue} />
          {sectionsOf(viewer.role).includes('enterprises') && (
            <Link href={`/desk/enterprises/${enterprise.id}`}>{enterprise.name}</Link>
          )}
        </>
      }
      steps={useSteps(issue)}
      deeds={useDeeds(viewer, issue)}
    >
      <RecordColumn>
        {status === 'OPEN' && (
          <RecordPart title={t('issues.age')}>
            <Age since={issue.openedAt} />
          </RecordPart>
        )}
        <RecordPart title={t('record.kind.issue')}>
          <IssueFacts issue={issue} />
        </RecordPart>
        {evidence && (
          <RecordPart title={t('issues.evidence')}>
            <p className="record-text">{evidence}</p>
          </RecordPart>
        )}
        {closingNote && (
          <RecordPart title={t('issues.closingNote')}>
            <p className="record-text">{closingNote}</p>
          </RecordPart>
        )}
        <PapersPart viewer={viewer} issueId={issue.id} />
      </RecordColumn>
      <RecordColumn>
        <Timeline of={issue.id} history={issue.history} />
      </RecordColumn>
    </RecordFrame>
  )
}

function useSteps({ openedAt, closedAt, agency, status }: Issue): StepOfRecord[] {
  const { t } = useTranslation('desk')
  const isClosed = status === 'CLOSED'
  const time = (at: string | null | undefined) => momentText(at).slice(5) || null
  return [
    { key: 'opened', label: t('record.step.opened'), state: 'done', note: time(openedAt) },
    {
      key: 'assigned',
      label: t('record.step.assigned'),
      state: agency ? 'done' : isClosed ? 'next' : 'now',
      note: agency?.name ?? t('issues.unassigned'),
    },
    {
      key: 'closed',
      label: t('record.step.closed'),
      state: isClosed ? 'done' : agency ? 'now' : 'next',
      note: time(closedAt),
    },
  ]
}

function useDeeds(viewer: Viewer, issue: Issue): Deed[] {
  const { t } = useTranslation('desk')
  const say = useToast()
  if (issue.status !== 'OPEN' || !may(viewer.role, 'closeIssue')) return []
  return [
    {
      key: 'close',
      label: t('issues.close'),
      form: (close) => (
        <CloseIssueForm
          issueId={issue.id}
          onCancel={close}
          onSaved={() => {
            close()
            say(t('issues.closed'), { href: `/desk/issues/${issue.id}` })
          }}
        />
      ),
    },
  ]
}
