import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may, sectionsOf } from '#client/desk/rights.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { IssuesDocument } from '#client/modules/issues/documents.ts'
import { useIssueColumns } from '#client/modules/issues/useIssueColumns.tsx'
import { VisitDocument } from '#client/modules/visits/documents.ts'
import { SkipVisitForm, VoidVisitForm } from '#client/modules/visits/ReasonForm.tsx'
import { RecordForm } from '#client/modules/visits/RecordForm.tsx'
import { Checklist, StepLog, VisitFacts, type WholeVisit } from '#client/modules/visits/VisitFacts.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Page, Part } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'
import { useToast } from '#client/ui/Toast.tsx'

/** One visit with its four steps, its checklist and its issues. */
export function VisitRecord({ viewer, id }: { viewer: Viewer; id: string }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: VisitDocument, variables: { id } })
  return (
    <QueryResult result={result} retry={again}>
      {({ visit }) =>
        visit ? (
          <Page
            title={t('visits.of', { name: visit.enterprise.name })}
            actions={<Actions viewer={viewer} visit={visit} />}
          >
            <VisitFacts visit={visit} />
            <StepLog visit={visit} />
            <Checklist visit={visit} />
            {sectionsOf(viewer.role).includes('issues') && <Issues visitId={visit.id} />}
          </Page>
        ) : (
          <Page title={t('nav.visits')}>
            <EmptyNote>{t('visits.missing')}</EmptyNote>
          </Page>
        )
      }
    </QueryResult>
  )
}

function Actions({ viewer, visit }: { viewer: Viewer; visit: WholeVisit }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  return (
    <>
      {may(viewer.role, 'planVisit') && visit.state === 'PLANNED' && (
        <DialogButton label={t('visits.record')} wide>
          {(close) => (
            <RecordForm
              stop={visit}
              onCancel={close}
              onSaved={() => {
                close()
                say(t('visits.recorded'))
              }}
            />
          )}
        </DialogButton>
      )}
      {may(viewer.role, 'planVisit') && visit.state === 'PLANNED' && (
        <DialogButton label={t('visits.skip')}>
          {(close) => (
            <SkipVisitForm
              visitId={visit.id}
              onCancel={close}
              onSaved={() => {
                close()
                say(t('visits.skipped'))
              }}
            />
          )}
        </DialogButton>
      )}
      {may(viewer.role, 'voidVisit') && visit.state !== 'VOIDED' && (
        <DialogButton label={t('visits.void')} title={t('visits.voidTitle')} tone="danger">
          {(close) => (
            <VoidVisitForm
              visitId={visit.id}
              onCancel={close}
              onSaved={() => {
                close()
                say(t('visits.voided'))
              }}
            />
          )}
        </DialogButton>
      )}
    </>
  )
}

function Issues({ visitId }: { visitId: string }) {
  const { t } = useTranslation('desk')
  const [{ data }] = useQuery({ query: IssuesDocument, variables: { filter: { visitId }, first: 50 } })
  const columns = useIssueColumns().filter(({ isUsual }) => isUsual !== false)
  if (!data?.issues.edges.length) return null
  return (
    <Part title={t('nav.issues')}>
      <div className="ui-list">
        <Table
          caption={t('nav.issues')}
          columns={columns}
          rows={data.issues.edges.map(({ node }) => node)}
          rowKey={({ id }) => id}
        />
      </div>
    </Part>
  )
}
