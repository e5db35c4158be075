import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { supplyItemEvents } from './events.ts'
import { supplyItemLoad } from './load.ts'
import { supplyItemPayload } from './payload.ts'

const RetireSupplyItemInput = builder.inputType('RetireSupplyItemInput', {
  description: 'Which item is retired. 停用哪种物资。',
  fields: (t) => ({
    ...changeFields(t),
    itemId: t.id({ description: 'The global id of the item. 物资的编号。' }),
  }),
})

/** An item is not offered any more. Orders that were made of it go on to their end. */
export const retireSupplyItem = deed('retireSupplyItem', {
  does: {
    en: 'Takes an item out of what can be ordered. Orders of it go on.',
    zh: '停用一种物资,不再预定;已有的订单照常。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such item', zh: '找不到物资' },
    CONFLICT: { en: 'the item is retired already', zh: '物资已经停用' },
  },
  input: RetireSupplyItemInput,
  roles: ['COMMAND'],
  ids: { itemId: 'SupplyItem' },
  payload: supplyItemPayload,
  load: (actor, { itemId }) => supplyItemLoad(actor, itemId),
  decide({ item }, _, { at }) {
    if (item.retiredAt) {
      throw conflict({ zh: '这种物资已经停用。', en: 'This item is retired already.' }, globalId('SupplyItem', item.id))
    }
    return {
      subjectId: item.id,
      writes: [update('SupplyItem', item.id, { retiredAt: at })],
      events: [supplyItemEvents.retired(item, { item: item.code })],
    }
  },
})
