import { builder } from './builder.ts'
import type { Connection } from './page.ts'

/**
 * Makes the type of all lists that have rows of one type, with the type of their entries: `VisitConnection` and `VisitEdge`
 * for `Visit`, wherever a field lists visits.
 */
export const connectionType = <T extends Parameters<typeof builder.connectionObject>[0]['type']>(
  type: T,
  name: string,
) =>
  builder.connectionObject(
    {
      type,
      name: `${name}Connection`,
      fields: (t) => ({
        totalCount: t.int({
          description:
            'How many entries the whole list has, on all of its pages; a list of more than 10,000 is counted no further. 整个列表各页合计的项数;超过一万项时只数到一万。',
          resolve: async (connection) => (await (connection as unknown as Connection<unknown>).count()).total,
        }),
        isFloor: t.boolean({
          description:
            'True where the list has more entries than `totalCount` says. 为真时,列表的项数多于 totalCount。',
          resolve: async (connection) => (await (connection as unknown as Connection<unknown>).count()).isFloor,
        }),
      }),
    },
    { name: `${name}Edge` },
  )
