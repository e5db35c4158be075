import { type Change, type Receipt, write } from '#server/log/write.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { supplierEvents, supplyItemEvents } from './events.ts'

/** A further item that can be ordered. `kgPerUnit`: exact kilograms of one unit, where the unit is a weight. */
export type CreateSupplyItem = Change & {
  code: string
  name: string
  nameEn: string
  unit: string
  unitEn: string
  kgPerUnit?: number | null
}

/** Adds an item to what the union deals in, at the end of its list. */
export const createSupplyItem = (actor: Actor, input: CreateSupplyItem): Promise<Receipt> =>
  write(actor, 'createSupplyItem', input, async (tx) => {
    allow(actor, 'COMMAND')
    const { unionId } = actor
    const { code, name, nameEn, unit, unitEn, kgPerUnit } = input
    const position = await lastPosition(tx, unionId)
    const data = { unionId, code, name, nameEn, unit, unitEn, kgPerUnit: kgPerUnit ?? null, position: position + 1 }
    const [item] = await tx.supplyItem.createManyAndReturn({ data: [data], skipDuplicates: true })
    if (!item) {
      const taken = await tx.supplyItem.findUniqueOrThrow({ where: { unionId_code: { unionId, code } } })
      throw conflict(
        { zh: '这个物资代码已经有了。', en: 'There is an item with this code already.' },
        globalId('SupplyItem', taken.id),
      )
    }
    return {
      subjectId: item.id,
      unionId,
      events: [supplyItemEvents.created(item, { item: item.code })],
    }
  })

/** The place of the union's last item; the union's row is locked, so that two new items don't take the same next one. */
async function lastPosition(tx: Tx, unionId: string): Promise<number> {
  await tx.$queryRaw`SELECT 1 FROM "TradeUnion" WHERE id = ${unionId}::uuid FOR NO KEY UPDATE`
  const last = await tx.supplyItem.aggregate({ where: { unionId }, _max: { position: true } })
  return last._max.position ?? 0
}

/** A supplier, with what it can make or bring in a day. */
export type CreateSupplier = Change & {
  name: string
  contact: string
  phone: string
  items: { itemId: string; capacity: number }[]
}

/** Adds a supplier to the directory. */
export const createSupplier = (actor: Actor, input: CreateSupplier): Promise<Receipt> =>
  write(actor, 'createSupplier', input, async (tx) => {
    allow(actor, 'COMMAND')
    const { unionId } = actor
    const { name, contact, phone, items } = input
    const ids = [...new Set(items.map(({ itemId }) => itemId))]
    if (ids.length < items.length) {
      throw invalid('items', { zh: '同一物资只填一次。', en: 'Each item once.' })
    }
    if ((await tx.supplyItem.count({ where: { unionId, id: { in: ids } } })) < ids.length) throw notFound('items')
    const [supplier] = await tx.supplier.createManyAndReturn({
      data: [{ unionId, name, contact, phone }],
      skipDuplicates: true,
    })
    if (!supplier) {
      const taken = await tx.supplier.findUniqueOrThrow({ where: { unionId_name: { unionId, name } } })
      throw conflict(
        { zh: '这家供应商已经有了。', en: 'There is a supplier of this name already.' },
        globalId('Supplier', taken.id),
      )
    }
    await tx.supplierItem.createMany({ data: items.map((offer) => ({ ...offer, supplierId: supplier.id })) })
    return {
      subjectId: supplier.id,
      unionId,
      events: [supplierEvents.created(supplier, {})],
    }
  })
