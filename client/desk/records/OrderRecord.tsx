import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may } from '#client/desk/rights.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { SupplyOrderDocument } from '#client/modules/supplies/documents.ts'
import { useItemWords } from '#client/modules/supplies/items.ts'
import { OrderFacts } from '#client/modules/supplies/OrderFacts.tsx'
import { CancelOrderForm, QuantityForm } from '#client/modules/supplies/QuantityForm.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Page } from '#client/ui/Page.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { SupplyOrderRowFragment } from '#codegen/graph/graphql.ts'

/** One supply order and the actions on it. */
export function OrderRecord({ viewer, id }: { viewer: Viewer; id: string }) {
  const { t } = useTranslation('desk')
  const { nameOf } = useItemWords()
  const [result, again] = useQuery({ query: SupplyOrderDocument, variables: { id } })
  return (
    <QueryResult result={result} retry={again}>
      {({ supplyOrder: order }) =>
        order ? (
          <Page
            title={`${nameOf(order.item)} · ${order.enterprise.name}`}
            actions={<Actions viewer={viewer} order={order} />}
          >
            <OrderFacts order={order} />
          </Page>
        ) : (
          <Page title={t('nav.orders')}>
            <EmptyNote>{t('orders.missing')}</EmptyNote>
          </Page>
        )
      }
    </QueryResult>
  )
}

function Actions({ viewer, order }: { viewer: Viewer; order: SupplyOrderRowFragment }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const { role } = viewer
  const saved = (close: () => void) => () => {
    close()
    say(t('orders.saved'))
  }
  const open = !order.cancelledAt
  const offered = [
    ...(may(role, 'reserveSupply') && open ? (['reserved', 'dispatched'] as const) : []),
    ...(may(role, 'receiveSupply') ? (['received', 'accepted'] as const) : []),
  ]
  return (
    <>
      {offered.map((stage) => (
        <DialogButton key={stage} label={t(`orders.do.${stage}`)}>
          {(close) => (
            <QuantityForm
              order={order}
              stage={stage}
              mayCorrect={may(role, 'reserveSupply')}
              onCancel={close}
              onSaved={saved(close)}
            />
          )}
        </DialogButton>
      ))}
      {may(role, 'cancelSupply') && open && (
        <DialogButton label={t('orders.cancel')} title={t('orders.cancelTitle')} tone="danger">
          {(close) => <CancelOrderForm order={order} onCancel={close} onSaved={saved(close)} />}
        </DialogButton>
      )}
    </>
  )
}
