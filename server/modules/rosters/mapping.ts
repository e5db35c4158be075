import { Prisma } from '#codegen/prisma/client.ts'
import { invalid } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import type { HeaderMapping } from './header.ts'
import type { AnyKind } from './kind.ts'
import type { RosterKindName } from './kinds.ts'
import type { FileSheet } from './problem.ts'

// how many mappings are looked through, the latest first
const mostRemembered = 200

/** What somebody says of the headers of a file. INVALID: one of the columns is none of the kind. */
export function checkMapping(
  { columns }: AnyKind,
  said: readonly { header: string; column?: string | null | undefined }[],
): HeaderMapping {
  return said.map(({ header, column = null }, index) => {
    if (column !== null && !Object.hasOwn(columns, column)) {
      throw invalid(`columns.${index}.column`, {
        zh: `没有“${column}”这一列,可填:${Object.keys(columns).join('、')}。`,
        en: `There is no column “${column}”; there are: ${Object.keys(columns).join(', ')}.`,
      })
    }
    return { header, column }
  })
}

/** What was said of the headers of earlier files of this kind, by their words. */
export async function readMappings(unionId: string, kind: RosterKindName): Promise<Map<string, HeaderMapping>> {
  const found = await db.rosterMapping.findMany({
    where: { unionId, kind },
    select: { headers: true, columns: true },
    orderBy: { updatedAt: 'desc' },
    take: mostRemembered,
  })
  return new Map(found.map(({ headers, columns }) => [headers, columns as unknown as HeaderMapping]))
}

const mappingOf = (headers: FileSheet['headers']): HeaderMapping =>
  headers.map(({ header, column }) => ({ header, column }))

/** Keeps what the headers of the sheets that were read mean, in place of what was said of the same ones before. */
export const keepMappings = (
  { unionId, kind, createdAt }: { unionId: string; kind: RosterKindName; createdAt: Date },
  sheets: readonly FileSheet[],
): Prisma.Sql[] =>
  sheets.flatMap(({ reason, key, headers }) =>
    reason !== null || !key
      ? []
      : [
          Prisma.sql`
            INSERT INTO "RosterMapping" (id, "unionId", kind, headers, columns, "updatedAt")
            VALUES (${newId()}::uuid, ${unionId}::uuid, ${kind}::"RosterKind", ${key}, ${JSON.stringify(mappingOf(headers))}::jsonb,
              ${createdAt}::timestamptz)
            ON CONFLICT ("unionId", kind, headers)
            DO UPDATE SET columns = excluded.columns, "updatedAt" = excluded."updatedAt"`,
        ],
  )
