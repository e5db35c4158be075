import { batchLoader } from '#server/platform/batch-loader.ts'
import { builder, unionArg } from '#server/platform/builder.ts'
import { type Context, signedIn, theUnion } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { maskPhone } from '#server/platform/phones.ts'
import { inUseOr, retiredArg } from '#server/platform/retired.ts'
import { db } from '#server/postgres/db.ts'
import { DutyEnum } from './enums.ts'
import { readHeardAt } from './heard.ts'
import { mostMembers, mostSquads, mostZones } from './limits.ts'
import './create.ts'
import './restore.ts'
import './retire.ts'
import './set-members.ts'
import './update.ts'
import { allowSquadPeople, knownSquads, seesSquadPhones, visibleSquads } from './access.ts'

const phone = (row: { phone: string }, context: Context) =>
  seesSquadPhones(signedIn(context)) ? maskPhone(row.phone) : null
const phoneDescription =
  'The phone number with its middle masked, for the command centre and squads; null for all others. revealPhone gives it whole. 电话,中间几位隐去,仅指挥中心与小分队可见,其他人为空;完整号码用 revealPhone。'

const people = (_: unknown, __: unknown, context: Context) => allowSquadPeople(signedIn(context))

registerNode('Squad', visibleSquads)
registerNode('SquadMember', (viewer) => ({ squad: visibleSquads(viewer) }))

builder.prismaNode('SquadMember', {
  id: { field: 'id', description: 'The global id of the member. 队员的编号。' },
  description: 'A person who belongs to a squad. 小分队的一名队员。',
  fields: (t) => ({
    name: t.exposeString('name', {
      authScopes: people,
      ...gated,
      description: 'The name of the member. 队员的姓名。',
    }),
    duties: t.expose('duties', {
      type: [DutyEnum],
      description: 'What the member does on a visit. 队员在走访中的职责。',
    }),
    phone: t.string({
      nullable: true,
      description: phoneDescription,
      resolve: (member, _, context) => phone(member, context),
    }),
    agency: t.relation('agency', {
      nullable: true,
      description: 'The agency from which the member comes; null where none is named. 队员所属的部门,未指明为空。',
    }),
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the member left the squad; null while it belongs to it. 退出小分队的时间;在队时为空。',
    }),
  }),
})

builder.prismaNode('Squad', {
  id: { field: 'id', description: 'The global id of the squad. 小分队的编号。' },
  description:
    'A squad that visits enterprises. Its people are FORBIDDEN for a wall and for a token without the scope BOARD. 工会复工服务小分队;人员对大屏及没有 BOARD 范围的令牌为 FORBIDDEN。',
  fields: (t) => ({
    number: t.exposeInt('number', {
      description:
        'The number of the squad, from 1; squads are always shown in this order. 小分队的序号,从 1 起,始终按此顺序排列。',
    }),
    cadreName: t.exposeString('cadreName', {
      authScopes: people,
      ...gated,
      description: 'The name of the cadre who leads the squad. 带队领导的姓名。',
    }),
    cadreTitle: t.exposeString('cadreTitle', {
      authScopes: people,
      ...gated,
      description: 'The post of the cadre who leads the squad. 带队领导的职务。',
    }),
    phone: t.string({
      nullable: true,
      description: phoneDescription,
      resolve: (squad, _, context) => phone(squad, context),
    }),
    heardAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When an account of the squad last changed something; null where it never did, and for those who may not follow the squad. 小分队账号最近一次操作的时间;从未操作或无权关注该队时为空。',
      resolve: ({ id: squadId, unionId }, _, context, info) =>
        knownSquads.includes(signedIn(context), { unionId, squadId })
          ? batchLoader({ context, info, key: 'heardAt' }, readHeardAt).load(squadId)
          : null,
    }),
    memberCount: t.relationCount('members', {
      where: { retiredAt: null },
      description: 'How many members the squad has. 小分队的队员人数。',
    }),
    members: t.relation('members', {
      authScopes: people,
      nullable: true,
      extensions: { ...gated.extensions, ...most(mostMembers).extensions },
      description:
        'The members of the squad, in the order in which they were entered; at most 50. 小分队的队员,按录入顺序,至多 50 名。',
      args: retiredArg,
      query: ({ retired }) => ({
        where: inUseOr(retired),
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        take: mostMembers,
      }),
    }),
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the squad was retired; null while it is in use. 停用时间,在用时为空。',
    }),
    zones: t.relation('zones', {
      ...most(mostZones),
      description: 'The zones in which the squad works, in the order of the zones. 小分队负责的片区,按片区顺序。',
      query: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    }),
  }),
})

builder.queryFields((t) => ({
  squads: t.prismaField({
    type: ['Squad'],
    ...most(mostSquads),
    description:
      'The squads of the union in the order of their numbers; of the retired ones at most 40; none for a token without the scope BOARD. 本工会的小分队,按序号排列;已停用的至多列出 40 支;令牌无 BOARD 范围时为空。',
    args: { ...unionArg, ...retiredArg },
    resolve: (query, _, { unionId, retired }, context) => {
      const viewer = signedIn(context)
      return db.squad.findMany({
        ...query,
        where: {
          AND: [{ unionId: theUnion(viewer, unionId as string | null) }, inUseOr(retired), visibleSquads(viewer)],
        },
        orderBy: { number: 'asc' },
        take: mostSquads,
      })
    },
  }),
}))
