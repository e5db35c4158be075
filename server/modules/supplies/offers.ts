import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { many, oneOrNull, type Read } from '#server/log/load.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { mostOffers } from './limits.ts'
import { quantity } from './totals.ts'

/** What a supplier has of one item. `itemId` is the row id of the item. */
type Offer = { itemId: string; capacity: number }

/** An item that a supplier has, as the deeds on suppliers take it. */
export const SupplierItemInput = builder.inputType('SupplierItemInput', {
  description: 'An item that a supplier has, and how much a day. 供应商供应的一种物资及日供应量。',
  fields: (t) => ({
    itemId: t.id({ description: 'The global id of the item. 物资的编号。' }),
    capacity: t.int({ validate: quantity, description: 'How many units it can deliver a day. 日供应量(按物资单位)。' }),
  }),
})

/** At most as many offers as a supplier can have. */
export const offersLimit = z.array(z.any()).max(mostOffers)

/** Reads those of the offered items that the union has. */
export const readOfferedItems = (unionId: string, offers: readonly Offer[]): Read<{ id: string }[]> =>
  many(Prisma.sql`
    SELECT id FROM "SupplyItem"
    WHERE "unionId" = ${unionId}::uuid AND id = ANY(${offers.map(({ itemId }) => itemId)}::uuid[])`)

/** INVALID: an item is offered twice. NOT_FOUND: the union has no such item. */
export function checkOffers(offers: readonly Offer[], known: readonly { id: string }[]): void {
  const ids = new Set(offers.map(({ itemId }) => itemId))
  if (ids.size < offers.length) throw invalid('items', { zh: '同一物资只填一次。', en: 'Each item once.' })
  if (!offers.every(({ itemId }) => known.some(({ id }) => id === itemId))) throw notFound('items')
}

/** The rows of a supplier's offers. */
export const offerRows = (supplierId: string, offers: readonly Offer[]) =>
  offers.map(({ itemId, capacity }) => ({ id: newId(), supplierId, itemId, capacity }))

/** Reads the supplier of the union that has this name. */
export const readSupplierOfName = (unionId: string, name: string): Read<{ id: string } | null> =>
  oneOrNull(Prisma.sql`SELECT id FROM "Supplier" WHERE "unionId" = ${unionId}::uuid AND name = ${name}`)

/** CONFLICT: the union has a supplier of this name, which is shown. */
export const supplierNameTaken = (id: string) =>
  conflict({ zh: '这家供应商已经有了。', en: 'There is a supplier of this name already.' }, globalId('Supplier', id))
