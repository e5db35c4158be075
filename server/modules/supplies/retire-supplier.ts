import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { supplierEvents } from './events.ts'
import { supplierLoad } from './load.ts'
import { supplierPayload } from './payload.ts'

const RetireSupplierInput = builder.inputType('RetireSupplierInput', {
  description: 'Which supplier is retired. 停用哪家供应商。',
  fields: (t) => ({
    ...changeFields(t),
    supplierId: t.id({ description: 'The global id of the supplier. 供应商的编号。' }),
  }),
})

/** Nothing more is ordered from a supplier. Orders that name it go on to their end. */
export const retireSupplier = deed('retireSupplier', {
  does: {
    en: 'Retires a supplier: nothing more is ordered from it. Its orders go on.',
    zh: '停用一家供应商,不再向其预定;已有的订单照常。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such supplier', zh: '找不到供应商' },
    CONFLICT: { en: 'the supplier is retired already', zh: '供应商已经停用' },
  },
  input: RetireSupplierInput,
  roles: ['COMMAND'],
  ids: { supplierId: 'Supplier' },
  payload: supplierPayload,
  load: (actor, { supplierId }) => supplierLoad(actor, supplierId),
  decide({ supplier }, _, { at }) {
    if (supplier.retiredAt) {
      throw conflict(
        { zh: '这家供应商已经停用。', en: 'This supplier is retired already.' },
        globalId('Supplier', supplier.id),
      )
    }
    return {
      subjectId: supplier.id,
      writes: [update('Supplier', supplier.id, { retiredAt: at })],
      events: [supplierEvents.retired(supplier, {})],
    }
  },
})
