import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may } from '#client/desk/rights.ts'
import { PhoneNumber } from '#client/graph/PhoneNumber.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { useRetirement } from '#client/graph/useRetirement.ts'
import { RestoreSupplierDocument, RetireSupplierDocument } from '#client/modules/supplies/directory-documents.ts'
import { useItemWords } from '#client/modules/supplies/items.ts'
import { SupplierForm } from '#client/modules/supplies/SupplierForm.tsx'
import { useSupplyItems } from '#client/modules/supplies/useSupplyItems.ts'
import type { Deed } from '#client/ui/DeedBar.tsx'
import { Facts } from '#client/ui/Facts.tsx'
import { numberText } from '#client/ui/numbers.ts'
import { Table } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { SupplierRowFragment } from '#codegen/graph/graphql.ts'
import { SupplierRecordDocument } from './documents.ts'
import { RecordColumn, RecordFrame, RecordPart } from './RecordFrame.tsx'
import { RecordResult } from './RecordResult.tsx'

/** One supplier: whom to call, and how much of each item it can deliver a day. */
export function SupplierRecord({ viewer, id }: { viewer: Viewer; id: string }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: SupplierRecordDocument, variables: { id } })
  return (
    <RecordResult
      result={result}
      retry={again}
      pick={({ node }) => (node && 'contact' in node ? node : null)}
      title={t('nav.suppliers')}
    >
      {(supplier) => <SupplierPage viewer={viewer} supplier={supplier} />}
    </RecordResult>
  )
}

function SupplierPage({ viewer, supplier }: { viewer: Viewer; supplier: SupplierRowFragment }) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const { name, contact, phone, items } = supplier
  return (
    <RecordFrame
      href={`/desk/suppliers/${supplier.id}`}
      kind={t('record.kind.supplier')}
      title={name}
      marks={supplier.retiredAt && <Tag tone="quiet">{t('retired.retired')}</Tag>}
      deeds={useDeeds(viewer, supplier)}
    >
      <RecordColumn>
        <RecordPart title={t('record.contacts')}>
          <Facts
            facts={[
              [t('orders.contact'), contact],
              [t('orders.phone'), <PhoneNumber key="p" of={supplier.id} masked={phone} />],
            ]}
          />
        </RecordPart>
        <RecordPart title={t('orders.capacity')} count={items.length}>
          <Table
            caption={t('orders.capacity')}
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              { head: t('orders.item'), cell: ({ item }) => nameOf(item) },
              {
                head: t('orders.capacity'),
                cell: ({ item, capacity }) => `${numberText(capacity)} ${unitOf(item)}`,
                numeric: true,
              },
            ]}
          />
        </RecordPart>
      </RecordColumn>
    </RecordFrame>
  )
}

function useDeeds(viewer: Viewer, supplier: SupplierRowFragment): Deed[] {
  const { t } = useTranslation('desk')
  const say = useToast()
  const toggle = useRetirement({ retire: RetireSupplierDocument, restore: RestoreSupplierDocument })
  const items = useSupplyItems()
  if (!may(viewer.role, 'updateSupplier') || !items) return []
  const { id: supplierId, name, retiredAt } = supplier
  const edit: Deed = {
    key: 'edit',
    label: t('enterprises.edit'),
    form: (close) => (
      <SupplierForm
        supplier={supplier}
        items={items}
        onCancel={close}
        onSaved={() => {
          close()
          say(t('retired.changed'))
        }}
      />
    ),
  }
  return [
    ...(retiredAt ? [] : [edit]),
    {
      key: 'retire',
      label: retiredAt ? t('retired.restore') : t('retired.retire'),
      isRare: !retiredAt,
      act: () => void toggle(supplier, name, { supplierId }),
    },
  ]
}
