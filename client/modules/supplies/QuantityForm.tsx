import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { ChecksField } from '#client/ui/form/ChecksField.tsx'
import { allOf, neededText, numberOf, textOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import { numberText } from '#client/ui/numbers.ts'
import type { SupplyOrderRowFragment } from '#codegen/graph/graphql.ts'
import {
  AcceptSupplyDocument,
  CancelSupplyDocument,
  DispatchSupplyDocument,
  ReceiveSupplyDocument,
  ReserveSupplyDocument,
} from './documents.ts'
import { type Stage, useItemWords } from './items.ts'
import { SupplierField } from './OrderForm.tsx'

type StageOfChange = Exclude<Stage, 'requested'>
type Order = SupplyOrderRowFragment
type QuantityFormProps = {
  order: Order
  stage: StageOfChange
  /** The totals that are possible; more than `usual` may be received where `mayExceed` is true, once it is confirmed. */
  totals: { least: number; most: number; usual: number; mayExceed: boolean }
  isCorrection: boolean
  onSaved: () => void
  onCancel: () => void
}

/** The form that sets one quantity of an order to a new total. It begins with the usual total. */
export function QuantityForm({ order, stage, totals, isCorrection, onSaved, onCancel }: QuantityFormProps) {
  const { t } = useTranslation('desk')
  const { unitOf } = useItemWords()
  const change = useQuantityChange(stage)
  const { quantities } = order
  const submit = async (form: FormData) => {
    const { failure } = await change(order, isCorrection, form)
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm
      submit={isCorrection ? t('orders.correctStage', { stage: t(`orders.${stage}`) }) : t(`orders.do.${stage}`)}
      draft={`${isCorrection ? 'correct ' : ''}${stage} ${order.id}`}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <NumberField
        label={t('orders.total', { stage: t(`orders.${stage}`), unit: unitOf(order.item) })}
        name={stage}
        hint={t('orders.totalHint', { now: numberText(quantities[stage]) })}
        min={totals.least}
        max={totals.most}
        value={totals.usual}
        required
      />
      {stage === 'reserved' && <SupplierField itemId={order.item.id} chosen={order.supplier?.id} />}
      {totals.mayExceed && (
        <ChecksField
          legend={t('orders.moreThanSent')}
          name="ticks"
          options={[{ value: 'overDelivery', label: t('orders.overDelivery') }]}
        />
      )}
    </ActionForm>
  )
}

function useQuantityChange(stage: StageOfChange) {
  const reserve = useChange(ReserveSupplyDocument)
  const dispatch = useChange(DispatchSupplyDocument)
  const receive = useChange(ReceiveSupplyDocument)
  const accept = useChange(AcceptSupplyDocument)
  return (order: Order, correct: boolean, form: FormData) => {
    const ticks = allOf(form, 'ticks')
    const base = { orderId: order.id, correct }
    const total = numberOf(form, stage) ?? 0
    switch (stage) {
      case 'reserved':
        return reserve({ ...base, reserved: total, supplierId: textOf(form, 'supplierId') })
      case 'dispatched':
        return dispatch({ ...base, dispatched: total })
      case 'received':
        return receive({ ...base, received: total, confirmOverDelivery: ticks.includes('overDelivery') })
      case 'accepted':
        return accept({ ...base, accepted: total })
    }
  }
}

/** The form that cancels the part of an order that is not dispatched yet. */
export function CancelOrderForm(props: { order: Order; onSaved: () => void; onCancel: () => void }) {
  const { t } = useTranslation('desk')
  const cancelSupply = useChange(CancelSupplyDocument)
  const submit = async (form: FormData) => {
    const { failure } = await cancelSupply({ orderId: props.order.id, reason: neededText(form, 'reason') })
    if (failure) return failure
    props.onSaved()
    return null
  }
  return (
    <ActionForm
      submit={t('orders.cancel')}
      draft={`cancel ${props.order.id}`}
      onSubmit={submit}
      onCancel={props.onCancel}
      danger
    >
      <TextField label={t('reason')} name="reason" required maxLength={200} />
    </ActionForm>
  )
}
