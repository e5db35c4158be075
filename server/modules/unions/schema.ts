import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import './create-zone.ts'

const UnionLevelEnum = builder.enumType('UnionLevel', {
  description: 'Where a union stands. 工会层级。',
  values: {
    DISTRICT: { description: 'Above sub-district unions. 区总工会。' },
    SUBDISTRICT: { description: 'Has enterprises, squads and a campaign. 街道总工会。' },
  } as const,
})

builder.prismaNode('TradeUnion', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'A trade union: its own stream, enterprises and squads. 工会。',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its full name. 名称。' }),
    level: t.expose('level', { type: UnionLevelEnum, description: 'Where it stands. 层级。' }),
    zones: t.relation('zones', {
      description: 'Its zones, in their order. 片区。',
      query: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    }),
  }),
})

builder.prismaNode('Zone', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'Where a squad works; an enterprise lies in one zone. 片区。',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name. 名称。' }),
    position: t.exposeInt('position', { description: 'Its place among the zones. 顺序。' }),
  }),
})

builder.queryField('unions', (t) =>
  t.prismaField({
    type: ['TradeUnion'],
    description: 'The unions whose rows and events you may ask for. 可见的工会。',
    resolve: (query, _, __, context) =>
      db.tradeUnion.findMany({
        ...query,
        where: { id: { in: [...signedIn(context).unionIds] } },
        orderBy: { id: 'asc' },
      }),
  }),
)
