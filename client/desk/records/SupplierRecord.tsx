import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import type { Viewer } from '#client/graph/session.ts'
import { useItemWords } from '#client/modules/supplies/items.ts'
import { Facts } from '#client/ui/Facts.tsx'
import { numberText } from '#client/ui/numbers.ts'
import { Table } from '#client/ui/Table.tsx'
import type { SupplierRowFragment } from '#codegen/graph/graphql.ts'
import { SupplierRecordDocument } from './documents.ts'
import { RecordColumn, RecordFrame, RecordPart } from './RecordFrame.tsx'
import { RecordResult } from './RecordResult.tsx'

/** One supplier: whom to call, and how much of each item it can deliver a day. */
export function SupplierRecord({ id }: { viewer: Viewer; id: string }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: SupplierRecordDocument, variables: { id } })
  return (
    <RecordResult
      result={result}
      retry={again}
      pick={({ node }) => (node && 'contact' in node ? node : null)}
      title={t('nav.suppliers')}
    >
      {(supplier) => <SupplierPage supplier={supplier} />}
    </RecordResult>
  )
}

function SupplierPage({ supplier }: { supplier: SupplierRowFragment }) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const { name, contact, phone, items } = supplier
  return (
    <RecordFrame href={`/desk/suppliers/${supplier.id}`} kind={t('record.kind.supplier')} title={name} deeds={[]}>
      <RecordColumn>
        <RecordPart title={t('record.contacts')}>
          <Facts
            facts={[
              [t('orders.contact'), contact],
              [
                t('orders.phone'),
                phone && (
                  <a key="p" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
                    {phone}
                  </a>
                ),
              ],
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
