import { Prisma } from '#codegen/prisma/client.ts'
import type { Read } from '#server/log/load.ts'
import { commonOf, type Marks, marksOf } from '#server/modules/enterprises/likeness.ts'
import { type NamesOfDouble, namesOfDoubles, phoneTexts } from '#server/modules/enterprises/load.ts'
import type { KeptText } from '#server/modules/rosters/kind.ts'
import { phonesIn } from '#server/modules/rosters/readings.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { nameKey } from '#server/platform/plain.ts'
import { contactColumns, type EnterpriseColumn, type EnterpriseEntry } from './enterprise-columns.ts'

/** An enterprise of the register with its values by the columns. A value that the register does not have is an empty text. */
export type Registered = {
  id: string
  isRetired: boolean
  values: Record<EnterpriseColumn, string>
  /** The names and codes of the entries that were merged into it. */
  doubles: NamesOfDouble[]
  /** The cells of phone numbers that a list has kept as they stood. */
  phoneTexts: string[]
  /** The ids of those of which somebody has said that they are not this one. */
  apartFrom: string[]
}

/** The enterprises of the register that the rows of a roster may be about, by credit code and by the form of the name. */
export type Register = {
  byCode: ReadonlyMap<string, Registered>
  byForm: ReadonlyMap<string, Namesakes>
}

/** How many enterprises that a row may be about are told apart: of thousands of one name and place nobody knows which one it is. */
const mostAlike = 30

/**
 * The enterprises of one form of name, in the order of the register. There may be thousands, of a chain or a market, so that they
 * are found by their marks.
 */
class Namesakes {
  private readonly byMark = new Map<string, Registered[]>()

  add(each: Registered, { filed }: Marks): this {
    for (const mark of filed) {
      const marked = this.byMark.get(mark)
      if (marked) marked.push(each)
      else this.byMark.set(mark, [each])
    }
    return this
  }

  /** The first that are filed under one of these marks. */
  with(marks: readonly string[]): Registered[] {
    return [...new Set(marks.flatMap((mark) => this.byMark.get(mark)?.slice(0, mostAlike) ?? []))]
  }
}

/** These enterprises as a register. */
export async function registerOf(enterprises: readonly Registered[]): Promise<Register> {
  const byForm = new Map<string, Namesakes>()
  const add = (each: Registered): [string, Registered][] => {
    const names = [each.values, ...each.doubles]
    const marks = marksOfRegistered(each)
    for (const form of each.isRetired ? [] : new Set(names.map(({ name }) => nameKey(name)))) {
      const namesakes = byForm.get(form) ?? new Namesakes()
      byForm.set(form, namesakes.add(each, marks))
    }
    return names.flatMap(({ creditCode }) => (creditCode ? [[creditCode, each]] : []))
  }
  const coded = await inParts(enterprises, (part) => part.flatMap(add))
  return { byCode: new Map(coded), byForm }
}

/** The expression for the ids of those of which somebody has said that they are not the enterprise e. */
const apartFrom = Prisma.sql`ARRAY(
  SELECT p."greaterId" FROM "DistinctPair" p WHERE p."smallerId" = e.id
  UNION ALL SELECT p."smallerId" FROM "DistinctPair" p WHERE p."greaterId" = e.id)`

/** Selects enterprises e with their values by the columns, and the names of their doubles. */
export const registered = Prisma.sql`
  SELECT e.id, e."retiredAt" IS NOT NULL AS "isRetired", ${namesOfDoubles} AS doubles,
    ${phoneTexts} AS "phoneTexts", ${apartFrom} AS "apartFrom", e.name, coalesce(e."creditCode", '') AS "creditCode",
    e.address, e.industry, coalesce(e.headcount::text, '') AS headcount, coalesce(z.name, '') AS zone,
    coalesce(o.name, '') AS "contactName", coalesce(o.phone, '') AS "contactPhone",
    coalesce(u.name, '') AS "unionChairName", coalesce(u.phone, '') AS "unionChairPhone",
    coalesce(h.name, '') AS "healthContactName", coalesce(h.phone, '') AS "healthContactPhone"
  FROM "Enterprise" e LEFT JOIN "Zone" z ON z.id = e."zoneId"
    LEFT JOIN "Contact" o ON o."enterpriseId" = e.id AND o.kind = 'OWNER'
    LEFT JOIN "Contact" u ON u."enterpriseId" = e.id AND u.kind = 'UNION_CHAIR'
    LEFT JOIN "Contact" h ON h."enterpriseId" = e.id AND h.kind = 'HEALTH'`

/**
 * Reads the enterprises of the union, of which a register is made, that have one of these credit codes, or in other brackets or
 * width one of these names, or into which an entry was merged that has.
 */
export const readRegister = (
  unionId: string,
  rows: readonly { entry: EnterpriseEntry | null }[],
): Read<Registered[]> => {
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
      found.map(({ id, isRetired, doubles, phoneTexts, apartFrom: apart, ...values }) => {
        return { id, isRetired, doubles, phoneTexts, apartFrom: apart, values }
      }),
  }
}

/**
 * The enterprise of the register that a row is about, and whether that is certain. It is by the credit code; without one on
 * either side by the name and the marks. A row is likely to be about one whose code differs or came later, or whose marks are only
 * alike, which somebody has to decide.
 */
export function matchOf(
  entry: EnterpriseEntry,
  texts: readonly KeptText[],
  { byCode, byForm }: Register,
): { found: Registered; isSure: boolean } | null {
  const sure = entry.creditCode ? byCode.get(entry.creditCode) : undefined
  if (sure) return { found: sure, isSure: true }
  const namesakes = byForm.get(nameKey(entry.name))
  if (!namesakes) return null
  const marks = marksOfRow(entry, texts)
  const same = namesakes.with(marks.same)
  const [only, ...others] = entry.creditCode ? [] : nearest(same, marks)
  if (only && others.length === 0) return { found: only, isSure: true }
  const likely = same[0] ?? namesakes.with(marks.likely)[0] ?? namesakes.with(marks.possible)[0]
  return likely ? { found: likely, isSure: false } : null
}

/**
 * Those of several that a row may mean. Where somebody has said that they are all different, the row is the one with which it has
 * most in common; else it may be each of them.
 */
function nearest(same: readonly Registered[], marks: Marks): readonly Registered[] {
  const areApart = same.every(({ id }, place) => same.slice(place + 1).every(({ apartFrom: ids }) => ids.includes(id)))
  if (same.length < 2 || !areApart) return same
  const common = same.map((each) => commonOf(marks, marksOfRegistered(each)))
  const most = Math.max(...common)
  return same.filter((_, place) => common[place] === most)
}

/** The marks of what a row says, with the further phone numbers that stand in its cells. */
const marksOfRow = (entry: EnterpriseEntry, texts: readonly KeptText[]): Marks =>
  marksOf({
    creditCode: entry.creditCode ?? '',
    addresses: [entry.address ?? ''],
    phones: [
      ...phonesOf(entry),
      ...texts.filter(({ column }) => isPhoneColumn(column)).flatMap(({ text }) => phonesIn(text).phones),
    ],
  })

/** The marks of an enterprise of the register. A list may know it by the address of an entry that was merged into it. */
const marksOfRegistered = ({ values, doubles, phoneTexts: texts }: Registered): Marks =>
  marksOf({
    creditCode: values.creditCode,
    addresses: [values.address, ...doubles.map(({ address }) => address)],
    phones: [...phonesOf(values), ...texts.flatMap((text) => phonesIn(text).phones)],
  })

const phonesOf = (values: EnterpriseEntry | Registered['values']): string[] =>
  contactColumns.flatMap(({ phone }) => values[phone] || [])

const isPhoneColumn = (column: string): boolean => contactColumns.some(({ phone }) => phone === column)
