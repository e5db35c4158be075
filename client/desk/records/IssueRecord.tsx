import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may } from '#client/desk/rights.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { IssueDocument } from '#client/modules/issues/documents.ts'
import { IssueFacts } from '#client/modules/issues/IssueFacts.tsx'
import { CloseIssueForm } from '#client/modules/issues/IssueForm.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Page } from '#client/ui/Page.tsx'
import { useToast } from '#client/ui/Toast.tsx'

/** One issue. */
export function IssueRecord({ viewer, id }: { viewer: Viewer; id: string }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const [result, again] = useQuery({ query: IssueDocument, variables: { id } })
  return (
    <QueryResult result={result} retry={again}>
      {({ issue }) =>
        issue ? (
          <Page
            title={issue.title}
            actions={
              may(viewer.role, 'closeIssue') &&
              issue.status === 'OPEN' && (
                <DialogButton label={t('issues.close')} tone="main">
                  {(close) => (
                    <CloseIssueForm
                      issueId={issue.id}
                      onCancel={close}
                      onSaved={() => {
                        close()
                        say(t('issues.closed'))
                      }}
                    />
                  )}
                </DialogButton>
              )
            }
          >
            <IssueFacts issue={issue} />
          </Page>
        ) : (
          <Page title={t('nav.issues')}>
            <EmptyNote>{t('issues.missing')}</EmptyNote>
          </Page>
        )
      }
    </QueryResult>
  )
}
