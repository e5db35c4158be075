import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { DeskViews } from '#client/desk/list/DeskViews.tsx'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { useWithUnion } from '#client/desk/list/useWithUnion.tsx'
import { SupplierRecord } from '#client/desk/records/lazy.tsx'
import { may } from '#client/desk/rights.ts'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import type { Viewer } from '#client/graph/session.ts'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { SuppliersDocument } from '#client/modules/supplies/directory-documents.ts'
import { SupplierForm } from '#client/modules/supplies/SupplierForm.tsx'
import { useSupplierColumns } from '#client/modules/supplies/useSupplierColumns.tsx'
import { useSupplyItems } from '#client/modules/supplies/useSupplyItems.ts'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { orderOf, useListAddress } from '#client/ui/list/address.ts'
import { choiceOf } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { useToast } from '#client/ui/Toast.tsx'

/** The page with the directory of suppliers. */
export function SuppliersPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const items = useSupplyItems()
  const { get, order } = useListAddress()
  const search = get('search')
  const columns = useWithUnion(useSupplierColumns())
  const orderBy = orderOf(order, columns)
  const [result, again] = useQuery({
    query: SuppliersDocument,
    variables: { ofAll: isAskedOverAll(), search, retired: get('retired') === 'true', orderBy, ...usePage() },
  })
  return (
    <ListPage
      title={t('nav.suppliers')}
      search={common('search')}
      filters={[choiceOf('retired', t('retired.shown'), ['true'], () => t('retired.retired'), t('retired.inUse'))]}
      views={<DeskViews viewer={viewer} list="SUPPLIERS" ready={[{ label: t('views.all'), address: '' }]} />}
      columns={columns}
      result={result}
      retry={again}
      pick={(data) => data.suppliers}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      href={({ id }) => `/desk/suppliers/${id}`}
      empty={t('orders.noSuppliers')}
      panel={(id) => <SupplierRecord key={id} viewer={viewer} id={id} />}
      actions={
        <>
          <ExportMenu
            list="SUPPLIERS"
            phones={viewer.role === 'COMMAND'}
            filter={{ search, supplierOrder: orderBy }}
            count={result.data?.suppliers}
          />
          {may(viewer.role, 'createSupplier') && items && (
            <DialogButton label={t('orders.addSupplier')} tone="main">
              {(close) => (
                <SupplierForm
                  items={items}
                  onCancel={close}
                  onSaved={(id) => {
                    close()
                    again({ requestPolicy: 'network-only' })
                    say(t('orders.supplierAdded'), { href: `/desk/suppliers/${id}` })
                  }}
                />
              )}
            </DialogButton>
          )}
        </>
      }
    />
  )
}
