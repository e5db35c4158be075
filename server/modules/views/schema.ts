import { builder, unionsArg } from '#server/platform/builder.ts'
import { signedIn, unionsOf } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { ofUnions } from '#server/platform/of-unions.ts'
import { db } from '#server/postgres/db.ts'
import './save.ts'
import './delete.ts'
import { visibleViews } from './access.ts'
import { ViewListEnum } from './enums.ts'
import { mostShared, mostViews } from './limits.ts'

registerNode('View', visibleViews)

const ownerRef = builder.objectRef<{ id: string; displayName: string }>('ViewOwner').implement({
  description: 'The account that saved a view. 保存视图的账号。',
  fields: (t) => ({
    id: t.id({
      description: 'The global id of the account. 账号的编号。',
      resolve: ({ id }) => globalId('Account', id),
    }),
    displayName: t.exposeString('displayName', {
      description: 'The name of the account that others are shown. 给别人看的显示名。',
    }),
  }),
})

builder.prismaNode('View', {
  id: { field: 'id', description: 'The global id of the view. 视图的编号。' },
  description:
    'A name for a list of the desk with its filters, order and columns. 工作台上一个列表的视图:名称,以及筛选、排序与列。',
  fields: (t) => ({
    list: t.expose('list', { type: ViewListEnum, description: 'The list that the view shows. 视图所属的列表。' }),
    name: t.exposeString('name', { description: 'What the view is called. 视图的名称。' }),
    address: t.exposeString('address', {
      description:
        'The filters, order and columns as the query part of the desk’s address, without the question mark; it may be empty. 筛选、排序与列,即工作台网址中问号之后的部分,可为空。',
    }),
    isShared: t.exposeBoolean('isShared', {
      description:
        'True where all of the command centre and the district see the view. 与指挥中心及区总工会共享时为真。',
    }),
    owner: t.field({
      type: ownerRef,
      description: 'Who saved the view. 保存视图的人。',
      select: { owner: { select: { id: true, displayName: true } } },
      resolve: ({ owner }) => owner,
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The moment at which the view was last saved. 视图最近一次保存的时间。',
    }),
  }),
})

builder.queryField('views', (t) =>
  t.prismaField({
    type: ['View'],
    ...most(mostViews + mostShared),
    description:
      'The saved views of a list that you may see: at most 50 of your own, and at most 50 that others of the union share, each by name. 一个列表的视图:先是本人的,至多 50 个,再是本工会他人共享的,至多 50 个,各按名称排列。',
    args: {
      ...unionsArg,
      list: t.arg({ type: ViewListEnum, description: 'The list whose views are asked for. 要查看视图的列表。' }),
    },
    resolve: async (query, _, { unionId, list }, context) => {
      const actor = signedIn(context)
      const unions = unionsOf(actor, unionId as string | null)
      const read = (where: object) =>
        db.view.findMany({ ...query, where: { AND: [{ list }, where] }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
      const { accountId } = actor
      const [own, others] = await Promise.all([
        read({ ownerId: accountId }),
        read({ AND: [{ ...ofUnions(unions), ownerId: { not: accountId }, isShared: true }, visibleViews(actor)] }),
      ])
      return [...own, ...others]
    },
  }),
)
