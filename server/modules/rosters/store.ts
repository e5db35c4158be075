import { Prisma } from '#codegen/prisma/client.ts'
import type { Read } from '#server/log/load.ts'
import { type BulkContact, batches, insertEnterprises, putContacts } from '#server/modules/enterprises/bulk.ts'
import { renameInIssues } from '#server/modules/enterprises/rename-in-issues.ts'
import { now } from '#server/platform/clock.ts'
import { gramsOf } from '#server/platform/search.ts'
import type { RosterColumn } from './columns.ts'
import { contactColumns, type PlannedRow, type Register, type RegisteredEnterprise } from './compare.ts'

/** Reads what a roster is compared with. `codes` selects the credit codes of its rows. */
export const readRegister = (unionId: string, codes: Prisma.Sql) => ({
  enterprises: readRegistered(unionId, codes),
  zones: readZoneIds(unionId),
})

type RegisteredRow = Record<RosterColumn, string> & { id: string }

/** Reads the enterprises of the union that have one of these credit codes, by credit code. */
const readRegistered = (unionId: string, codes: Prisma.Sql): Read<Register['enterprises']> => ({
  statement: Prisma.sql`
    SELECT e.id, e.name, e."creditCode", e.address, e.industry, e.headcount::text AS headcount,
      coalesce(z.name, '') AS zone,
      coalesce(o.name, '') AS "contactName", coalesce(o.phone, '') AS "contactPhone",
      coalesce(u.name, '') AS "unionChairName", coalesce(u.phone, '') AS "unionChairPhone",
      coalesce(h.name, '') AS "healthContactName", coalesce(h.phone, '') AS "healthContactPhone"
    FROM "Enterprise" e LEFT JOIN "Zone" z ON z.id = e."zoneId"
      LEFT JOIN "Contact" o ON o."enterpriseId" = e.id AND o.kind = 'OWNER'
      LEFT JOIN "Contact" u ON u."enterpriseId" = e.id AND u.kind = 'UNION_CHAIR'
      LEFT JOIN "Contact" h ON h."enterpriseId" = e.id AND h.kind = 'HEALTH'
    WHERE e."unionId" = ${unionId}::uuid AND e."creditCode" IN (${codes})`,
  from: (rows: RegisteredRow[]) =>
    new Map(rows.map(({ id, ...values }): [string, RegisteredEnterprise] => [values.creditCode, { id, values }])),
})

/** Reads the row ids of the union's zones in use by their names, in the order of the zones. */
const readZoneIds = (unionId: string): Read<Register['zones']> => ({
  statement: Prisma.sql`
    SELECT id, name FROM "Zone" WHERE "unionId" = ${unionId}::uuid AND "retiredAt" IS NULL ORDER BY position, id`,
  from: (rows: { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [name, id])),
})

/** Enters the enterprises of the rows into the register, and their contacts. */
export function createRows(unionId: string, rows: readonly PlannedRow[], zones: Register['zones']): Prisma.Sql[] {
  const enterprises = rows.map(({ enterpriseId, entry }) => ({
    id: enterpriseId!,
    name: entry!.name,
    creditCode: entry!.creditCode,
    address: entry!.address ?? '',
    industry: entry!.industry ?? '',
    headcount: entry!.headcount ?? 0,
    zoneId: zones.get(entry!.zone ?? '') ?? null,
  }))
  return [...insertEnterprises(unionId, enterprises, now()), ...putContacts(rows.flatMap(contactsOf))]
}

/** Changes the enterprises of the rows to the values of the roster. Values that a row leaves out stay as they are. */
export function changeRows(rows: readonly PlannedRow[], zones: Register['zones']): Prisma.Sql[] {
  const changes = batches(rows).map((batch) => {
    const values = batch.map(({ enterpriseId, entry }) => ({
      id: enterpriseId,
      name: entry!.name,
      grams: gramsOf(entry!.name, entry!.creditCode),
      address: entry!.address ?? null,
      industry: entry!.industry ?? null,
      headcount: entry!.headcount ?? null,
      zoneId: zones.get(entry!.zone ?? '') ?? null,
    }))
    return Prisma.sql`
      UPDATE "Enterprise" e SET name = v.name, grams = v.grams, address = coalesce(v.address, e.address),
        industry = coalesce(v.industry, e.industry), headcount = coalesce(v.headcount, e.headcount),
        "zoneId" = coalesce(v."zoneId", e."zoneId"), "updatedAt" = ${now()}::timestamptz
      FROM jsonb_populate_recordset(NULL::"Enterprise", ${JSON.stringify(values)}::jsonb) AS v WHERE e.id = v.id`
  })
  const renamed = rows.filter((row) => row.changes.some(({ column }) => column === 'name'))
  const inIssues = batches(renamed).map((batch) => renameInIssues(batch.map(({ enterpriseId }) => enterpriseId!)))
  return [...changes, ...inIssues, ...putContacts(rows.flatMap(contactsOf))]
}

/** The contacts of a row, each with a name, a phone number or both. */
const contactsOf = ({ enterpriseId, entry }: PlannedRow): BulkContact[] =>
  contactColumns.flatMap(({ kind, name, phone }) => {
    const contact = { name: entry![name] ?? null, phone: entry![phone] ?? null }
    return contact.name || contact.phone ? [{ enterpriseId: enterpriseId!, kind, ...contact }] : []
  })
