import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { may, sectionsOf } from '#client/desk/rights.ts'
import { Age } from '#client/graph/Age.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { IssueFacts, IssueMarks } from '#client/modules/issues/IssueFacts.tsx'
import { EntryPapers, useEntryPapers } from '#client/modules/papers/EntryPapers.tsx'
import type { IssueRecordQuery } from '#codegen/graph/graphql.ts'
import { IssueRecordDocument } from './documents.ts'
import { IssueLinks } from './IssueLinks.tsx'
import { IssueAgencies, IssueRelations } from './IssueParts.tsx'
import { MeasuresPart } from './MeasuresPart.tsx'
import { PapersPart } from './PapersPart.tsx'
import { RecordColumn, RecordFrame, RecordPart } from './RecordFrame.tsx'
import { RecordResult } from './RecordResult.tsx'
import { Timeline } from './Timeline.tsx'
import { useIssueDeeds } from './useIssueDeeds.tsx'
import { useIssueSteps } from './useIssueSteps.ts'

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
  const { papersOf, again } = useEntryPapers(issue.id)
  const mayAddTo = (authorId: string | undefined) =>
    may(viewer.role, 'addPaper') && (viewer.role === 'COMMAND' || authorId === viewer.id)
  return (
    <RecordFrame
      href={`/desk/issues/${issue.id}`}
      kind={`${t('record.kind.issue')} ${issue.no}`}
      title={issue.title}
      marks={
        <>
          <IssueMarks issue={issue} />
          {sectionsOf(viewer).includes('enterprises') && (
            <Link href={`/desk/enterprises/${enterprise.id}`}>{enterprise.name}</Link>
          )}
        </>
      }
      steps={useIssueSteps(issue)}
      deeds={useIssueDeeds(viewer, issue)}
    >
      <RecordColumn>
        {status === 'OPEN' && (
          <RecordPart title={t('issues.age')}>
            <Age since={issue.openedAt} />
          </RecordPart>
        )}
        <IssueAgencies viewer={viewer} issue={issue} />
        <IssueLinks viewer={viewer} issueId={issue.id} />
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
        <MeasuresPart viewer={viewer} enterpriseId={enterprise.id} issue={issue} />
        <IssueRelations issue={issue} />
        <PapersPart viewer={viewer} issueId={issue.id} />
      </RecordColumn>
      <RecordColumn>
        <Timeline
          of={issue.id}
          history={issue.history}
          below={({ actor }, entryId) => (
            <EntryPapers
              key={entryId}
              viewer={viewer}
              entryId={entryId}
              papers={papersOf(entryId)}
              again={again}
              mayAdd={mayAddTo(actor?.id)}
            />
          )}
        />
      </RecordColumn>
    </RecordFrame>
  )
}
