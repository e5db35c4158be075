import { builder } from '#server/platform/builder.ts'
import { type Context, signedIn, theUnion } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { AgencyKindEnum, DutyEnum } from './enums.ts'
import './set-members.ts'
import './update.ts'
import { allowPeople, seesPhones, visibleAgencies, visibleSquads } from './access.ts'

const phone = (row: { phone: string }, context: Context) => (seesPhones(signedIn(context)) ? row.phone : null)
const phoneText = 'For the command centre and squads; null for others. 电话,仅指挥中心与小分队可见。'

const people = (_: unknown, __: unknown, context: Context) => allowPeople(signedIn(context))

builder.prismaNode('Agency', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'Who works along. 部门。',
  fields: (t) => ({
    kind: t.expose('kind', { type: AgencyKindEnum, description: 'Which one. 类别。' }),
    name: t.exposeString('name', { description: 'Its name now. 现名。' }),
    aliases: t.exposeStringList('aliases', { description: 'Other names it is known by. 别名。' }),
  }),
})

builder.prismaNode('SquadMember', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'A member of a squad. 小分队队员。',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name. 姓名。' }),
    duties: t.expose('duties', { type: [DutyEnum], description: 'What the member does on a visit. 职责。' }),
    phone: t.string({
      nullable: true,
      description: phoneText,
      resolve: (member, _, context) => phone(member, context),
    }),
    agency: t.relation('agency', { nullable: true, description: 'Where the member comes from. 所属部门。' }),
  }),
})

builder.prismaNode('Squad', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description:
    'A squad: a leading cadre, members, zones. Tokens read its number and zones with any row of theirs, its people with the scope BOARD; otherwise FORBIDDEN. 工会复工服务小分队。',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Its number; squads stand in this order. 编号,固定顺序。' }),
    cadreName: t.exposeString('cadreName', { authScopes: people, description: 'The leading cadre. 带队领导。' }),
    cadreTitle: t.exposeString('cadreTitle', { authScopes: people, description: 'The cadre’s post. 职务。' }),
    phone: t.string({ nullable: true, description: phoneText, resolve: (squad, _, context) => phone(squad, context) }),
    members: t.relation('members', {
      authScopes: people,
      description: 'Its members. 队员。',
      query: { orderBy: { id: 'asc' } },
    }),
    zones: t.relation('zones', {
      description: 'Where it works. 片区。',
      query: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    }),
  }),
})

const unionArg = 'The union; may be left out where you have one. 工会,只有一个时可省略。'

builder.queryFields((t) => ({
  squads: t.prismaField({
    type: ['Squad'],
    description: 'The squads, by number. 小分队,按编号。',
    args: { unionId: t.arg.id({ required: false, description: unionArg }) },
    resolve: (query, _, { unionId }, context) => {
      const viewer = signedIn(context)
      return db.squad.findMany({
        ...query,
        where: { AND: [{ unionId: theUnion(viewer, unionId as string | null) }, visibleSquads(viewer)] },
        orderBy: { number: 'asc' },
      })
    },
  }),
  agencies: t.prismaField({
    type: ['Agency'],
    description: 'The agencies that work along. 协同部门。',
    args: { unionId: t.arg.id({ required: false, description: unionArg }) },
    resolve: (query, _, { unionId }, context) => {
      const viewer = signedIn(context)
      return db.agency.findMany({
        ...query,
        where: { AND: [{ unionId: theUnion(viewer, unionId as string | null) }, visibleAgencies(viewer)] },
        orderBy: { kind: 'asc' },
      })
    },
  }),
}))
