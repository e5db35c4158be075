import { Prisma } from '#codegen/prisma/client.ts'
import type { ContactKind } from '#codegen/prisma/enums.ts'
import { insertAll } from '#server/log/rows.ts'
import { newId } from '#server/platform/ids.ts'
import { searchedColumns } from './searched.ts'

/** An enterprise as it enters the register with many others. */
export type NewEnterprise = {
  id: string
  name: string
  creditCode: string | null
  address: string
  industry: string
  headcount: number | null
  zoneId: string | null
}

/** A contact of an enterprise; null leaves what is known, an empty text takes it away. */
export type BulkContact = { enterpriseId: string; kind: ContactKind; name: string | null; phone: string | null }

/** Enters many enterprises into the register of a union, and their contacts. */
export function insertEnterprises(
  unionId: string,
  enterprises: readonly NewEnterprise[],
  contacts: readonly BulkContact[],
  at: Date,
): Prisma.Sql[] {
  const rows = enterprises.map(({ id, name, creditCode, address, industry, headcount, zoneId }) => ({
    id,
    unionId,
    name,
    creditCode,
    address,
    industry,
    headcount,
    zoneId,
    ...searchedColumns({ name, creditCode }),
    createdAt: at,
    updatedAt: at,
  }))
  return [...insertAll('Enterprise', rows), ...putContacts(contacts)]
}

/** Enters many contacts, or changes what is known of them. One of whom nothing is known any more goes. */
export const putContacts = (contacts: readonly BulkContact[]): Prisma.Sql[] =>
  batches(contacts).flatMap((batch) => {
    const rows = batch.map((contact) => ({ ...contact, id: newId() }))
    const given = Prisma.sql`jsonb_populate_recordset(NULL::"Contact", ${JSON.stringify(rows)}::jsonb) AS v`
    return [
      Prisma.sql`
        UPDATE "Contact" c SET name = coalesce(v.name, c.name), phone = coalesce(v.phone, c.phone)
        FROM ${given} WHERE c."enterpriseId" = v."enterpriseId" AND c.kind = v.kind`,
      Prisma.sql`
        INSERT INTO "Contact" (id, "enterpriseId", kind, name, phone)
        SELECT v.id, v."enterpriseId", v.kind, coalesce(v.name, ''), coalesce(v.phone, '') FROM ${given}
        ON CONFLICT ("enterpriseId", kind) DO NOTHING`,
      Prisma.sql`
        DELETE FROM "Contact" c USING ${given}
        WHERE c."enterpriseId" = v."enterpriseId" AND c.kind = v.kind AND c.name = '' AND c.phone = ''`,
    ]
  })

// a statement has two seconds, so a register goes in by thousands
const batchSize = 1000

/** Of how many rows a statement is made at a time where the process does something else in between. */
export const rowsOfStatement = 500

/** The list in pieces that one statement can take. */
export const batches = <T>(all: readonly T[], size = batchSize): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
