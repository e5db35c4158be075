import { ContactKind, ResumptionPaperKind } from '#codegen/prisma/enums.ts'
import { StepEnum } from '#server/modules/visits/enums.ts'
import { builder, unionsArg } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { type Context, signedIn, unionsOf } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { rowId } from '#server/platform/ids.ts'
import { Order } from '#server/platform/keyset.ts'
import { rootList } from '#server/platform/lists.ts'
import { most } from '#server/platform/most.ts'
import { without } from '#server/platform/narrowing.ts'
import { registerNode } from '#server/platform/nodes.ts'
import type { OrderBy } from '#server/platform/orders.ts'
import { maskPhone } from '#server/platform/phones.ts'
import { relatedList } from '#server/platform/related-lists.ts'
import { searchArg } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import { ContactKindEnum, ResumptionEnum, VisitProgressEnum } from './enums.ts'
import './event-fields.ts'
import './create.ts'
import './update.ts'
import './set-resumption.ts'
import './record-papers.ts'
import './restore.ts'
import './retire.ts'
import { allowDetails, allowStanding, visibleContacts, visibleDetails, visibleEnterprises } from './access.ts'
import './resumption-type.ts'
import './double-type.ts'
import { EnterpriseFilterInput } from './filter-type.ts'
import { type EnterpriseQuery, enterpriseWhere, scatteredInEnterprises } from './lists.ts'
import { shownOfNumber } from './number-search.ts'
import { enterpriseOrders } from './orders.ts'

registerNode('Enterprise', visibleEnterprises)
registerNode('Contact', (viewer) => ({ AND: [visibleContacts(viewer), { enterprise: visibleEnterprises(viewer) }] }))
builder.prismaNode('Contact', {
  id: { field: 'id', description: 'The global id of the contact. 联系人的编号。' },
  description: 'A person at an enterprise whom the union may call. 企业的一位联系人。',
  fields: (t) => ({
    kind: t.expose('kind', {
      type: ContactKindEnum,
      description: 'The part that this person has at the enterprise. 联系人的类别。',
    }),
    name: t.exposeString('name', { description: 'The name of this person. 联系人的姓名。' }),
    phone: t.string({
      description:
        'The phone number of this person with its middle masked; it may be empty. revealPhone gives it whole. 联系人的电话,中间几位隐去,可为空;完整号码用 revealPhone。',
      select: { phone: true },
      resolve: ({ phone }) => maskPhone(phone),
    }),
  }),
})

const changeRows = { model: 'ResumptionChange', type: 'ResumptionChange' } as const
const oldestFirst = new Order('ResumptionChange', { recordedAt: 'timestamptz asc', on: 'date asc', id: 'uuid asc' })

type Gate = (row: unknown, args: unknown, context: Context) => boolean
const detailsGate: Gate = (_, __, context) => allowDetails(signedIn(context))
const standing: Gate = (_, __, context) => allowStanding(signedIn(context))

builder.prismaNode('Enterprise', {
  id: { field: 'id', description: 'The global id of the enterprise. 企业的编号。' },
  description:
    'An enterprise of the sub-district. A token reads its name and zone wherever it sees the enterprise, its resumption, visits and open issues with the scope BOARD or ENTERPRISES, and all else with ENTERPRISES; otherwise FORBIDDEN. 街道的一家企业。令牌看到企业即可读名称与片区;复工、走访与未结问题须 BOARD 或 ENTERPRISES 范围,其余须 ENTERPRISES 范围,否则 FORBIDDEN。',
  fields: (t) => ({
    union: t.relation('union', {
      description: 'The union to which the enterprise belongs. 企业所属的工会。',
    }),
    name: t.exposeString('name', { description: 'The name of the enterprise. 企业的名称。' }),
    creditCode: t.exposeString('creditCode', {
      authScopes: detailsGate,
      nullable: true,
      description:
        'The unified social credit code of the enterprise, 18 characters; null where it has none or none is known yet. FORBIDDEN on a wall. 统一社会信用代码,18 位;没有或尚未登记时为空。大屏读取为 FORBIDDEN。',
    }),
    address: t.exposeString('address', {
      authScopes: detailsGate,
      ...gated,
      description:
        'The address at which the enterprise works; it may be empty. FORBIDDEN on a wall. 经营地址,可为空。大屏读取为 FORBIDDEN。',
    }),
    industry: t.exposeString('industry', {
      authScopes: detailsGate,
      ...gated,
      description:
        'The industry of the enterprise; it may be empty. FORBIDDEN on a wall. 所属行业,可为空。大屏读取为 FORBIDDEN。',
    }),
    headcount: t.exposeInt('headcount', {
      authScopes: detailsGate,
      nullable: true,
      description:
        'How many people work at the enterprise; null where it is not known. FORBIDDEN on a wall. 员工人数,不详为空。大屏读取为 FORBIDDEN。',
    }),
    zone: t.relation('zone', {
      nullable: true,
      description: 'The zone in which the enterprise lies; null where it lies in none. 所在片区,不属任何片区时为空。',
    }),
    contacts: t.relation('contacts', {
      ...most(Object.keys(ContactKind).length),
      description:
        'The contacts of the enterprise; empty for everybody but the command centre, squads and the enterprise itself. 企业的联系人,仅指挥中心、小分队与本企业可见,其他人看到的为空。',
      query: (_, context) => ({ where: visibleContacts(signedIn(context)), orderBy: { kind: 'asc' } }),
    }),
    resumption: t.expose('resumption', {
      authScopes: standing,
      ...gated,
      type: ResumptionEnum,
      description: 'How far the enterprise has resumed work. 企业的复工状态。',
    }),
    resumptionOn: t.expose('resumptionOn', {
      authScopes: standing,
      type: 'Date',
      nullable: true,
      description:
        'The day from which that state holds; null where no change of state was recorded. 当前复工状态的起始日期,没有变更记录时为空。',
    }),
    resumptionChanges: t.connection(
      {
        type: 'ResumptionChange',
        authScopes: detailsGate,
        ...gated,
        description:
          'The changes of that state, oldest first. FORBIDDEN on a wall. 复工状态的变更,旧的在前。大屏读取为 FORBIDDEN。',
        resolve: ({ id }, args, context, info) => {
          const related = { column: 'enterpriseId', parent: id, visible: visibleDetails, order: oldestFirst }
          return relatedList(changeRows, related, args, context, info)
        },
      },
      connectionType('ResumptionChange', 'ResumptionChange'),
    ),
    resumptionPapers: t.relation('resumptionPapers', {
      ...most(Object.keys(ResumptionPaperKind).length),
      description:
        'The papers of its resumption that the enterprise has handed in; empty on a wall. 企业交来的复工材料;大屏为空。',
      query: (_, context) => ({ where: visibleDetails(signedIn(context)), orderBy: { kind: 'asc' } }),
    }),
    progress: t.expose('progress', {
      authScopes: standing,
      ...gated,
      type: VisitProgressEnum,
      description: 'How far the visits to the enterprise are. 企业的走访进度。',
    }),
    progressStep: t.expose('progressStep', {
      authScopes: standing,
      type: StepEnum,
      nullable: true,
      description:
        'The last step that was done at the enterprise while it is UNDER_WAY; null before the first step, and in every other state. 走访中最近完成的一步;尚未开始第一步或不在走访中时为空。',
    }),
    openIssues: t.exposeInt('openIssues', {
      authScopes: standing,
      ...gated,
      description: 'How many issues of the enterprise are not closed. 未结问题的个数。',
    }),
    position: t.int({
      authScopes: standing,
      nullable: true,
      description:
        'The place of the enterprise in the campaign’s list, from 1; null where it is not on the list. 在行动名单中的位置,从 1 起;不在名单时为空。',
      select: {
        campaignEnterprises: { where: { campaign: { state: 'ACTIVE' } }, select: { position: true }, take: 1 },
      },
      resolve: ({ campaignEnterprises }) => campaignEnterprises[0]?.position ?? null,
    }),
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Since when the enterprise is not of the register any more; null while it is. 停用的时间,在册时为空。',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The moment at which the enterprise’s row was last changed. 企业资料最近一次更新的时间。',
    }),
  }),
})

const listArgs = builder.args((t) => ({
  ...unionsArg,
  ...searchArg(
    'Part of the name, how it is read in pinyin or the initials of that, or, where you may read it, part of the credit code, up to 100 characters; of several words all must be found. The command centre finds enterprises by a whole phone number as well, of at least 10 digits; the audit has it as a number that was shown where one is found. 名称的一部分、拼音或首字母;可见的信用代码可搜一部分;至多 100 字,多个词须全部包含。指挥中心还可按完整电话(至少 10 位)查找,查到的按“查看电话”记入审计。',
  ),
  ...enterpriseOrders.args,
  filter: t.field({
    type: EnterpriseFilterInput,
    required: false,
    description: 'Which enterprises the list shows; all of them if left out. 筛选条件,不填则列出全部。',
  }),
}))

const rows = { model: 'Enterprise', type: 'Enterprise' } as const
const enterpriseConnection = connectionType('Enterprise', 'Enterprise', enterpriseOrders)
const byRegister = new Order('Enterprise', { id: 'uuid asc' })

type ListArgs = Omit<EnterpriseQuery, 'unionIds'> & { unionId?: string | null }

const asQuery = (viewer: Parameters<typeof unionsOf>[0], { unionId, ...query }: ListArgs): EnterpriseQuery => ({
  ...query,
  unionIds: unionsOf(viewer, unionId),
})

builder.queryFields((t) => ({
  enterprise: t.prismaField({
    type: 'Enterprise',
    nullable: true,
    description:
      'One enterprise; null where you may see none with this id. INVALID: the id is not valid. NOT_FOUND: it is an id of another type. 一家企业,无权查看或不存在时为空。INVALID:编号无效。NOT_FOUND:编号属于其他类型。',
    args: { id: t.arg.id({ description: 'The global id of the enterprise. 企业的编号。' }) },
    resolve: (query, _, { id }, context) =>
      db.enterprise.findFirst({
        ...query,
        where: { AND: [{ id: rowId('Enterprise', id, 'id') }, visibleEnterprises(signedIn(context))] },
      }),
  }),
  enterprises: t.connection(
    {
      type: 'Enterprise',
      description:
        'The enterprises of the union, or of all unions that you may read, in the order of the register. NOT_FOUND: an id is one of another type. INVALID: an id is not valid. 工会的企业,按登记顺序排列;不指明工会时为您可查询的所有工会。NOT_FOUND:编号属于其他类型。INVALID:编号无效。',
      args: listArgs,
      resolve: async (_, args, context, info) => {
        const viewer = signedIn(context)
        const { unionIds, search, filter } = asQuery(viewer, args as ListArgs)
        const ofNumber = await shownOfNumber(context, unionIds, search)
        const where = enterpriseWhere(viewer, { unionIds, search, ofNumber, filter })
        const others = without(filter, scatteredInEnterprises, search)
        const among = others && enterpriseWhere(viewer, { unionIds, filter: others })
        const offer = enterpriseOrders.offer(viewer, { filter, search }, args.orderBy as OrderBy | null)
        return rootList(rows, { where, unionIds, order: byRegister, among, search, offer }, args, context, info)
      },
    },
    enterpriseConnection,
  ),
}))
