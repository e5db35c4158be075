import type { Tx } from '#server/platform/db.ts'
import { gramsOf } from './grams.ts'
import type { RosterColumn } from './roster-columns.ts'
import { contactColumns, type Known, type PlannedRow } from './roster-compare.ts'

// a statement has two seconds, so a roster goes in by thousands
const batchSize = 1000

/** The rows' enterprises as the register has them, by credit code. */
export async function readKnown(tx: Tx, unionId: string, codes: string[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>()
  for (const batch of batches(codes, batchSize * 5)) {
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
export async function lockKnown(tx: Tx, unionId: string, codes: string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "Enterprise" WHERE "unionId" = ${unionId}::uuid AND "creditCode" = ANY(${codes})
    ORDER BY id FOR NO KEY UPDATE`
}

/** Enters the rows' enterprises. */
export async function createRows(tx: Tx, unionId: string, rows: PlannedRow[], at: Date): Promise<void> {
  const zones = await zoneIds(tx, unionId)
  for (const batch of batches(rows, batchSize)) {
    const created = await tx.enterprise.createManyAndReturn({
      data: batch.map(({ entry }) => ({
        unionId,
        name: entry!.name,
        creditCode: entry!.creditCode,
        address: entry!.address ?? '',
        industry: entry!.industry ?? '',
        headcount: entry!.headcount ?? 0,
        zoneId: zones.get(entry!.zone ?? '') ?? null,
        grams: gramsOf(entry!.name, entry!.creditCode),
        createdAt: at,
        updatedAt: at,
      })),
      select: { id: true, creditCode: true },
    })
    await keepContacts(tx, batch, new Map(created.map(({ id, creditCode }) => [creditCode, id])))
  }
}

/** Changes the rows' enterprises to what the roster says; what it leaves out stays. */
export async function changeRows(
  tx: Tx,
  unionId: string,
  rows: PlannedRow[],
  known: ReadonlyMap<string, Known>,
  at: Date,
): Promise<void> {
  const zones = await zoneIds(tx, unionId)
  const ids = new Map(rows.map(({ creditCode }) => [creditCode, known.get(creditCode)!.id]))
  for (const batch of batches(rows, batchSize)) {
    const values = batch.map(({ entry, creditCode }) => ({
      id: ids.get(creditCode),
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
    await keepContacts(tx, batch, ids)
  }
}

/** A contact that the roster names, in whole or in part, beside what is known of it. */
async function keepContacts(tx: Tx, rows: PlannedRow[], ids: ReadonlyMap<string, string>): Promise<void> {
  const values = rows.flatMap(({ entry, creditCode }) =>
    contactColumns.flatMap(({ kind, name, phone }) => {
      const contact = { name: entry![name] ?? null, phone: entry![phone] ?? null }
      return contact.name || contact.phone ? [{ enterprise: ids.get(creditCode), kind, ...contact }] : []
    }),
  )
  if (values.length === 0) return
  await tx.$executeRaw`
    INSERT INTO "Contact" AS c (id, "enterpriseId", kind, name, phone)
    SELECT gen_random_uuid(), v.enterprise, v.kind, coalesce(v.name, ''), coalesce(v.phone, '')
    FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      AS v(enterprise uuid, kind "ContactKind", name text, phone text)
    ON CONFLICT ("enterpriseId", kind) DO UPDATE SET
      name = coalesce(nullif(excluded.name, ''), c.name), phone = coalesce(nullif(excluded.phone, ''), c.phone)`
}

async function zoneIds(tx: Tx, unionId: string): Promise<Map<string, string>> {
  const zones = await tx.zone.findMany({ where: { unionId }, select: { id: true, name: true } })
  return new Map(zones.map(({ id, name }) => [name, id]))
}

function* batches<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size)
}
