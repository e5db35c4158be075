import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { supplyItemEvents } from './events.ts'
import { supplyItemLoad } from './load.ts'
import { supplyItemPayload } from './payload.ts'

const RestoreSupplyItemInput = builder.inputType('RestoreSupplyItemInput', {
  description: 'Which item is restored. 恢复哪种物资。',
  fields: (t) => ({
    ...changeFields(t),
    itemId: t.id({ description: 'The global id of the item. 物资的编号。' }),
  }),
})

/** An item that was retired can be ordered again. */
export const restoreSupplyItem = deed('restoreSupplyItem', {
  does: { en: 'Offers a retired item again.', zh: '恢复停用的物资,可以重新预定。' },
  errors: {
    NOT_FOUND: { en: 'you see no such item', zh: '找不到物资' },
    CONFLICT: { en: 'the item is not retired', zh: '物资没有停用' },
  },
  input: RestoreSupplyItemInput,
  roles: ['COMMAND'],
  ids: { itemId: 'SupplyItem' },
  payload: supplyItemPayload,
  load: (actor, { itemId }) => supplyItemLoad(actor, itemId),
  decide({ item }, _) {
    if (!item.retiredAt) {
      throw conflict({ zh: '这种物资没有停用。', en: 'This item is not retired.' }, globalId('SupplyItem', item.id))
    }
    return {
      subjectId: item.id,
      writes: [update('SupplyItem', item.id, { retiredAt: null })],
      events: [supplyItemEvents.restored(item, { item: item.code })],
    }
  },
})
