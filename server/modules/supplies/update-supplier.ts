import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { nothing } from '#server/log/load.ts'
import { insertAll, update } from '#server/log/rows.ts'
import { checkTextsOf } from '#server/modules/cell-texts/keep.ts'
import { builder } from '#server/platform/builder.ts'
import { enteredPhone } from '#server/platform/phones.ts'
import { line, shownPhone } from '#server/platform/text.ts'
import { supplierEvents } from './events.ts'
import { refuseRetiredSupplier, supplierLoad } from './load.ts'
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

const UpdateSupplierInput = builder.inputType('UpdateSupplierInput', {
  description: 'What is to be changed of a supplier; what is left out stays. 修改供应商,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    supplierId: t.id({ description: 'The global id of the supplier. 供应商的编号。' }),
    name: t.string({
      required: false,
      validate: line(1, 100),
      description: 'The name of the supplier, 1 to 100 characters. 供应商名称,1 至 100 字。',
    }),
    contact: t.string({
      required: false,
      validate: line(1, 100),
      description: 'The person to call, 1 to 100 characters. 联系人,1 至 100 字。',
    }),
    phone: t.string({
      required: false,
      validate: shownPhone,
      description: 'The phone number of that person. 联系电话。',
    }),
    items: t.field({
      type: [SupplierItemInput],
      required: false,
      description:
        'All items that it has from now on, each once, at most 50; they replace those that it has. 全部供应的物资,每种一次,至多 50 种,替换原有的。',
      validate: offersLimit,
    }),
  }),
})

/** Changes a supplier of the directory. Orders keep their supplier. */
export const updateSupplier = deed('updateSupplier', {
  does: {
    en: 'Changes a supplier’s name, contact, phone number or items.',
    zh: '修改供应商的名称、联系人、电话或供应的物资。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such supplier, or the union has no such item', zh: '找不到供应商或物资' },
    CONFLICT: { en: 'another supplier has this name, or the supplier is retired', zh: '已有同名供应商,或供应商已停用' },
    INVALID: { en: 'an item is given twice', zh: '同一物资填了两次' },
  },
  input: UpdateSupplierInput,
  roles: ['COMMAND'],
  ids: { supplierId: 'Supplier', 'items.itemId': 'SupplyItem' },
  payload: supplierPayload,
  load(actor, { supplierId, name, items }) {
    const { lock, read } = supplierLoad(actor, supplierId)
    return {
      lock,
      read: {
        ...read,
        namesake: name ? readSupplierOfName(actor.unionId, name) : nothing,
        known: readOfferedItems(actor.unionId, items ?? []),
      },
    }
  },
  decide({ supplier, namesake, known }, { name, contact, phone, items }, { at, actor }) {
    refuseRetiredSupplier(supplier)
    const { id } = supplier
    if (items) checkOffers(items, known)
    if (namesake && namesake.id !== id) throw supplierNameTaken(namesake.id)
    const columns = {
      name: name ?? supplier.name,
      contact: contact ?? supplier.contact,
      phone: phone == null ? supplier.phone : enteredPhone(phone, supplier.phone, 'phone'),
    }
    const changed = (['contact', 'phone'] as const).filter((column) => columns[column] !== supplier[column])
    return {
      subjectId: id,
      writes: [
        update('Supplier', id, columns),
        ...(items ? [Prisma.sql`DELETE FROM "SupplierItem" WHERE "supplierId" = ${id}::uuid`] : []),
        ...insertAll('SupplierItem', offerRows(id, items ?? [])),
        checkTextsOf(id, changed, { at, actor }),
      ],
      events: [supplierEvents.updated(supplier, {})],
    }
  },
})
