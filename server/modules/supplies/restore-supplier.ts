import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { supplierEvents } from './events.ts'
import { supplierLoad } from './load.ts'
import { supplierPayload } from './payload.ts'

const RestoreSupplierInput = builder.inputType('RestoreSupplierInput', {
  description: 'Which supplier is restored. 恢复哪家供应商。',
  fields: (t) => ({
    ...changeFields(t),
    supplierId: t.id({ description: 'The global id of the supplier. 供应商的编号。' }),
  }),
})

/** A supplier that was retired is offered again. */
export const restoreSupplier = deed('restoreSupplier', {
  does: { en: 'Puts a retired supplier into use again.', zh: '恢复停用的供应商。' },
  errors: {
    NOT_FOUND: { en: 'you see no such supplier', zh: '找不到供应商' },
    CONFLICT: { en: 'the supplier is not retired', zh: '供应商没有停用' },
  },
  input: RestoreSupplierInput,
  roles: ['COMMAND'],
  ids: { supplierId: 'Supplier' },
  payload: supplierPayload,
  load: (actor, { supplierId }) => supplierLoad(actor, supplierId),
  decide({ supplier }, _) {
    if (!supplier.retiredAt) {
      throw conflict(
        { zh: '这家供应商没有停用。', en: 'This supplier is not retired.' },
        globalId('Supplier', supplier.id),
      )
    }
    return {
      subjectId: supplier.id,
      writes: [update('Supplier', supplier.id, { retiredAt: null })],
      events: [supplierEvents.restored(supplier, {})],
    }
  },
})
