import { Prisma } from '#codegen/prisma/client.ts'
import type { Read } from '#server/log/load.ts'
import { marksOf, placeMark, type Told, tellsNothing } from '#server/modules/enterprises/likeness.ts'
import { type NamesOfDouble, namesOfDoubles } from '#server/modules/enterprises/load.ts'
import { nameKey } from '#server/platform/plain.ts'
import { contactColumns, type EnterpriseColumn, type EnterpriseEntry } from './enterprise-columns.ts'

/** An enterprise of the register with its values by the columns. A value that the register does not have is an empty text. */
export type Registered = {
  id: string
  isRetired: boolean
  values: Record<EnterpriseColumn, string>
  /** The names and codes of the entries that were merged into it. */
  doubles: NamesOfDouble[]
}

/** The enterprises of the register that the rows of a roster may be about, by credit code and by the form of the name. */
export type Register = {
  byCode: ReadonlyMap<string, Registered>
  byForm: ReadonlyMap<string, Namesakes>
}

/** The mark of those of which nothing is known but their name. */
const noMark = 'nothing'

/**
 * The enterprises of one form of name, in the order of the register. There may be thousands, of a chain or a market, so that they
 * are found by what tells them apart.
 */
class Namesakes {
  /** The first of all, of those without an address, of those without a code, and of those without either. */
  private readonly firsts = new Map<string, Registered>()
  private readonly byMark = new Map<string, Registered[]>()

  add(each: Registered): this {
    const told = toldOf(each.values)
    for (const lacksPlace of told.address ? [false] : [false, true]) {
      for (const lacksCode of told.creditCode ? [false] : [false, true]) {
        const kind = `${lacksPlace} ${lacksCode}`
        if (!this.firsts.has(kind)) this.firsts.set(kind, each)
      }
    }
    const isBare = tellsNothing(told) && !told.creditCode
    const marks = [...marksOf(told), ...each.doubles.flatMap(({ address }) => placeMark(address))]
    for (const mark of new Set(isBare ? [...marks, noMark] : marks)) {
      const marked = this.byMark.get(mark)
      if (marked) marked.push(each)
      else this.byMark.set(mark, [each])
    }
    return this
  }

  /** Those at the same place, with the same phone where no two places are known, or of which no more is known than of this one. */
  sameAs(told: Told): Registered[] {
    const marks = tellsNothing(told) ? [noMark] : placeMark(told.address)
    const placed = marks.flatMap((mark) => this.byMark.get(mark) ?? [])
    return [...new Set([...placed, ...this.withPhoneOf(told).filter(({ values }) => !told.address || !values.address)])]
  }

  /** Those with the same phone. At another place it may be a branch, or the same one that has moved. */
  withPhoneOf(told: Told): Registered[] {
    const marks = marksOf({ ...told, address: '' })
    return [...new Set(marks.flatMap((mark) => this.byMark.get(mark) ?? []))]
  }

  /** The first that may be this one although nothing says that it is the same. Those with another code are not. */
  firstLike({ address, creditCode }: Told): Registered | undefined {
    return this.firsts.get(`${Boolean(address)} ${Boolean(creditCode)}`)
  }
}

/** These enterprises as a register. */
export function registerOf(enterprises: readonly Registered[]): Register {
  const byForm = new Map<string, Namesakes>()
  for (const each of enterprises) {
    if (each.isRetired) continue
    for (const form of new Set([each.values, ...each.doubles].map(({ name }) => nameKey(name)))) {
      const namesakes = byForm.get(form) ?? new Namesakes()
      byForm.set(form, namesakes.add(each))
    }
  }
  const coded = enterprises.flatMap((each) =>
    [each.values, ...each.doubles].flatMap(({ creditCode }): [string, Registered][] =>
      creditCode ? [[creditCode, each]] : [],
    ),
  )
  return { byCode: new Map(coded), byForm }
}

/** Selects enterprises e with their values by the columns, and the names of their doubles. */
export const registered = Prisma.sql`
  SELECT e.id, e."retiredAt" IS NOT NULL AS "isRetired", ${namesOfDoubles} AS doubles, e.name, coalesce(e."creditCode", '') AS "creditCode",
    e.address, e.industry, coalesce(e.headcount::text, '') AS headcount, coalesce(z.name, '') AS zone,
    coalesce(o.name, '') AS "contactName", coalesce(o.phone, '') AS "contactPhone",
    coalesce(u.name, '') AS "unionChairName", coalesce(u.phone, '') AS "unionChairPhone",
    coalesce(h.name, '') AS "healthContactName", coalesce(h.phone, '') AS "healthContactPhone"
  FROM "Enterprise" e LEFT JOIN "Zone" z ON z.id = e."zoneId"
    LEFT JOIN "Contact" o ON o."enterpriseId" = e.id AND o.kind = 'OWNER'
    LEFT JOIN "Contact" u ON u."enterpriseId" = e.id AND u.kind = 'UNION_CHAIR'
    LEFT JOIN "Contact" h ON h."enterpriseId" = e.id AND h.kind = 'HEALTH'`

/**
 * Reads the enterprises of the union that have one of these credit codes, or in other brackets or width one of these names, or into
 * which an entry was merged that has.
 */
export const readRegister = (unionId: string, rows: readonly { entry: EnterpriseEntry | null }[]): Read<Register> => {
  const entries = rows.flatMap(({ entry }) => entry ?? [])
  // a list of many thousands is written as JSON in a fraction of the time that an array takes
  const codes = JSON.stringify(entries.flatMap(({ creditCode }) => creditCode ?? []))
  const names = JSON.stringify(entries.map(({ name }) => name))
  return {
    statement: Prisma.sql`
      ${registered}
      WHERE e.id IN (
        SELECT coalesce("mergedIntoId", id) FROM "Enterprise"
        WHERE "unionId" = ${unionId}::uuid AND "creditCode" IN (SELECT jsonb_array_elements_text(${codes}::jsonb))
        UNION SELECT id FROM "Enterprise"
        WHERE "unionId" = ${unionId}::uuid AND "retiredAt" IS NULL
          AND name_form(name) IN (SELECT name_form(n) FROM jsonb_array_elements_text(${names}::jsonb) AS n)
        UNION SELECT "mergedIntoId" FROM "Enterprise"
        WHERE "unionId" = ${unionId}::uuid AND "mergedIntoId" IS NOT NULL
          AND name_form(name) IN (SELECT name_form(n) FROM jsonb_array_elements_text(${names}::jsonb) AS n)
      ) ORDER BY e.id`,
    from: (found: (Registered['values'] & Omit<Registered, 'values'>)[]) =>
      registerOf(found.map(({ id, isRetired, doubles, ...values }) => ({ id, isRetired, doubles, values }))),
  }
}

/**
 * The enterprise of the register that a row is about, and whether that is certain. It is by the credit code; without one on
 * either side by the name with the address, or with a phone number where the addresses do not differ, or by the name alone where nothing else is known of either. A row
 * is likely to be about one of the same name and place whose code differs or came later, which somebody has to decide.
 */
export function matchOf(
  entry: EnterpriseEntry,
  { byCode, byForm }: Register,
): { found: Registered; isSure: boolean } | null {
  const sure = entry.creditCode ? byCode.get(entry.creditCode) : undefined
  if (sure) return { found: sure, isSure: true }
  const told = toldOf(entry)
  const namesakes = byForm.get(nameKey(entry.name))
  const same = namesakes?.sameAs(told) ?? []
  const [only, ...others] = entry.creditCode ? [] : same
  if (only && others.length === 0) return { found: only, isSure: true }
  const likely = same[0] ?? namesakes?.withPhoneOf(told)[0] ?? namesakes?.firstLike(told)
  return likely ? { found: likely, isSure: false } : null
}

/** What the columns say that tells an enterprise from others of its name. */
const toldOf = (values: EnterpriseEntry | Registered['values']): Told => ({
  creditCode: values.creditCode ?? '',
  address: values.address ?? '',
  phones: contactColumns.flatMap(({ phone }) => (values[phone] ? [values[phone]] : [])),
})
