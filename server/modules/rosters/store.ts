import { type BulkContact, batches, insertEnterprises, keepBulkContacts } from '#server/modules/enterprises/bulk.ts'
import { gramsOf } from '#server/modules/enterprises/grams.ts'
import type { Tx } from '#server/postgres/db.ts'
import type { RosterColumn } from './columns.ts'
import { codesOf, compareRow, contactColumns, type PlannedRow, type RegisteredEnterprise } from './compare.ts'

/** The enterprises of the register that have one of these credit codes, by credit code. */
export async function readRegistered(
  tx: Tx,
  unionId: string,
  codes: string[],
): Promise<Map<string, RegisteredEnterprise>> {
  const known = new Map<string, RegisteredEnterprise>()
  for (const { batch } of batches(codes, 5000)) {
    const rows = await tx.$queryRaw<(Record<RosterColumn, string> & { id: string })[]>`
      SELECT e.id, e.name, e."creditCode", e.address, e.industry, e.headcount::text AS headcount,
        coalesce(z.name, '') AS zone,
        coalesce(o.name, '') AS "contactName", coalesce(o.phone, '') AS "contactPhone",
        coalesce(u.name, '') AS "unionChairName", coalesce(u.phone, '') AS "unionChairPhone",
        coalesce(h.name, '') AS "healthContactName", coalesce(h.phone, '') AS "healthContactPhone"
      FROM "Enterprise" e LEFT JOIN "Zone" z ON z.id = e."zoneId"
        LEFT JOIN "Contact" o ON o."enterpriseId" = e.id AND o.kind = 'OWNER'
        LEFT JOIN "Contact" u ON u."enterpriseId" = e.id AND u.kind = 'UNION_CHAIR'
        LEFT JOIN "Contact" h ON h."enterpriseId" = e.id AND h.kind = 'HEALTH'
      WHERE e."unionId" = ${unionId}::uuid AND e."creditCode" = ANY(${batch})`
    for (const { id, ...values } of rows) known.set(values.creditCode, { id, values })
  }
  return known
}

/** Locks the enterprises that a roster changes, in the order of their ids. */
export async function lockRegistered(tx: Tx, unionId: string, codes: string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "Enterprise" WHERE "unionId" = ${unionId}::uuid AND "creditCode" = ANY(${codes})
    ORDER BY id FOR NO KEY UPDATE`
}

/**
 * Enters the enterprises of the rows into the register. False where one of their credit codes has been entered since
 * the preview; the caller then lets the transaction fail.
 */
export async function createRows(tx: Tx, unionId: string, rows: PlannedRow[], at: Date): Promise<boolean> {
  const zones = await zoneIds(tx, unionId)
  const enterprises = rows.map(({ entry }) => ({
    name: entry!.name,
    creditCode: entry!.creditCode,
    address: entry!.address ?? '',
    industry: entry!.industry ?? '',
    headcount: entry!.headcount ?? 0,
    zoneId: zones.get(entry!.zone ?? '') ?? null,
  }))
  const ids = await insertEnterprises(tx, unionId, enterprises, at)
  if (!ids) return false
  await keepBulkContacts(
    tx,
    rows.flatMap((row, i) => contactsOf(row, ids[i]!)),
  )
  return true
}

/** Changes the enterprises of the rows to the values of the roster. Values that a row leaves out stay as they are. */
export async function changeRows(
  tx: Tx,
  unionId: string,
  rows: PlannedRow[],
  known: ReadonlyMap<string, RegisteredEnterprise>,
  at: Date,
): Promise<void> {
  const zones = await zoneIds(tx, unionId)
  for (const { batch } of batches(rows)) {
    const values = batch.map(({ entry, creditCode }) => ({
      id: known.get(creditCode)!.id,
      name: entry!.name,
      grams: gramsOf(entry!.name, creditCode),
      address: entry!.address ?? null,
      industry: entry!.industry ?? null,
      headcount: entry!.headcount ?? null,
      zone: zones.get(entry!.zone ?? '') ?? null,
    }))
    await tx.$executeRaw`
      UPDATE "Enterprise" e SET name = v.name, grams = v.grams, address = coalesce(v.address, e.address),
        industry = coalesce(v.industry, e.industry), headcount = coalesce(v.headcount, e.headcount),
        "zoneId" = coalesce(v.zone, e."zoneId"), "updatedAt" = ${at}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
        AS v(id uuid, name text, grams text[], address text, industry text, headcount integer, zone uuid)
      WHERE e.id = v.id`
  }
  await keepBulkContacts(
    tx,
    rows.flatMap((row) => contactsOf(row, known.get(row.creditCode)!.id)),
  )
}

/** The contacts of a row, each with a name, a phone number or both. */
const contactsOf = ({ entry }: PlannedRow, enterpriseId: string): BulkContact[] =>
  contactColumns.flatMap(({ kind, name, phone }) => {
    const contact = { name: entry![name] ?? null, phone: entry![phone] ?? null }
    return contact.name || contact.phone ? [{ enterpriseId, kind, ...contact }] : []
  })

async function zoneIds(tx: Tx, unionId: string): Promise<Map<string, string>> {
  const zones = await tx.zone.findMany({ where: { unionId }, select: { id: true, name: true } })
  return new Map(zones.map(({ id, name }) => [name, id]))
}

/** Compares the rows of a file with the register as it is now. */
export async function compareWithRegister(tx: Tx, unionId: string, rows: PlannedRow[]): Promise<PlannedRow[]> {
  const known = await readRegistered(tx, unionId, codesOf(rows))
  return rows.map((row) => compareRow(row, known.get(row.creditCode)))
}
