import { builder } from '#server/platform/builder.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { isPublic } from '#server/platform/public.ts'
import { db } from '#server/postgres/db.ts'
import { CommandRankEnum, RoleEnum, ScopeEnum } from './enums.ts'

/** The account of the caller: its role and scopes, and the union, squad, agency, enterprise or zone to which it belongs. */
export const ViewerRef = builder.objectRef<Actor>('Viewer').implement({
  description: 'The account of the one who asks. 当前登录的账号。',
  fields: (t) => ({
    id: t.id({
      description: 'The global id of the account. 账号的编号。',
      resolve: ({ accountId }) => globalId('Account', accountId),
    }),
    username: t.exposeString('username', { description: 'The name to sign in by. 登录用的用户名。' }),
    displayName: t.exposeString('displayName', { description: 'The name that others are shown. 给别人看的显示名。' }),
    role: t.expose('role', { type: RoleEnum, description: 'What the account may do. 账号的角色。' }),
    rank: t.expose('rank', {
      type: CommandRankEnum,
      nullable: true,
      description: 'The rank of a COMMAND account; null for all other roles. 指挥中心账号的职级,其他角色为空。',
    }),
    member: t.prismaField({
      type: 'SquadMember',
      nullable: true,
      description:
        'The member of the squad who acts by the account; null where the squad shares it, and for all other roles. 使用这个账号的队员;全队共用或其他角色为空。',
      resolve: (query, { accountId, squadId }) =>
        squadId ? db.squadMember.findFirst({ ...query, where: { account: { id: accountId } } }) : null,
    }),
    mustChangePassword: t.exposeBoolean('mustChangePassword', {
      description:
        'Whether somebody else has set the password by which you are signed in; then changePassword comes before anything else. 密码是否由别人设定;为真时须先修改密码,才能做别的。',
    }),
    scopes: t.expose('scopes', {
      type: [ScopeEnum],
      description:
        'What an integrator may read: with a token what the token was made for, signed in at a browser everything. Empty for all other roles. 系统对接账号的可读范围:令牌按其范围,浏览器登录为全部;其他角色为空。',
    }),
    union: t.prismaField({
      type: 'TradeUnion',
      description: 'The union to which the account belongs. 账号所属的工会。',
      resolve: (query, { unionId }) => db.tradeUnion.findUniqueOrThrow({ ...query, where: { id: unionId } }),
    }),
    squad: t.prismaField({
      type: 'Squad',
      nullable: true,
      description: 'The squad of a SQUAD account; null for all other roles. 小分队账号所属的小分队,其他角色为空。',
      resolve: (query, { squadId }) => (squadId ? db.squad.findUnique({ ...query, where: { id: squadId } }) : null),
    }),
    agency: t.prismaField({
      type: 'Agency',
      nullable: true,
      description: 'The agency of an AGENCY account; null for all other roles. 部门账号所属的部门,其他角色为空。',
      resolve: (query, { agencyId }) => (agencyId ? db.agency.findUnique({ ...query, where: { id: agencyId } }) : null),
    }),
    enterprise: t.prismaField({
      type: 'Enterprise',
      nullable: true,
      description:
        'The enterprise of an ENTERPRISE account; null for all other roles. 企业账号所属的企业,其他角色为空。',
      resolve: (query, { enterpriseId }) =>
        enterpriseId ? db.enterprise.findUnique({ ...query, where: { id: enterpriseId } }) : null,
    }),
    zone: t.prismaField({
      type: 'Zone',
      nullable: true,
      description: 'The zone of a CADRE account; null for all other roles. 带队领导账号所带的片区,其他角色为空。',
      resolve: (query, { zoneId }) => (zoneId ? db.zone.findUnique({ ...query, where: { id: zoneId } }) : null),
    }),
  }),
})

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    nullable: true,
    ...isPublic,
    skipTypeScopes: true,
    description: 'The account of the one who asks, or null where nobody is signed in. 当前登录的账号,未登录为空。',
    resolve: (_, __, context) => context.actor,
  }),
)
