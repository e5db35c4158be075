import { isDeepStrictEqual } from 'node:util'
import { Prisma, type Supplier, type SupplyItem } from '#codegen/prisma/client.ts'
import { many, type Read, root } from '#server/log/load.ts'
import { inputCell, partsOf, textCell } from '#server/modules/rosters/cells.ts'
import { wordList } from '#server/modules/rosters/header.ts'
import {
  applyDecisions,
  type ChangedCell,
  type RefusedCell,
  type RosterKind,
  type RowDecision,
} from '#server/modules/rosters/kind.ts'
import { phoneCell } from '#server/modules/rosters/readings.ts'
import { visibleSuppliers, visibleSupplyItems } from '#server/modules/supplies/access.ts'
import { createSupplier } from '#server/modules/supplies/create-supplier.ts'
import { refuseRetiredSupplier } from '#server/modules/supplies/load.ts'
import { quantity } from '#server/modules/supplies/totals.ts'
import { updateSupplier } from '#server/modules/supplies/update-supplier.ts'
import type { Actor } from '#server/platform/context.ts'
import { line } from '#server/platform/text.ts'

/** The values of a row. */
export type SupplierEntry = {
  name: string
  contact?: string | null
  phone?: string | null
  items?: string | null
  capacity?: string | null
}

type Offer = { itemId: string; capacity: number }

/** A supplier of the directory with what it offers. */
export type KnownSupplier = Supplier & { offers: Offer[] }

type Reads = { suppliers: Read<KnownSupplier[]>; items: Read<SupplyItem[]> }

/** The directory of suppliers, in the shape of 西安市部分应急防控物资生产企业联系表. */
export const supplierRoster: RosterKind<SupplierEntry, Reads, RowDecision> = {
  columns: {
    name: {
      name: { zh: '企业名称', en: 'Supplier' },
      words: wordList(
        '企业名称 | 供应商 | 供应商名称 | 生产企业 | 单位名称 | 公司名称 | 厂家 | 名称 | supplier | supplier name | company name | company | name',
      ),
      cell: inputCell(line(1, 100)),
      isRequired: true,
      hint: { zh: '1 至 100 字', en: '1 to 100 characters' },
      example: '西安秦岭口罩厂',
    },
    contact: {
      name: { zh: '联系人', en: 'Contact' },
      words: wordList('联系人 | 负责人 | 业务联系人 | contact | contact person'),
      cell: inputCell(line(1, 100)),
      hint: { zh: '1 至 100 字;新供应商必填', en: '1 to 100 characters; needed for a new supplier' },
      example: '赵六',
    },
    phone: {
      name: { zh: '电话', en: 'Phone' },
      phoneOf: 'contact',
      cell: phoneCell,
      hint: { zh: '手机号,或带区号的电话;新供应商必填', en: 'A phone number; needed for a new supplier' },
      example: '13700000000',
    },
    items: {
      name: { zh: '物资', en: 'Items' },
      words: wordList(
        '物资 | 物资名称 | 供应物资 | 产品 | 产品名称 | 主要产品 | 品种 | 供应物资与日产能 | items | items and units a day | item | product | products',
      ),
      cell: textCell(1, 500),
      hint: {
        zh: '物资清单里的名称;几种之间用顿号,后面可写日产能,如 口罩 80000、酒精 500',
        en: 'Names of supply items with commas between; each may be followed by its units a day: Mask 80000, Alcohol 500',
      },
      example: '口罩',
    },
    capacity: {
      name: { zh: '日产能', en: 'Units a day' },
      words: wordList('日产能 | 产能 | 日产量 | 日供应量 | 每日产能 | 产量 | units a day | capacity | daily capacity'),
      cell: textCell(1, 200),
      hint: {
        zh: '每日数量,按物资的单位;几种之间用顿号,与物资对应',
        en: 'How many units a day; with commas between, in the order of the items',
      },
      example: '80000',
    },
  },
  subject: 'Supplier',
  keepsTexts: true,
  needs: [['name'], ['phone', 'items']],
  mostRows: 2000,
  nameOf: ({ name, items }) => ({ name, key: items }),
  load: (actor, rows) => ({
    lock: [root('TradeUnion', actor.unionId)],
    read: {
      suppliers: readSuppliersWhere(
        actor,
        Prisma.sql`s.name = ANY(${rows.flatMap(({ entry }) => entry?.name ?? [])}::text[])`,
      ),
      items: readItems(actor),
    },
  }),
  comparer({ suppliers, items }, moment) {
    const known = new Map(suppliers.map((supplier) => [supplier.name, supplier]))
    const itemOf = itemFinder(items.filter(({ retiredAt }) => !retiredAt))
    return (told, _, unsettled) => {
      const supplier = known.get(told.name)
      const { entry, texts } = supplier ? unsettled(supplier.id) : { entry: told, texts: undefined }
      const offers = offersOf(entry, itemOf)
      if (!offers.every(isOffer)) return offers.filter((offer) => !isOffer(offer)) as RefusedCell[]
      const { name, contact, phone } = entry
      if (!supplier) {
        if (!contact || !phone) return [{ column: contact ? 'phone' : 'contact', reason: 'REQUIRED' }]
        const input = { clientId: '', name, contact, phone, items: offers }
        const state = { namesake: null, known: items }
        const effect = createSupplier.decide(state, input, { ...moment, prepared: undefined })
        const made = {
          id: effect.subjectId,
          unionId: moment.actor.unionId,
          retiredAt: null,
          name,
          contact,
          phone,
          offers,
        }
        known.set(name, made)
        return { isNew: true, subjectId: null, effect }
      }
      refuseRetiredSupplier(supplier)
      const after = changed(supplier, entry, offers)
      const changes = changesOf(supplier, after, items)
      if (changes.length === 0) return { isNew: false, subjectId: supplier.id, entry, texts }
      const input = {
        clientId: '',
        supplierId: supplier.id,
        contact: after.contact,
        phone: after.phone,
        items: after.offers,
      }
      const state = { supplier, namesake: null, known: items }
      const effect = updateSupplier.decide(state, input, { ...moment, prepared: undefined })
      known.set(name, after)
      return { isNew: false, subjectId: supplier.id, entry, texts, changes, effect }
    }
  },
  apply: applyDecisions,
}

/** True for an offer, false for a cell that is refused. */
export const isOffer = (offer: Offer | RefusedCell): offer is Offer => 'itemId' in offer

/** The supplier as it is after the row: what the row leaves out stays, and so do the items that it does not name. */
function changed(supplier: KnownSupplier, { contact, phone }: SupplierEntry, offers: readonly Offer[]): KnownSupplier {
  const others = supplier.offers.filter(({ itemId }) => !offers.some((offer) => offer.itemId === itemId))
  const kept = supplier.offers.filter((offer) => !others.includes(offer))
  const isSame = offers.every((offer) => kept.some((each) => isDeepStrictEqual(each, offer)))
  const after = isSame ? supplier.offers : [...others, ...offers]
  return { ...supplier, contact: contact ?? supplier.contact, phone: phone ?? supplier.phone, offers: after }
}

/** What the row changes of the supplier. */
function changesOf(before: KnownSupplier, after: KnownSupplier, items: readonly SupplyItem[]): ChangedCell[] {
  const cells = [
    { column: 'contact', from: before.contact, to: after.contact },
    { column: 'phone', from: before.phone, to: after.phone },
    { column: 'items', from: offersText(before.offers, items), to: offersText(after.offers, items) },
  ]
  return cells.filter(({ from, to }) => from !== to)
}

/** The offers as a text, which a row may hold. */
export const offersText = (offers: readonly Offer[], items: readonly SupplyItem[]): string =>
  offers
    .map(({ itemId, capacity }) => `${items.find(({ id }) => id === itemId)?.name} ${capacity}`)
    .sort()
    .join('、')

/** Makes what finds an item by its name in either language, or its code. */
export function itemFinder(items: readonly SupplyItem[]): (word: string) => SupplyItem | undefined {
  const byWord = new Map(
    items.flatMap((item) => [item.name, item.nameEn, item.code].map((word) => [word.toLowerCase(), item] as const)),
  )
  return (word) => byWord.get(word.toLowerCase())
}

/** The offers of a row, or the cells for which it is refused. */
export function offersOf(
  { items, capacity }: SupplierEntry,
  itemOf: ReturnType<typeof itemFinder>,
): (Offer | RefusedCell)[] {
  const capacities = partsOf(capacity ?? '')
  return partsOf(items ?? '').map((part, place) => {
    const [, word = part, amount] = /^(.*?\D)[\s::]*([\d.,]+\s*万?[^\d,]*)$/.exec(part) ?? []
    const item = itemOf(part) ?? itemOf(word.trim())
    if (!item) return { column: 'items', sentence: unknownItem(word.trim()) }
    const count = unitsOf(itemOf(part) ? capacities[place] : (amount ?? capacities[place]))
    return count === null ? { column: 'capacity', sentence: noCapacity(item) } : { itemId: item.id, capacity: count }
  })
}

/** A number of units such as 80000, 80,000只 or 8万; null where it is none that a supplier can have. */
function unitsOf(text: string | undefined): number | null {
  const [, digits, many] = /^\D*([\d.]+)\s*(万)?/.exec((text ?? '').replaceAll(',', '')) ?? []
  const { success, data } = quantity.safeParse(Math.round(Number(digits) * (many ? 10_000 : 1)))
  return digits !== undefined && success ? data : null
}

const unknownItem = (word: string) => ({
  zh: `物资清单里没有「${word}」,请先新增`,
  en: `there is no item “${word}”: add it first`,
})

const noCapacity = ({ name, nameEn }: SupplyItem) => ({
  zh: `「${name}」没有填写日产能,或不是 0 至 1,000,000 的数`,
  en: `the units a day of ${nameEn} are missing, or no number from 0 to 1,000,000`,
})

/** Reads the suppliers s that the actor may see and that fulfil the condition, with what they offer. */
export const readSuppliersWhere = (actor: Actor, condition: Prisma.Sql): Reads['suppliers'] =>
  many(Prisma.sql`
    SELECT s.*, (
      SELECT coalesce(jsonb_agg(jsonb_build_object('itemId', o."itemId", 'capacity', o.capacity) ORDER BY o.id), '[]')
      FROM "SupplierItem" o WHERE o."supplierId" = s.id
    ) AS offers
    FROM "Supplier" s WHERE ${condition} AND ${visibleSuppliers.sql(actor, 's')}`)

/** Reads all items of the union. */
export const readItems = (actor: Actor): Reads['items'] =>
  many(Prisma.sql`SELECT i.* FROM "SupplyItem" i WHERE ${visibleSupplyItems.sql(actor, 'i')} ORDER BY i.position`)
