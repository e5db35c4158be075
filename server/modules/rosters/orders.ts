import { byPinyin, type OrderBy, Orders } from '#server/platform/orders.ts'
import { visibleRosters } from './access.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    RosterOrderBy: OrderBy
  }
}

/** The orders of the list of imports. */
export const rosterOrders = new Orders('Roster', 'RosterImport', visibleRosters, {
  FILE_NAME: {
    description: 'The name of the file, by pinyin. 文件名,按拼音。',
    columns: { fileName: 'text asc', id: 'uuid asc' },
    sql: { fileName: byPinyin('c."fileName"') },
  },
  APPLIED_AT: {
    description: 'The moment at which the roster was applied. 导入时间。',
    columns: { appliedAt: 'timestamptz? asc', id: 'uuid asc' },
  },
})
