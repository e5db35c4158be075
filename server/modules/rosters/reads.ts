import type { Locale, Sentence } from '#server/platform/errors.ts'
import { db } from '#server/postgres/db.ts'
import type { RosterColumn } from './columns.ts'
import type { PlannedRow, RefusedCell, RowKind } from './compare.ts'
import { rowReasons } from './row.ts'

/** A page of a roster's rows, cut out by the database: a roster may be many megabytes. */
export async function readRosterRows(
  rosterId: string,
  kinds: RowKind[] | null | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<PlannedRow[]> {
  const rows = await db.$queryRaw<{ value: PlannedRow }[]>`
    SELECT r.value FROM "RosterImport" i, jsonb_array_elements(i.rows) WITH ORDINALITY AS r(value, place)
    WHERE i.id = ${rosterId}::uuid AND (${kinds ?? null}::text[] IS NULL OR r.value ->> 'kind' = ANY(${kinds ?? null}))
    ORDER BY r.place LIMIT ${limit} OFFSET ${offset}`
  return rows.map(({ value }) => value)
}

/** The columns as an office calls them. */
export const columnNames: Record<RosterColumn, Sentence> = {
  name: { zh: '企业名称', en: 'Enterprise name' },
  creditCode: { zh: '统一社会信用代码', en: 'Credit code' },
  address: { zh: '地址', en: 'Address' },
  industry: { zh: '行业', en: 'Industry' },
  headcount: { zh: '员工人数', en: 'Headcount' },
  contactName: { zh: '负责人', en: 'Owner' },
  contactPhone: { zh: '负责人电话', en: 'Owner phone' },
  unionChairName: { zh: '工会主席', en: 'Union chair' },
  unionChairPhone: { zh: '工会主席电话', en: 'Union chair phone' },
  healthContactName: { zh: '防疫联系人', en: 'Health contact' },
  healthContactPhone: { zh: '防疫联系人电话', en: 'Health contact phone' },
  zone: { zh: '片区', en: 'Zone' },
}

/** Why a cell is refused, as a sentence that stands alone. */
export function reasonSentence({ column, reason, detail = '' }: RefusedCell, locale: Locale): string {
  const said: Record<RefusedCell['reason'], Sentence> = {
    ...rowReasons,
    DUPLICATE: { zh: `与第 ${detail} 行重复`, en: `repeats row ${detail}` },
    NO_SUCH_ZONE: detail
      ? { zh: `没有这个片区,现有:${detail}`, en: `is no zone of ours; there are: ${detail}` }
      : { zh: '没有这个片区,本工会还没有划分片区', en: 'is no zone of ours; there are none yet' },
  }
  const name = columnNames[column][locale]
  return locale === 'zh' ? `${name}:${said[reason].zh}` : `${name} ${said[reason].en}`
}
