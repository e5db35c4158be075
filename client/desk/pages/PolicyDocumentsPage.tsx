import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { PolicyDocumentsDocument } from '#client/modules/policy-documents/documents.ts'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Page } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'

/** The page with the union's policy documents. */
export function PoliciesPage() {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: PolicyDocumentsDocument })
  return (
    <Page title={t('nav.policies')} actions={<ExportMenu list="POLICIES" />}>
      <div className="ui-list">
        <QueryResult result={result} retry={again}>
          {({ policyDocuments }) =>
            policyDocuments.length ? (
              <Table
                caption={t('nav.policies')}
                rows={policyDocuments}
                rowKey={({ id }) => id}
                columns={[
                  { head: t('policies.title'), cell: ({ title }) => title },
                  { head: t('policies.issuer'), cell: ({ issuer }) => issuer || '—' },
                ]}
              />
            ) : (
              <EmptyNote>{t('nothing')}</EmptyNote>
            )
          }
        </QueryResult>
      </div>
    </Page>
  )
}
