import type { Account } from '#codegen/prisma/client.ts'
import { registerSubject } from '#server/feed/subjects.ts'
import { builder } from '#server/platform/builder.ts'
import { allow, signedIn } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { visibleAccounts, visibleTokens } from './access.ts'
import { RoleEnum, ScopeEnum } from './enums.ts'

registerSubject('Account', {
  visible: visibleAccounts,
  rows: (args) => db.account.findMany(args),
})

builder.prismaObject('Account', {
  description: 'Somebody who may sign in, a wall, or another system. 账号。',
  fields: (t) => ({
    id: t.id({ description: 'Global id. 编号。', resolve: ({ id }) => globalId('Account', id) }),
    username: t.exposeString('username', { description: 'The name to sign in by. 用户名。' }),
    displayName: t.exposeString('displayName', { description: 'The name to show. 显示名。' }),
    role: t.expose('role', { type: RoleEnum, description: 'What it may do. 角色。' }),
    squad: t.relation('squad', { nullable: true, description: 'The squad it is for. 小分队。' }),
    agency: t.relation('agency', { nullable: true, description: 'The agency it is for. 部门。' }),
    enterprise: t.relation('enterprise', { nullable: true, description: 'The enterprise it is for. 企业。' }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when nobody gets in by it. 停用时间。',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made. 建立时间。' }),
  }),
})

builder.prismaObject('Session', {
  name: 'Token',
  description: 'An integrator’s token; its secret was shown once. 对接令牌。',
  fields: (t) => ({
    id: t.id({ description: 'Global id. 编号。', resolve: ({ id }) => globalId('Token', id) }),
    name: t.exposeString('name', { description: 'What it is for. 用途。' }),
    scopes: t.expose('scopes', { type: [ScopeEnum], description: 'What it opens. 范围。' }),
    account: t.relation('account', { description: 'Whose it is. 账号。' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made. 建立时间。' }),
    usedAt: t.expose('usedAt', { type: 'DateTime', description: 'When it was last used, to the minute. 最近使用。' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it opens. 到期时间。' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it was revoked. 撤销时间。' }),
  }),
})

builder.queryFields((t) => ({
  accounts: t.prismaConnection({
    type: 'Account',
    cursor: 'id',
    description: 'The accounts of the union, by name; for the command centre. 账号列表。',
    totalCount: (_, __, context) => db.account.count({ where: visibleAccounts(signedIn(context)) }),
    resolve: (query, _, __, context) => {
      const viewer = signedIn(context)
      allow(viewer, 'COMMAND')
      return db.account.findMany({ ...query, where: visibleAccounts(viewer), orderBy: [{ username: 'asc' }] })
    },
  }),
  tokens: t.prismaConnection({
    type: 'Session',
    cursor: 'id',
    description: 'The integrators’ tokens, newest first; for the command centre. 令牌列表。',
    totalCount: (_, __, context) => db.session.count({ where: visibleTokens(signedIn(context)) }),
    resolve: (query, _, __, context) => {
      const viewer = signedIn(context)
      allow(viewer, 'COMMAND')
      const orderBy = [{ createdAt: 'desc' as const }, { id: 'desc' as const }]
      return db.session.findMany({ ...query, where: visibleTokens(viewer), orderBy })
    },
  }),
}))

builder.objectFields('BoardEvent', (t) => ({
  account: t.prismaField({
    type: 'Account',
    nullable: true,
    description: 'The account it is about, for the command centre. 账号。',
    resolve: (query, { subjects, subjectType, subjectId }) =>
      subjectType === 'Account' ? subjects.row<Account>('Account', subjectId, query) : null,
  }),
}))
