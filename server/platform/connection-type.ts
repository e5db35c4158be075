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
          description: 'How many entries the whole list has, on all of its pages. 整个列表各页合计的项数。',
          resolve: (connection) => (connection as unknown as Connection<unknown>).count(),
        }),
      }),
    },
    { name: `${name}Edge` },
  )
