import { z } from 'zod'
import { builder } from '#server/platform/builder.ts'
import type { Actor, Context } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import './accounts.ts'
import { noCookie, sessionCookie } from './cookie.ts'
import { RoleEnum, ScopeEnum } from './enums.ts'
import './events.ts'
import './mutations.ts'
import { lifetimes } from './sessions.ts'
import { type Opened, pairWall, signIn, signOut } from './sign-in-rules.ts'

const ViewerRef = builder.objectRef<Actor>('Viewer').implement({
  description: 'Who is asking. 当前用户。',
  fields: (t) => ({
    id: t.id({ description: 'Global id of the account. 账号编号。', resolve: (v) => globalId('Account', v.accountId) }),
    username: t.exposeString('username', { description: 'The name to sign in by. 用户名。' }),
    displayName: t.exposeString('displayName', { description: 'The name to show. 显示名。' }),
    role: t.expose('role', { type: RoleEnum, description: 'What the account may do. 角色。' }),
    scopes: t.expose('scopes', {
      type: [ScopeEnum],
      description:
        'What it may read: an INTEGRATOR who signed in all, its tokens what each was made for; else empty. 可读范围。',
    }),
    union: t.prismaField({
      type: 'TradeUnion',
      description: 'The union of the account. 所属工会。',
      resolve: (query, v) => db.tradeUnion.findUniqueOrThrow({ ...query, where: { id: v.unionId } }),
    }),
    squad: t.prismaField({
      type: 'Squad',
      nullable: true,
      description: 'The squad, for its own account. 所属小分队。',
      resolve: (query, v) => (v.squadId ? db.squad.findUnique({ ...query, where: { id: v.squadId } }) : null),
    }),
    agency: t.prismaField({
      type: 'Agency',
      nullable: true,
      description: 'The agency, for its own account. 所属部门。',
      resolve: (query, v) => (v.agencyId ? db.agency.findUnique({ ...query, where: { id: v.agencyId } }) : null),
    }),
    enterprise: t.prismaField({
      type: 'Enterprise',
      nullable: true,
      description: 'The enterprise, for its own account. 所属企业。',
      resolve: (query, v) =>
        v.enterpriseId ? db.enterprise.findUnique({ ...query, where: { id: v.enterpriseId } }) : null,
    }),
  }),
})

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    nullable: true,
    skipTypeScopes: true,
    description: 'Who is asking, or null for nobody. 当前用户,未登录为空。',
    resolve: (_, __, context) => context.actor,
  }),
)

const openedPayload = (name: string) =>
  builder.objectRef<Opened>(`${name}Payload`).implement({
    description: 'A new session; browsers get it as a cookie too. 新会话。',
    fields: (t) => ({
      token: t.string({ description: 'For the Authorization header. 令牌。', resolve: ({ secret }) => secret }),
      viewer: t.field({ type: ViewerRef, description: 'Who it is for. 用户。', resolve: ({ actor }) => actor }),
    }),
  })

const SignInInput = builder.inputType('SignInInput', {
  description: 'A name and a password. 登录。',
  fields: (t) => ({
    username: t.string({ validate: z.string().min(1).max(100), description: 'The username. 用户名。' }),
    password: t.string({ validate: z.string().min(1).max(200), description: 'The password. 密码。' }),
  }),
})

const PairWallInput = builder.inputType('PairWallInput', {
  description: 'A one-use code, shown by a device. 大屏配对。',
  fields: (t) => ({
    clientId: t.field({
      type: 'UUID',
      description: 'Made by the device; the same one again within the 15 minutes gets a session again. 由设备生成。',
    }),
    code: t.string({ validate: z.string().min(1).max(100), description: 'From the link. 配对码。' }),
  }),
})

const SignOutPayload = builder.objectRef<{ signedOut: boolean }>('SignOutPayload').implement({
  description: 'The session has ended. 已退出。',
  fields: (t) => ({ signedOut: t.exposeBoolean('signedOut', { description: 'Always true. 恒为真。' }) }),
})

/** Gives the browser its cookie and makes the new session's holder the one who asks. */
function keep(context: Context, opened: Opened, kind: 'BROWSER' | 'WALL'): Opened {
  context.actor = opened.actor
  context.setHeader?.('set-cookie', sessionCookie(context.origin, opened.secret, lifetimes[kind].total / 1000))
  return opened
}

builder.mutationFields((t) => ({
  signIn: t.field({
    type: openedPayload('SignIn'),
    description: 'Opens a session. UNAVAILABLE with retryAfter after too many failures. 登录。',
    args: { input: t.arg({ type: SignInInput, description: 'Name and password. 用户名与密码。' }) },
    resolve: async (_, { input }, context) => keep(context, await signIn(input, context.address), 'BROWSER'),
  }),
  signOut: t.field({
    type: SignOutPayload,
    description: 'Ends the session that asks; its sockets close. 退出登录。',
    resolve: async (_, __, context) => {
      await signOut(context.actor)
      context.setHeader?.('set-cookie', noCookie(context.origin))
      return { signedOut: true }
    },
  }),
  pairWall: t.field({
    type: openedPayload('PairWall'),
    description: 'A device exchanges its one-use code for a rolling one-year session. 大屏配对。',
    args: { input: t.arg({ type: PairWallInput, description: 'The code. 配对码。' }) },
    resolve: async (_, { input }, context) => keep(context, await pairWall(input), 'WALL'),
  }),
}))
