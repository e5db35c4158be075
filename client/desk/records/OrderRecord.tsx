import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { mayCancel, type StageOfDeed, stagesToCorrect, stagesToDo, totalsFor } from '#client/desk/offers.ts'
import type { Viewer } from '#client/graph/session.ts'
import { Delivery } from '#client/modules/supplies/Delivery.tsx'
import { stages, useItemWords } from '#client/modules/supplies/items.ts'
import { OrderFacts, QuantityTable } from '#client/modules/supplies/OrderFacts.tsx'
import { CancelOrderForm, QuantityForm } from '#client/modules/supplies/QuantityForm.tsx'
import type { Deed } from '#client/ui/DeedBar.tsx'
import { numberText } from '#client/ui/numbers.ts'
import type { StepOfRecord } from '#client/ui/StepBar.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { OrderRecordQuery } from '#codegen/graph/graphql.ts'
import { OrderRecordDocument } from './documents.ts'
import { RecordColumn, RecordFrame, RecordPart } from './RecordFrame.tsx'
import { RecordResult } from './RecordResult.tsx'
import { Timeline } from './Timeline.tsx'

type Order = NonNullable<OrderRecordQuery['supplyOrder']>

/** One supply order. */
export function OrderRecord({ viewer, id }: { viewer: Viewer; id: string }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: OrderRecordDocument, variables: { id } })
  return (
    <RecordResult
      result={result}
      retry={again}
      pick={(data) => data.supplyOrder}
      title={t('nav.orders')}
      missing={t('orders.missing')}
    >
      {(order) => <OrderPage viewer={viewer} order={order} />}
    </RecordResult>
  )
}

function OrderPage({ viewer, order }: { viewer: Viewer; order: Order }) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const { item, enterprise, quantities } = order
  return (
    <RecordFrame
      href={`/desk/orders/${order.id}`}
      kind={t('record.kind.order')}
      title={`${nameOf(item)} ${numberText(quantities.requested)} ${unitOf(item)}`}
      marks={
        <>
          <Delivery order={order} />
          <Link href={`/desk/enterprises/${enterprise.id}`}>{enterprise.name}</Link>
        </>
      }
      steps={useSteps(viewer, order)}
      deeds={useDeeds(viewer, order)}
    >
      <RecordColumn>
        <RecordPart title={t('record.quantities')}>
          <QuantityTable order={order} />
        </RecordPart>
        <RecordPart title={t('record.kind.order')}>
          <OrderFacts order={order} />
        </RecordPart>
      </RecordColumn>
      <RecordColumn>
        <Timeline of={order.id} history={order.history} />
      </RecordColumn>
    </RecordFrame>
  )
}

/** The five quantities as bars, each against what was asked for. */
function useSteps({ role }: Viewer, order: Order): StepOfRecord[] {
  const { t } = useTranslation('desk')
  const { quantities } = order
  const next = stagesToDo(role, order)[0]
  const whole = Math.max(1, quantities.requested)
  return stages.map((stage) => ({
    key: stage,
    label: t(`orders.${stage}`),
    state: stage === next ? 'now' : quantities[stage] >= whole ? 'done' : 'next',
    share: quantities[stage] / whole,
    note: numberText(quantities[stage]),
  }))
}

/** The next step first; corrections and the end of the order in the menu. */
function useDeeds({ role }: Viewer, order: Order): Deed[] {
  const { t } = useTranslation('desk')
  const say = useToast()
  const saved = (close: () => void) => () => {
    close()
    say(t('orders.saved'), { href: `/desk/orders/${order.id}` })
  }
  const quantity = (stage: StageOfDeed, isCorrection: boolean): Deed[] => {
    const totals = totalsFor(role, order, stage, isCorrection)
    if (!totals) return []
    return [
      {
        key: `${isCorrection ? 'correct' : 'do'} ${stage}`,
        label: isCorrection ? t('orders.correctStage', { stage: t(`orders.${stage}`) }) : t(`orders.do.${stage}`),
        isRare: isCorrection,
        form: (close) => (
          <QuantityForm
            order={order}
            stage={stage}
            totals={totals}
            isCorrection={isCorrection}
            onCancel={close}
            onSaved={saved(close)}
          />
        ),
      },
    ]
  }
  const cancel: Deed = {
    key: 'cancel',
    label: t('orders.cancel'),
    title: t('orders.cancelTitle'),
    isDanger: true,
    isRare: true,
    form: (close) => <CancelOrderForm order={order} onCancel={close} onSaved={saved(close)} />,
  }
  return [
    ...stagesToDo(role, order).flatMap((stage) => quantity(stage, false)),
    ...stagesToCorrect(role, order).flatMap((stage) => quantity(stage, true)),
    ...(mayCancel(role, order) ? [cancel] : []),
  ]
}
