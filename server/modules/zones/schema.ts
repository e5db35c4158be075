import { batchLoader } from '#server/platform/batch-loader.ts'
import { builder, unionArg } from '#server/platform/builder.ts'
import { type Context, signedIn, theUnion } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { maskPhone } from '#server/platform/phones.ts'
import { inUse, inUseOr, retiredArg } from '#server/platform/retired.ts'
import { db } from '#server/postgres/db.ts'
import { allowZonePeople, seesSums, seesZonePhones, visibleZones } from './access.ts'
import { mostZones } from './limits.ts'
import { readSums, type ZoneFigures } from './sums.ts'
import './create.ts'
import './restore.ts'
import './retire.ts'
import './update.ts'

registerNode('Zone', visibleZones)

const inTheirOrder = [{ position: 'asc' as const }, { id: 'asc' as const }]

const zoneSums = builder.objectRef<ZoneFigures>('ZoneSums').implement({
  description: 'What the enterprises of a zone add up to now. 片区内企业的合计。',
  fields: (t) => ({
    enterprises: t.exposeInt('enterprises', {
      description: 'How many enterprises lie in the zone. 片区内的企业数。',
    }),
    listed: t.exposeInt('listed', {
      description: 'How many of them are on the list of the campaign. 其中在行动名单内的企业数。',
    }),
    visited: t.exposeInt('visited', {
      description: 'How many of the listed ones have been visited. 名单内已走访的企业数。',
    }),
    openIssues: t.exposeInt('openIssues', {
      description: 'How many issues of these enterprises are not closed. 这些企业未结问题的个数。',
    }),
    resumed: t.exposeInt('resumed', { description: 'How many of them have resumed work. 已复工的企业数。' }),
  }),
})

const people = (_: unknown, __: unknown, context: Context) => allowZonePeople(signedIn(context))

builder.prismaNode('Zone', {
  id: { field: 'id', description: 'The global id of the zone. 片区的编号。' },
  description:
    'A part of the sub-district. Squads work in zones, and an enterprise lies in at most one. 片区:小分队按片区工作,一家企业至多属一个片区。',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the zone. 片区的名称。' }),
    position: t.exposeInt('position', {
      description: 'The place of the zone among the union’s zones, from 1. 片区的顺序,从 1 起。',
    }),
    cadreName: t.exposeString('cadreName', {
      authScopes: people,
      ...gated,
      description:
        'The name of the street’s cadre who leads the zone; empty where nobody is named. 带队的街道班子成员姓名,未指明时为空字符串。',
    }),
    cadreTitle: t.exposeString('cadreTitle', {
      authScopes: people,
      ...gated,
      description: 'The post of that cadre; it may be empty. 带队领导的职务,可为空字符串。',
    }),
    cadrePhone: t.string({
      nullable: true,
      description:
        'The phone number of that cadre with its middle masked, for the command centre and squads; null for all others. revealPhone gives it whole. 带队领导的电话,中间几位隐去,仅指挥中心与小分队可见,其他人为空;完整号码用 revealPhone。',
      resolve: ({ cadrePhone }, _, context) => (seesZonePhones(signedIn(context)) ? maskPhone(cadrePhone) : null),
    }),
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the zone was retired; null while it is in use. 停用时间,在用时为空。',
    }),
    sums: t.field({
      type: zoneSums,
      nullable: true,
      description:
        'What the zone’s enterprises add up to, for the command centre, the district and the cadre who leads the zone; null for all others. 片区内企业的合计,仅指挥中心、区总工会与本片区带队领导可见,其他人为空。',
      resolve: ({ id }, _, context, info) =>
        seesSums(signedIn(context), { id }) ? batchLoader({ context, info, key: 'sums' }, readSums).load(id) : null,
    }),
  }),
})

builder.prismaObjectField('TradeUnion', 'zones', (t) =>
  t.relation('zones', {
    ...most(mostZones),
    description:
      'The zones of the union that are in use, in their order; for a cadre the own one. 工会在用的片区,按顺序排列;带队领导只看到自己的片区。',
    query: (_, context) => ({ where: { AND: [inUse, visibleZones(signedIn(context))] }, orderBy: inTheirOrder }),
  }),
)

builder.queryField('zones', (t) =>
  t.prismaField({
    type: ['Zone'],
    ...most(mostZones),
    description:
      'The zones of the union in their order; of the retired ones the last hundred; for a cadre the own one. 本工会的片区,按顺序排列;已停用的至多列出最近一百个;带队领导只看到自己的片区。',
    args: { ...unionArg, ...retiredArg },
    resolve: (query, _, { unionId, retired }, context) => {
      const viewer = signedIn(context)
      return db.zone.findMany({
        ...query,
        where: {
          AND: [{ unionId: theUnion(viewer, unionId as string | null) }, inUseOr(retired), visibleZones(viewer)],
        },
        orderBy: retired ? [{ retiredAt: 'desc' }, { id: 'asc' }] : inTheirOrder,
        take: mostZones,
      })
    },
  }),
)
