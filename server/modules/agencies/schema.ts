import { builder, unionArg } from '#server/platform/builder.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { inUseOr, retiredArg } from '#server/platform/retired.ts'
import { db } from '#server/postgres/db.ts'
import { seesAgencyPhones, visibleAgencies, visibleOfficers } from './access.ts'
import { AgencyKindEnum } from './enums.ts'
import { mostAgencies, mostOfficers, mostZones } from './limits.ts'
import './create.ts'
import './restore.ts'
import './retire.ts'
import './update.ts'

registerNode('Agency', visibleAgencies)

builder.prismaNode('Agency', {
  id: { field: 'id', description: 'The global id of the agency. 部门的编号。' },
  description:
    'An agency that works along with the union, such as the police, the tax office or a community. 与工会协同的部门,如公安、税务、社区。',
  fields: (t) => ({
    kind: t.expose('kind', { type: AgencyKindEnum, description: 'Which kind of agency it is. 部门的类别。' }),
    name: t.exposeString('name', { description: 'The name that the agency has now. 部门的现名。' }),
    aliases: t.exposeStringList('aliases', {
      description: 'Other names by which the agency is known, such as earlier ones. 部门的其他名称,如曾用名。',
    }),
    phone: t.string({
      nullable: true,
      description:
        'The phone number of the agency, for the command centre and squads; null for all others. 部门的电话,仅指挥中心与小分队可见,其他人为空。',
      resolve: ({ phone }, _, context) => (seesAgencyPhones(signedIn(context)) ? phone : null),
    }),
    zones: t.relation('zones', {
      ...most(mostZones),
      description:
        'The zones for whose enterprises a community answers, in the order of the zones. 社区负责的片区,按片区顺序。',
      query: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    }),
    officers: t.relation('accounts', {
      ...most(mostOfficers),
      description:
        'The accounts in use that act for the agency, the first 50 by username, for the command centre; empty for all others. 部门在用的账号,按用户名列出前 50 个,仅指挥中心可见,其他人看到的为空。',
      query: (_, context) => ({
        where: { AND: [{ disabledAt: null, issueId: null }, visibleOfficers(signedIn(context))] },
        orderBy: { username: 'asc' },
        take: mostOfficers,
      }),
    }),
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the agency was retired; null while it is in use. 停用时间,在用时为空。',
    }),
  }),
})

builder.queryField('agencies', (t) =>
  t.prismaField({
    type: ['Agency'],
    ...most(mostAgencies),
    description:
      'The agencies that work along with the union, by kind and name; of the retired ones the last hundred; none for a token without any scope. 与本工会协同的部门,按类别与名称排列;已停用的至多列出最近一百个;令牌无任何范围时为空。',
    args: { ...unionArg, ...retiredArg },
    resolve: (query, _, { unionId, retired }, context) => {
      const viewer = signedIn(context)
      return db.agency.findMany({
        ...query,
        where: {
          AND: [{ unionId: theUnion(viewer, unionId as string | null) }, inUseOr(retired), visibleAgencies(viewer)],
        },
        orderBy: retired ? [{ retiredAt: 'desc' }, { id: 'asc' }] : [{ kind: 'asc' }, { name: 'asc' }],
        take: mostAgencies,
      })
    },
  }),
)
