import { builder } from './builder.ts'
import type { Orders } from './orders.ts'
import type { Connection } from './page.ts'

/**
 * Makes the type of all lists that have rows of one type, with the type of their entries: `VisitConnection` and `VisitEdge`
 * for `Visit`, wherever a field lists visits. `orders` are those in which a list can be asked for where it takes `orderBy`.
 */
export const connectionType = <T extends Parameters<typeof builder.connectionObject>[0]['type']>(
  type: T,
  name: string,
  // biome-ignore lint/suspicious/noExplicitAny: each list has filters of its own
  orders?: Orders<any>,
) =>
  builder.connectionObject(
    {
      type,
      name: `${name}Connection`,
      fields: (t) => ({
        totalCount: t.int({
          description:
            'How many entries the whole list has, on all of its pages; a list of more than 10,000 is counted no further, one that is searched for words no further than 2,000. 整个列表各页合计的项数;超过一万项时只数到一万,按词查找时只数到两千。',
          resolve: async (connection) => (await (connection as unknown as Connection<unknown>).count()).total,
        }),
        isFloor: t.boolean({
          description:
            'True where the list has more entries than `totalCount` says. 为真时,列表的项数多于 totalCount。',
          resolve: async (connection) => (await (connection as unknown as Connection<unknown>).count()).isFloor,
        }),
        ...(orders && {
          orders: t.field({
            type: [orders.field],
            description:
              'The orders in which this list can be asked for, narrowed as it is now; none where the field takes no `orderBy`. 此列表按当前筛选可用的排序;字段不接受 orderBy 时为空。',
            resolve: async (connection) => [...(await (connection as unknown as Connection<unknown>).orders())],
          }),
        }),
      }),
    },
    { name: `${name}Edge` },
  )
