import { z } from 'zod'
import type { Receipt } from '#server/log/write.ts'
import { builder } from '#server/platform/builder.ts'
import { changeFields, payload } from '#server/platform/change.ts'
import { type Context, signedIn } from '#server/platform/context.ts'
import { optionalRowId, rowId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { db } from '#server/postgres/db.ts'
import { visibleAccounts, visibleTokens } from './access.ts'
import { createAccount, disableAccount, enableAccount, setPassword } from './account-rules.ts'
import { RoleEnum, ScopeEnum } from './enums.ts'
import { createToken, createWallPairing, revokeToken, type SecretReceipt } from './token-rules.ts'

const name = line(1, 100)
const password = z.string().min(8).max(200)
const username = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}._-]{2,40}$/u)

const accountPayload = (name: string) =>
  payload(name, (t) => ({
    account: t.prismaField({
      type: 'Account',
      description: 'The account as it stands now. 账号现状。',
      resolve: (query, receipt: Receipt, _args: object, context: Context) =>
        db.account.findFirstOrThrow({
          ...query,
          where: { AND: [{ id: receipt.subjectId! }, visibleAccounts(signedIn(context))] },
        }),
    }),
  }))

const tokenPayload = (name: string, withSecret: boolean) =>
  payload(name, (t) => ({
    token: t.prismaField({
      type: 'Session',
      description: 'The token as it stands now. 令牌现状。',
      resolve: (query, receipt: Receipt, _args: object, context: Context) =>
        db.session.findFirstOrThrow({
          ...query,
          where: { AND: [{ id: receipt.subjectId! }, visibleTokens(signedIn(context))] },
        }),
    }),
    ...(withSecret && {
      secret: t.string({
        nullable: true,
        description: 'For the Authorization header. Shown once: null when repeated. 令牌,只显示一次。',
        resolve: (receipt) => (receipt as SecretReceipt).secret,
      }),
    }),
  }))

const pairingPayload = payload('CreateWallPairing', (t) => ({
  link: t.string({
    nullable: true,
    description: 'To be opened on the device within 15 minutes. Shown once: null when repeated. 配对链接,只显示一次。',
    resolve: (receipt: Receipt, _args: object, context: Context) => {
      const { secret } = receipt as SecretReceipt
      return secret && `${context.origin}/board#pair=${secret}`
    },
  }),
}))

const CreateAccountInput = builder.inputType('CreateAccountInput', {
  description: 'A new account. 新账号。',
  fields: (t) => ({
    ...changeFields(t),
    username: t.string({ validate: username, description: '2–40 letters, digits, . _ -; one of a kind. 用户名。' }),
    displayName: t.string({ validate: name, description: 'The name to show. 显示名。' }),
    role: t.field({ type: RoleEnum, description: 'What it may do; not DISTRICT. 角色。' }),
    password: t.string({
      required: false,
      validate: password,
      description: '8–200 characters; WALL and INTEGRATOR may go without. 密码。',
    }),
    squadId: t.id({ required: false, description: 'For SQUAD. 小分队。' }),
    agencyId: t.id({ required: false, description: 'For AGENCY. 部门。' }),
    enterpriseId: t.id({ required: false, description: 'For ENTERPRISE. 企业。' }),
  }),
})

const onAccount = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({ ...changeFields(t), accountId: t.id({ description: 'The account. 账号。' }) }),
  })

const SetPasswordInput = builder.inputType('SetPasswordInput', {
  description: 'A new password. 新密码。',
  fields: (t) => ({
    ...changeFields(t),
    accountId: t.id({ description: 'The account. 账号。' }),
    password: t.string({ validate: password, description: '8–200 characters. 新密码。' }),
  }),
})

const CreateTokenInput = builder.inputType('CreateTokenInput', {
  description: 'A token for an integrator. 新令牌。',
  fields: (t) => ({
    ...changeFields(t),
    accountId: t.id({ description: 'An INTEGRATOR account. 对接账号。' }),
    name: t.string({ validate: name, description: 'What it is for. 用途。' }),
    scopes: t.field({
      type: [ScopeEnum],
      validate: z.array(z.string()).min(1).max(10),
      description: 'What it opens, at least one. 范围。',
    }),
    expiresOn: t.field({ type: 'Date', description: 'Its last day, within a year. 最后有效日。' }),
  }),
})

const RevokeTokenInput = builder.inputType('RevokeTokenInput', {
  description: 'A token to be revoked. 撤销令牌。',
  fields: (t) => ({ ...changeFields(t), tokenId: t.id({ description: 'The token. 令牌。' }) }),
})

const CreateWallPairingInput = builder.inputType('CreateWallPairingInput', {
  description: 'A wall to be paired. 大屏配对。',
  fields: (t) => ({
    ...changeFields(t),
    name: t.string({ validate: name, description: 'Where it hangs. 大屏名称。' }),
  }),
})

const what = 'What to do. 内容。'

builder.mutationFields((t) => ({
  createAccount: t.field({
    type: accountPayload('CreateAccount'),
    description: 'The command centre makes an account. 建立账号。',
    args: { input: t.arg({ type: CreateAccountInput, description: what }) },
    resolve: (_, { input }, context) =>
      createAccount(signedIn(context), {
        ...input,
        squadId: optionalRowId('Squad', input.squadId, 'squadId'),
        agencyId: optionalRowId('Agency', input.agencyId, 'agencyId'),
        enterpriseId: optionalRowId('Enterprise', input.enterpriseId, 'enterpriseId'),
      }),
  }),
  disableAccount: t.field({
    type: accountPayload('DisableAccount'),
    description: 'Its sessions and tokens end. 停用账号。',
    args: {
      input: t.arg({ type: onAccount('DisableAccountInput', 'Disable an account. 停用账号。'), description: what }),
    },
    resolve: (_, { input }, context) => disableAccount(signedIn(context), withAccount(input)),
  }),
  enableAccount: t.field({
    type: accountPayload('EnableAccount'),
    description: 'It may sign in again. 恢复账号。',
    args: {
      input: t.arg({ type: onAccount('EnableAccountInput', 'Enable an account. 恢复账号。'), description: what }),
    },
    resolve: (_, { input }, context) => enableAccount(signedIn(context), withAccount(input)),
  }),
  setPassword: t.field({
    type: accountPayload('SetPassword'),
    description: 'A new password; who is signed in by the old one is signed out. 重设密码。',
    args: { input: t.arg({ type: SetPasswordInput, description: what }) },
    resolve: (_, { input }, context) => setPassword(signedIn(context), withAccount(input)),
  }),
  createToken: t.field({
    type: tokenPayload('CreateToken', true),
    description: 'A named, scoped, expiring token. 建立令牌。',
    args: { input: t.arg({ type: CreateTokenInput, description: what }) },
    resolve: (_, { input }, context) =>
      createToken(signedIn(context), { ...withAccount(input), expiresOn: String(input.expiresOn) }),
  }),
  revokeToken: t.field({
    type: tokenPayload('RevokeToken', false),
    description: 'The token opens nothing any more. 撤销令牌。',
    args: { input: t.arg({ type: RevokeTokenInput, description: what }) },
    resolve: (_, { input }, context) =>
      revokeToken(signedIn(context), { ...input, tokenId: rowId('Token', input.tokenId, 'tokenId') }),
  }),
  createWallPairing: t.field({
    type: pairingPayload,
    description: 'A one-use link for a wall. 生成大屏配对链接。',
    args: { input: t.arg({ type: CreateWallPairingInput, description: what }) },
    resolve: (_, { input }, context) => createWallPairing(signedIn(context), input),
  }),
}))

const withAccount = <I extends { accountId: string }>(input: I): I => ({
  ...input,
  accountId: rowId('Account', input.accountId, 'accountId'),
})
