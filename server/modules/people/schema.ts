import { registerSubject } from '#server/feed/subjects.ts'
import { builder } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { allow, signedIn } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { Order } from '#server/platform/keyset.ts'
import { rootList } from '#server/platform/lists.ts'
import { registerNode } from '#server/platform/nodes.ts'
import type { OrderBy } from '#server/platform/orders.ts'
import { searchArg, searchedIn } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import { visibleAccounts, visibleTokens } from './access.ts'
import { CommandRankEnum, RoleEnum, ScopeEnum } from './enums.ts'
import { accountWhere } from './lists.ts'
import { accountOrders, tokenOrders } from './orders.ts'
import './events.ts'
import './event-fields.ts'
import './confirm-actor.ts'
import './viewer.ts'
import './set-up-link.ts'
import './set-up-union.ts'
import './sign-in.ts'
import './sign-in-attempts.ts'
import './sign-out.ts'
import './pair-wall.ts'
import './create-account.ts'
import './update-account.ts'
import './disable-account.ts'
import './enable-account.ts'
import './lift-lockout.ts'
import './set-password.ts'
import './change-password.ts'
import './own-sessions.ts'
import './end-own-sessions.ts'
import './create-token.ts'
import './revoke-token.ts'
import './create-wall-pairing.ts'

registerSubject('Account', {
  visible: visibleAccounts,
  rows: (args) => db.account.findMany(args),
})

registerNode('Account', visibleAccounts)
registerNode('Session', visibleTokens, 'Token')

builder.prismaNode('Account', {
  id: { field: 'id', description: 'The global id of the account. 账号的编号。' },
  description:
    'An account by which somebody signs in, a wall shows the board, or another system reads. 账号:人员、大屏或对接系统。',
  fields: (t) => ({
    username: t.exposeString('username', { description: 'The name to sign in by. 登录用的用户名。' }),
    displayName: t.exposeString('displayName', { description: 'The name that others are shown. 给别人看的显示名。' }),
    role: t.expose('role', { type: RoleEnum, description: 'What the account may do. 账号的角色。' }),
    isHead: t.exposeBoolean('isHead', {
      description: 'Whether the person leads the agency. 是否部门负责人。',
    }),
    rank: t.expose('rank', {
      type: CommandRankEnum,
      nullable: true,
      description: 'The rank of a COMMAND account; null for all other roles. 指挥中心账号的职级,其他角色为空。',
    }),
    member: t.relation('member', {
      nullable: true,
      description:
        'The member of the squad who acts by the account; null where the squad shares it, and for all other roles. 使用这个账号的队员;全队共用或其他角色为空。',
    }),
    squad: t.relation('squad', {
      nullable: true,
      description: 'The squad of a SQUAD account; null for all other roles. 小分队账号所属的小分队,其他角色为空。',
    }),
    agency: t.relation('agency', {
      nullable: true,
      description: 'The agency of an AGENCY account; null for all other roles. 部门账号所属的部门,其他角色为空。',
    }),
    enterprise: t.relation('enterprise', {
      nullable: true,
      description:
        'The enterprise of an ENTERPRISE account; null for all other roles. 企业账号所属的企业,其他角色为空。',
    }),
    zone: t.relation('zone', {
      nullable: true,
      description: 'The zone of a CADRE account; null for all other roles. 带队领导账号所带的片区,其他角色为空。',
    }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the account was disabled; null while it is in use. 停用时间,使用中为空。',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the account was made. 账号的建立时间。' }),
  }),
})

const tokenRef = builder.prismaNode('Session', {
  name: 'Token',
  id: { field: 'id', description: 'The global id of the token. 令牌的编号。' },
  description:
    'A token by which another system reads; its secret was shown once, when it was made. 系统对接的令牌,令牌内容只在建立时显示一次。',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What the token is used for. 令牌的用途。' }),
    scopes: t.expose('scopes', { type: [ScopeEnum], description: 'What the token may read. 令牌可读的范围。' }),
    account: t.relation('account', {
      description: 'The integrator’s account to which the token belongs. 令牌所属的对接账号。',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the token was made. 令牌的建立时间。' }),
    usedAt: t.expose('usedAt', {
      type: 'DateTime',
      description: 'When the token was last used, exact to the minute. 最近一次使用的时间,精确到分钟。',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'When the token stops working. 令牌的到期时间。',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the token was revoked; null if it was not. 令牌的撤销时间,未撤销为空。',
    }),
  }),
})

const accountRows = { model: 'Account', type: 'Account' } as const
const accountConnection = connectionType('Account', 'Account', accountOrders)
const byUsername = new Order('Account', { username: 'text asc', id: 'uuid asc' })

const tokenRows = { model: 'Session', type: 'Token' } as const
const tokenConnection = connectionType(tokenRef, 'Token', tokenOrders)
const newestFirst = new Order('Session', { createdAt: 'timestamptz desc', id: 'uuid desc' })

builder.queryFields((t) => ({
  accounts: t.connection(
    {
      type: 'Account',
      ...gated,
      description:
        'The accounts of the union, in the order of their usernames. FORBIDDEN: you are not the command centre. 本工会的账号,按用户名排列。FORBIDDEN:不是指挥中心。',
      args: {
        ...searchArg(
          'Part of the username or of the display name, up to 100 characters; of several words all must be found. 用户名或显示名的一部分,至多 100 字;多个词须全部包含。',
        ),
        ...accountOrders.args,
      },
      resolve: (_, args, context, info) => {
        const viewer = signedIn(context)
        allow(viewer, 'COMMAND')
        const where = accountWhere(viewer, args)
        const offer = accountOrders.offer(viewer, args, args.orderBy as OrderBy | null)
        return rootList(accountRows, { where, order: byUsername, offer }, args, context, info)
      },
    },
    accountConnection,
  ),
  tokens: t.connection(
    {
      type: tokenRef,
      ...gated,
      description:
        'The tokens of the union’s integrators, newest first. FORBIDDEN: you are not the command centre. 本工会的对接令牌,新的在前。FORBIDDEN:不是指挥中心。',
      args: {
        ...searchArg(
          'Part of the token’s name, up to 100 characters; of several words all must be found. 令牌用途的一部分,至多 100 字;多个词须全部包含。',
        ),
        ...tokenOrders.args,
      },
      resolve: (_, args, context, info) => {
        const viewer = signedIn(context)
        allow(viewer, 'COMMAND')
        const where = { AND: [visibleTokens(viewer), ...searchedIn(args.search, 'name')] }
        const offer = tokenOrders.offer(viewer, args, args.orderBy as OrderBy | null)
        return rootList(tokenRows, { where, order: newestFirst, offer }, args, context, info)
      },
    },
    tokenConnection,
  ),
}))
