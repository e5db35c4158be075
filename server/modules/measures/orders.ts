import { byPinyin, type OrderBy, Orders, placeIn } from '#server/platform/orders.ts'
import { visibleMeasures } from './access.ts'
import type { MeasureFilter } from './lists.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    MeasureOrderBy: OrderBy
  }
}

/** The orders of the list of measures. */
export const measureOrders = new Orders<MeasureFilter>('Measure', 'Measure', visibleMeasures, {
  DUE_ON: {
    description: 'The last day for the measure. 落实期限。',
    columns: { dueOn: 'date asc', id: 'uuid asc' },
  },
  STATE: {
    description: 'The state of the measure, from OPEN to DROPPED. 措施的状态,从落实中到已取消。',
    columns: { state: 'int asc', id: 'uuid asc' },
    sql: { state: placeIn('MeasureState', 'c.state') },
  },
  ENTERPRISE: {
    description: 'The name of the enterprise, by pinyin. 企业名称,按拼音。',
    columns: { enterprise: 'text asc', id: 'uuid asc' },
    sql: { enterprise: byPinyin('e.name') },
    joins: 'JOIN "Enterprise" e ON e.id = c."enterpriseId"',
  },
})
