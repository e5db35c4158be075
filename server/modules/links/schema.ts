import type { LinkPurpose } from '#codegen/prisma/enums.ts'
import { DeviceKindEnum } from '#server/modules/people/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { allow, signedIn } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { Order } from '#server/platform/keyset.ts'
import { rootList } from '#server/platform/lists.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import type { OrderBy } from '#server/platform/orders.ts'
import { visibleLinks } from './access.ts'
import { LinkPurposeEnum, LinkStateEnum } from './enums.ts'
import { mostShown } from './limits.ts'
import { linkWhere } from './lists.ts'
import { linkOrders } from './orders.ts'
import { type LinkState, stateOf } from './state.ts'
import './events.ts'
import './create.ts'
import './create-chair-link.ts'
import './create-subdistrict.ts'
import './create-issue-link.ts'
import './open-issue-link.ts'
import './act-by-issue-link.ts'
import './revoke.ts'
import './show.ts'
import './open.ts'

registerNode('PersonalLink', visibleLinks)

const openingRef = builder.prismaObject('LinkOpening', {
  description: 'That somebody has opened a personal link. 专用链接的一次打开。',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it was opened. 打开的时间。' }),
    device: t.expose('device', { type: DeviceKindEnum, description: 'By what kind of device. 打开所用的设备类别。' }),
  }),
})

const linkRef = builder.prismaNode('PersonalLink', {
  id: { field: 'id', description: 'The global id of the link. 链接的编号。' },
  description:
    'A link by which one person sets a password or signs a device in, or by which an agency or an enterprise acts on one issue; its secret was shown once, when it was made. 个人用来设置密码或登录设备、或部门与企业用来办理一个问题的专用链接,密钥只在生成时显示一次。',
  fields: (t) => ({
    purpose: t.expose('purpose', { type: LinkPurposeEnum, description: 'What the link is for. 链接的用途。' }),
    state: t.field({
      type: LinkStateEnum,
      description: 'How far the link is now. 链接现在的状态。',
      select: { expiresAt: true, openedAt: true, usedAt: true, revokedAt: true },
      resolve: (link) => stateOf(link),
    }),
    account: t.relation('account', { description: 'The account of the person. 本人的账号。' }),
    createdBy: t.relation('createdBy', { description: 'The account that made the link. 生成链接的账号。' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the link was made. 链接的生成时间。' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'The moment after which the link cannot be used. 链接的到期时间。',
    }),
    openedAt: t.expose('openedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the link was first opened; null if it was not. 首次打开的时间,未打开为空。',
    }),
    usedAt: t.expose('usedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the link was used; null if it was not. 使用的时间,未使用为空。',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the link was revoked; null if it was not. 撤销的时间,未撤销为空。',
    }),
    openings: t.relation('openings', {
      ...most(mostShown),
      type: openingRef,
      description:
        'The last openings of the link, at most 20, the newest first. 最近的若干次打开,至多 20 次,新的在前。',
      query: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: mostShown },
    }),
    openingCount: t.relationCount('openings', {
      description: 'How often the link was opened. 打开的次数。',
    }),
  }),
})

const linkRows = { model: 'PersonalLink', type: 'PersonalLink' } as const
const linkConnection = connectionType(linkRef, 'PersonalLink', linkOrders)
const newestFirst = new Order('PersonalLink', { createdAt: 'timestamptz desc', id: 'uuid desc' })

builder.queryField('personalLinks', (t) =>
  t.connection(
    {
      type: linkRef,
      ...gated,
      description:
        'The personal links of the union, newest first. FORBIDDEN: you are not the command centre. 本工会的专用链接,新的在前。FORBIDDEN:不是指挥中心。',
      args: {
        accountId: t.arg.id({
          required: false,
          description: 'Only the links of this account; its global id. 只看这个账号的链接。',
        }),
        issueId: t.arg.id({
          required: false,
          description: 'Only the links by which this issue is acted on; its global id. 只看办理这个问题的链接。',
        }),
        state: t.arg({
          type: LinkStateEnum,
          required: false,
          description: 'Only links in this state. 只看这种状态的链接。',
        }),
        purpose: t.arg({
          type: LinkPurposeEnum,
          required: false,
          description: 'Only links for this. 只看这种用途的链接。',
        }),
        ...linkOrders.args,
      },
      resolve: (_, args, context, info) => {
        const viewer = signedIn(context)
        allow(viewer, 'COMMAND')
        const filter = {
          accountId: optionalRowId('Account', args.accountId as string | null, 'accountId'),
          issueId: optionalRowId('Issue', args.issueId as string | null, 'issueId'),
          state: args.state as LinkState | null,
          purpose: args.purpose as LinkPurpose | null,
        }
        const where = linkWhere(viewer, filter)
        const offer = linkOrders.offer(viewer, { filter }, args.orderBy as OrderBy | null)
        return rootList(linkRows, { where, order: newestFirst, offer }, args, context, info)
      },
    },
    linkConnection,
  ),
)
