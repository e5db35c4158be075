import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many, oneOrNull, root } from '#server/log/load.ts'
import { insert, insertAll } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { line, phone } from '#server/platform/text.ts'
import { db } from '#server/postgres/db.ts'
import { visibleSuppliers } from './access.ts'
import { supplierEvents } from './events.ts'
import { mostOffers } from './limits.ts'
import { quantity } from './totals.ts'

const SupplierItemInput = builder.inputType('SupplierItemInput', {
  description: 'An item that a supplier has, and how much a day. 供应商供应的一种物资及日供应量。',
  fields: (t) => ({
    itemId: t.id({ description: 'The global id of the item. 物资的编号。' }),
    capacity: t.int({ validate: quantity, description: 'How many units it can deliver a day. 日供应量(按物资单位)。' }),
  }),
})

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
      validate: z.array(z.any()).max(mostOffers),
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
  payload: (t) => ({
    supplier: t.prismaField({
      type: 'Supplier',
      description: 'The new supplier in the directory. 名录中新增的供应商。',
      resolve: (query, { subjectId }, _, context) =>
        db.supplier.findFirstOrThrow({
          ...query,
          where: { AND: [{ id: subjectId! }, visibleSuppliers(signedIn(context))] },
        }),
    }),
  }),
  load: ({ unionId }, { name, items }) => ({
    lock: [root('TradeUnion', unionId)],
    read: {
      existing: oneOrNull<{ id: string }>(
        Prisma.sql`SELECT id FROM "Supplier" WHERE "unionId" = ${unionId}::uuid AND name = ${name}`,
      ),
      known: many<{ id: string }>(Prisma.sql`
        SELECT id FROM "SupplyItem"
        WHERE "unionId" = ${unionId}::uuid AND id = ANY(${items.map(({ itemId }) => itemId)}::uuid[])`),
    },
  }),
  decide({ existing, known }, { name, contact, phone, items }, { actor }) {
    const itemCount = new Set(items.map(({ itemId }) => itemId)).size
    if (itemCount < items.length) throw invalid('items', { zh: '同一物资只填一次。', en: 'Each item once.' })
    if (known.length < itemCount) throw notFound('items')
    if (existing) throw nameTaken(existing.id)
    const supplier = { id: newId(), unionId: actor.unionId, name, contact, phone }
    const offers = items.map((offer) => ({ id: newId(), supplierId: supplier.id, ...offer }))
    return {
      subjectId: supplier.id,
      writes: [insert('Supplier', supplier), ...insertAll('SupplierItem', offers)],
      events: [supplierEvents.created(supplier, {})],
    }
  },
})

/** CONFLICT: the union has a supplier of this name, which is shown. */
const nameTaken = (id: string) =>
  conflict({ zh: '这家供应商已经有了。', en: 'There is a supplier of this name already.' }, globalId('Supplier', id))
