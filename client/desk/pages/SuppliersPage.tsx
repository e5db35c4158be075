import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { List } from '#client/desk/List.tsx'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { ExportButtons } from '#client/modules/reports/ExportButtons.tsx'
import { SuppliersDocument, SupplyItemsDocument } from '#client/modules/supplies/documents.ts'
import { SupplierForm } from '#client/modules/supplies/SupplierForm.tsx'
import { SupplierTable } from '#client/modules/supplies/SupplierTable.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { countText } from '#client/ui/numbers.ts'
import { Page } from '#client/ui/Page.tsx'
import { usePage } from '#client/ui/Pager.tsx'
import { useToast } from '#client/ui/Toast.tsx'

/** The page with the directory of suppliers. */
export function SuppliersPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const [{ data: catalogue }] = useQuery({ query: SupplyItemsDocument })
  const [result, again] = useQuery({
    query: SuppliersDocument,
    variables: usePage(),
  })
  const list = result.data?.suppliers
  return (
    <Page
      title={t('nav.suppliers')}
      note={list && t('shown', { text: countText(list) })}
      actions={
        <>
          <ExportButtons list="SUPPLIERS" />
          {may(viewer.role, 'createSupplier') && catalogue && (
            <DialogButton label={t('orders.addSupplier')} tone="main">
              {(close) => (
                <SupplierForm
                  items={catalogue.supplyItems}
                  onCancel={close}
                  onSaved={() => {
                    close()
                    again({ requestPolicy: 'network-only' })
                    say(t('orders.supplierAdded'))
                  }}
                />
              )}
            </DialogButton>
          )}
        </>
      }
    >
      <List
        result={result}
        retry={again}
        pick={(data) => data.suppliers}
        table={(rows) => <SupplierTable rows={rows} />}
      />
    </Page>
  )
}
