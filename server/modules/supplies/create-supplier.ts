import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { insert, insertAll } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { newId } from '#server/platform/ids.ts'
import { line, phone } from '#server/platform/text.ts'
import { supplierEvents } from './events.ts'
import {
  checkOffers,
  offerRows,
  offersLimit,
  readOfferedItems,
  readSupplierOfName,
  SupplierItemInput,
  supplierNameTaken,
} from './offers.ts'
import { supplierPayload } from './payload.ts'

const CreateSupplierInput = builder.inputType('CreateSupplierInput', {
  description: 'A supplier for the directory. 新增的供应商。',
  fields: (t) => ({
    ...changeFields(t),
    name: t.string({
      validate: line(1, 100),
      description: 'The name of the supplier, 1 to 100 characters. 供应商名称,1 至 100 字。',
    }),
    contact: t.string({
      validate: line(1, 100),
      description: 'The person to call, 1 to 100 characters. 联系人,1 至 100 字。',
    }),
    phone: t.string({ validate: phone, description: 'The phone number of that person. 联系电话。' }),
    items: t.field({
      type: [SupplierItemInput],
      description: 'The items that it has, each once, at most 50. 供应的物资,每种一次,至多 50 种。',
      validate: offersLimit,
    }),
  }),
})

/** Adds a supplier to the union's directory, with how much of each item it can deliver a day. */
export const createSupplier = deed('createSupplier', {
  does: { en: 'Adds a supplier to the directory.', zh: '供应商名录中新增一家。' },
  errors: {
    NOT_FOUND: { en: 'the union has no such item', zh: '找不到物资' },
    CONFLICT: { en: 'there is a supplier of this name already', zh: '已有同名供应商' },
    INVALID: { en: 'an item is given twice', zh: '同一物资填了两次' },
  },
  input: CreateSupplierInput,
  roles: ['COMMAND'],
  ids: { 'items.itemId': 'SupplyItem' },
  payload: supplierPayload,
  load: ({ unionId }, { name, items }) => ({
    lock: [root('TradeUnion', unionId)],
    read: { namesake: readSupplierOfName(unionId, name), known: readOfferedItems(unionId, items) },
  }),
  decide({ namesake, known }, { name, contact, phone, items }, { actor }) {
    checkOffers(items, known)
    if (namesake) throw supplierNameTaken(namesake.id)
    const supplier = { id: newId(), unionId: actor.unionId, name, contact, phone }
    return {
      subjectId: supplier.id,
      writes: [insert('Supplier', supplier), ...insertAll('SupplierItem', offerRows(supplier.id, items))],
      events: [supplierEvents.created(supplier, {})],
    }
  },
})
