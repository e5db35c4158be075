import { randomBytes } from 'node:crypto'
import type { ContactKind } from '#codegen/prisma/enums.ts'
import type { Tx } from '#server/postgres/db.ts'
import { gramsOf } from './grams.ts'

/** An enterprise as it enters the register with many others. */
export type NewEnterprise = {
  name: string
  creditCode: string
  address: string
  industry: string
  headcount: number
  zoneId: string | null
}

/** A contact of an enterprise; null leaves what is known. */
export type BulkContact = { enterpriseId: string; kind: ContactKind; name: string | null; phone: string | null }

// a statement has two seconds, so a register goes in by thousands
const batchSize = 1000

/** Enters many enterprises and answers with their ids, which sort alike; null where a credit code was taken. */
export async function insertEnterprises(
  tx: Tx,
  unionId: string,
  enterprises: readonly NewEnterprise[],
  at: Date,
): Promise<string[] | null> {
  const ids = newIds(enterprises.length, at)
  for (const { batch, start } of batches(enterprises)) {
    const rows = batch.map((row, i) => ({ ...row, id: ids[start + i], grams: gramsOf(row.name, row.creditCode) }))
    const inserted = await tx.$executeRaw`
      INSERT INTO "Enterprise" (id, "unionId", name, "creditCode", address, industry, headcount, "zoneId", grams,
        "createdAt", "updatedAt")
      SELECT v.id, ${unionId}::uuid, v.name, v."creditCode", v.address, v.industry, v.headcount, v."zoneId", v.grams,
        ${at}::timestamptz, ${at}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS v(id uuid, name text, "creditCode" text, address text,
        industry text, headcount integer, "zoneId" uuid, grams text[])
      ON CONFLICT DO NOTHING`
    if (inserted < batch.length) return null
  }
  return ids
}

/** Keeps many contacts, new or beside what is known of them. */
export async function keepBulkContacts(tx: Tx, contacts: readonly BulkContact[]): Promise<void> {
  for (const { batch } of batches(contacts)) {
    await tx.$executeRaw`
      INSERT INTO "Contact" AS c (id, "enterpriseId", kind, name, phone)
      SELECT gen_random_uuid(), v."enterpriseId", v.kind, coalesce(v.name, ''), coalesce(v.phone, '')
      FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
        AS v("enterpriseId" uuid, kind "ContactKind", name text, phone text)
      ON CONFLICT ("enterpriseId", kind) DO UPDATE SET
        name = coalesce(nullif(excluded.name, ''), c.name), phone = coalesce(nullif(excluded.phone, ''), c.phone)`
  }
}

/** The list in pieces that one statement can take, each with the place where it starts. */
export function* batches<T>(all: readonly T[], size = batchSize): Generator<{ batch: T[]; start: number }> {
  for (let start = 0; start < all.length; start += size) yield { batch: all.slice(start, start + size), start }
}

/** UUIDs of version 7 that sort as they were made: the register is listed in the order of its ids. */
function newIds(count: number, at: Date): string[] {
  return Array.from({ length: count }, (_, i) => {
    const time = (at.getTime() + Math.floor(i / 4096)).toString(16).padStart(12, '0')
    const place = (i % 4096).toString(16).padStart(3, '0')
    const random = randomBytes(8)
    random[0] = (random[0]! & 0x3f) | 0x80
    return `${time}7${place}${random.toString('hex')}`.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  })
}
