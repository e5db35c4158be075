import { byPinyin, type OrderBy, Orders } from '#server/platform/orders.ts'
import { visibleCellTexts } from './access.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    CellTextOrderBy: OrderBy
  }
}

/** The orders of the list of texts. */
export const cellTextOrders = new Orders<{ isDoubtful: boolean }>('CellText', 'CellText', visibleCellTexts, {
  NAME: {
    description: 'What the row was about, by pinyin. 所属企业等的名称,按拼音。',
    columns: { name: 'text asc', id: 'uuid asc' },
    sql: { name: byPinyin('c.name') },
  },
  COLUMN: {
    description: 'The column in which the text stood. 所在的列。',
    columns: { column: 'text asc', id: 'uuid asc' },
  },
})
