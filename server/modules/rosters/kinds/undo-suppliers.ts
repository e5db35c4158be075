import { isDeepStrictEqual } from 'node:util'
import { Prisma, type SupplyItem } from '#codegen/prisma/client.ts'
import { many, type Read, root } from '#server/log/load.ts'
import { becameOf, kept } from '#server/modules/rosters/kept.ts'
import type { PlannedRow, RosterUndo } from '#server/modules/rosters/kind.ts'
import { hold, inReverse, subjectsOf, type TakenBack } from '#server/modules/rosters/taking-back.ts'
import { retireSupplier } from '#server/modules/supplies/retire-supplier.ts'
import { updateSupplier } from '#server/modules/supplies/update-supplier.ts'
import {
  isOffer,
  itemFinder,
  type KnownSupplier,
  offersOf,
  offersText,
  readItems,
  readSuppliersWhere,
  type SupplierEntry,
  supplierRoster,
} from './suppliers.ts'

type Row = PlannedRow<SupplierEntry>

type Reads = {
  held: Read<object[]>
  suppliers: Read<KnownSupplier[]>
  used: Read<{ supplierId: string }[]>
  items: Read<SupplyItem[]>
}

/** Suppliers that the roster has made leave the directory, where nothing was ordered from them. What it has changed goes back. */
export const undoSuppliers: RosterUndo<SupplierEntry, Reads> = {
  load(actor, rows) {
    const ids = subjectsOf(rows)
    return {
      lock: [root('TradeUnion', actor.unionId)],
      read: {
        held: hold('Supplier', ids),
        suppliers: readSuppliersWhere(actor, Prisma.sql`s.id = ANY(${ids}::uuid[])`),
        used: many(
          Prisma.sql`SELECT DISTINCT "supplierId" FROM "SupplyOrder" WHERE "supplierId" = ANY(${ids}::uuid[])`,
        ),
        items: readItems(actor),
      },
    }
  },
  decide(rows, { suppliers, used, items }, { actor, at }) {
    const now = new Map(suppliers.map((supplier) => [supplier.id, supplier]))
    const moment = { actor, at, prepared: undefined }
    const remove = (supplier: KnownSupplier, entry: SupplierEntry): TakenBack => {
      if (used.some(({ supplierId }) => supplierId === supplier.id)) return { outcome: kept('ORDER') }
      const offers = offersOf(entry, itemFinder(items)).filter(isOffer)
      const isAsMade =
        supplier.contact === entry.contact && supplier.phone === entry.phone && sameOffers(supplier.offers, offers)
      if (!isAsMade) return { outcome: kept('CHANGED') }
      const { events } = retireSupplier.decide({ supplier }, { clientId: '', supplierId: supplier.id }, moment)
      const writes = [
        Prisma.sql`DELETE FROM "SupplierItem" WHERE "supplierId" = ${supplier.id}::uuid`,
        Prisma.sql`DELETE FROM "Supplier" WHERE id = ${supplier.id}::uuid`,
      ]
      return { outcome: becameOf.nothing, effect: { writes, events } }
    }
    const setBack = (supplier: KnownSupplier, { changes }: Row): TakenBack => {
      const texts: Record<string, string> = {
        contact: supplier.contact,
        phone: supplier.phone,
        items: offersText(supplier.offers, items),
      }
      const standing = changes.filter(({ column, to }) => texts[column] === to)
      const others = changes.filter((change) => !standing.includes(change))
      const columns = others.map(({ column }) => column)
      const outcome = others.length > 0 ? becameOf.changedSince(supplierRoster.columns, columns) : becameOf.before
      if (standing.length === 0) return { outcome }
      const from = new Map(standing.map((change) => [change.column, change.from]))
      const itemsBefore = from.get('items')
      const after = {
        ...supplier,
        contact: from.get('contact') ?? supplier.contact,
        phone: from.get('phone') ?? supplier.phone,
        offers: itemsBefore === undefined ? supplier.offers : offersIn(itemsBefore, items),
      }
      const input = {
        clientId: '',
        supplierId: supplier.id,
        contact: after.contact,
        phone: after.phone,
        items: after.offers,
      }
      const effect = updateSupplier.decide({ supplier, namesake: null, known: items }, input, moment)
      now.set(supplier.id, after)
      return { outcome, effect }
    }
    return inReverse(rows, (row: Row) => {
      const supplier = now.get(row.subjectId ?? '')
      if (!supplier) return { outcome: kept('GONE') }
      if (supplier.retiredAt) return { outcome: kept('RETIRED') }
      return row.kind === 'CREATE' ? remove(supplier, row.entry!) : setBack(supplier, row)
    })
  },
}

/** The offers that such a text as the roster keeps names. */
const offersIn = (text: string, items: readonly SupplyItem[]) =>
  offersOf({ name: '', items: text }, itemFinder(items)).filter(isOffer)

const sameOffers = (some: KnownSupplier['offers'], others: KnownSupplier['offers']): boolean => {
  const sorted = (offers: KnownSupplier['offers']) => offers.toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1))
  return isDeepStrictEqual(sorted(some), sorted(others))
}
