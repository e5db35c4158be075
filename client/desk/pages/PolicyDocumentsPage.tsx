import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may } from '#client/desk/rights.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { useRetirement } from '#client/graph/useRetirement.ts'
import {
  PolicyDocumentsDocument,
  RestorePolicyDocumentDocument,
  RetirePolicyDocumentDocument,
} from '#client/modules/policy-documents/documents.ts'
import { PolicyDocumentForm } from '#client/modules/policy-documents/PolicyDocumentForm.tsx'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { Button } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { useListAddress } from '#client/ui/list/address.ts'
import { Page } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { PolicyDocumentRowFragment } from '#codegen/graph/graphql.ts'
import { RetiredSwitch } from './RetiredSwitch.tsx'

/** The page with the union's policy documents. */
export function PoliciesPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const mayChange = may(viewer.role, 'updatePolicyDocument')
  const { get, set } = useListAddress()
  const isRetired = get('retired') === 'true'
  const choose = (retired: boolean) => set({ retired: retired ? 'true' : undefined })
  const [result, again] = useQuery({ query: PolicyDocumentsDocument, variables: { retired: isRetired } })
  return (
    <Page
      title={t('nav.policies')}
      actions={
        <>
          <ExportMenu list="POLICIES" />
          {may(viewer.role, 'createPolicyDocument') && (
            <DialogButton label={t('policies.add')} tone="main">
              {(close) => (
                <PolicyDocumentForm
                  onCancel={close}
                  onSaved={() => {
                    close()
                    say(t('policies.added'))
                  }}
                />
              )}
            </DialogButton>
          )}
        </>
      }
    >
      {mayChange && <RetiredSwitch isRetired={isRetired} onChange={choose} />}
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
                  ...(mayChange
                    ? [
                        {
                          head: t('retired.deeds'),
                          cell: (document: PolicyDocumentRowFragment) => <DocumentDeeds document={document} />,
                        },
                      ]
                    : []),
                ]}
              />
            ) : (
              <EmptyNote>{emptyNote()}</EmptyNote>
            )
          }
        </QueryResult>
      </div>
    </Page>
  )

  function emptyNote(): string {
    if (isRetired) return t('retired.none')
    return mayChange ? t('policies.empty') : t('nothing')
  }
}

function DocumentDeeds({ document }: { document: PolicyDocumentRowFragment }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const toggle = useRetirement({ retire: RetirePolicyDocumentDocument, restore: RestorePolicyDocumentDocument })
  const { id: documentId, title, retiredAt } = document
  return (
    <div className="retired-deeds">
      <DialogButton label={common('edit')} title={t('policies.edit')} small>
        {(close) => (
          <PolicyDocumentForm
            document={document}
            onCancel={close}
            onSaved={() => {
              close()
              say(t('retired.changed'))
            }}
          />
        )}
      </DialogButton>
      <Button small onPress={() => void toggle(document, title, { documentId })}>
        {retiredAt ? t('retired.restore') : t('retired.retire')}
      </Button>
    </div>
  )
}
