import { Prisma } from '#codegen/prisma/client.ts'
import type { Read } from '#server/log/load.ts'
import { likeness, mayBeOne, type Told } from '#server/modules/enterprises/likeness.ts'
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
  byForm: ReadonlyMap<string, readonly Registered[]>
}

/** These enterprises as a register. */
export function registerOf(enterprises: readonly Registered[]): Register {
  const byForm = new Map<string, Registered[]>()
  for (const each of enterprises) {
    if (each.isRetired) continue
    for (const form of new Set([each.values, ...each.doubles].map(({ name }) => nameKey(name)))) {
      const alike = byForm.get(form)
      if (alike) alike.push(each)
      else byForm.set(form, [each])
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

/** Reads the enterprises of the union that have one of these credit codes, or in other brackets or width one of these names. */
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
      ) ORDER BY e.id`,
    from: (found: (Registered['values'] & Omit<Registered, 'values'>)[]) =>
      registerOf(found.map(({ id, isRetired, doubles, ...values }) => ({ id, isRetired, doubles, values }))),
  }
}

/**
 * The enterprise of the register that a row is about, and whether that is certain. It is by the credit code; without one on
 * either side by the name with the address or a phone number, or by the name alone where nothing else is known of either. A row
 * is likely to be about one of the same name and place whose code differs or came later, which somebody has to decide.
 */
export function matchOf(
  entry: EnterpriseEntry,
  { byCode, byForm }: Register,
): { found: Registered; isSure: boolean } | null {
  const sure = entry.creditCode ? byCode.get(entry.creditCode) : undefined
  if (sure) return { found: sure, isSure: true }
  const told = toldOf(entry)
  const alike = (byForm.get(nameKey(entry.name)) ?? []).filter(({ values }) => mayBeOne(told, toldOf(values)))
  const same = alike.filter(({ values }) => likeness(told, toldOf(values)) === 'SAME')
  const [only, ...others] = entry.creditCode ? [] : same
  if (only && others.length === 0) return { found: only, isSure: true }
  const likely = same[0] ?? alike[0]
  return likely ? { found: likely, isSure: false } : null
}

/** What the columns say that tells an enterprise from others of its name. */
const toldOf = (values: EnterpriseEntry | Registered['values']): Told => ({
  creditCode: values.creditCode ?? '',
  address: values.address ?? '',
  phones: contactColumns.flatMap(({ phone }) => (values[phone] ? [values[phone]] : [])),
})
