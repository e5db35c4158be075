import type { Locale, Sentence } from '#server/platform/errors.ts'
import type { RosterColumn } from './columns.ts'
import type { RefusedCell } from './compare.ts'
import { rowReasons } from './row.ts'

/** The name of each column in both languages, as an office writes it at the head of a table. */
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

/** A sentence that says which cell of a row is refused, and why. */
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
