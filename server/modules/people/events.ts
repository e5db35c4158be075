import { z } from 'zod'
import { CommandRank, Role } from '#codegen/prisma/enums.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { visibleAccounts } from './access.ts'

const sessionEndReasons = [
  'signed_out',
  'account_disabled',
  'password_set',
  'token_revoked',
  'link_revoked',
  'ended_by_holder',
] as const

/** Why sessions end, as the event says it. */
export type SessionEndReason = (typeof sessionEndReasons)[number]

const changesRightsOf = ({ subjectId }: { subjectId: string }) => subjectId
const account = { subjectType: 'Account', subject: ({ id }: { id: string }) => ({ id }), mayKnow: visibleAccounts }

/** The events of an account. */
export const accountEvents = declareEvents(
  { noun: 'account', ...account, makesOld: ['accounts'] },
  {
    created: {
      description: { en: 'An account was made.', zh: '建立了一个账号。' },
      facts: { role: z.enum(Role) },
      line: { zh: '{{actor}} |建立了账号|', en: '{{actor}} |made an account|' },
      onWall: false,
      audit: 'RIGHT_CHANGE',
      changesRightsOf,
    },
    updated: {
      description: {
        en: 'The username, the name, the rank, the member or the zone of an account was changed.',
        zh: '修改了一个账号的用户名、显示名、职级、队员或所带片区。',
      },
      facts: { fields: z.string(), rank: z.enum(CommandRank).nullable() },
      makesOld: ['personalLinks'],
      line: { zh: '{{actor}} |修改了账号|', en: '{{actor}} |changed an account|' },
      onWall: false,
      audit: 'RIGHT_CHANGE',
      changesRightsOf,
    },
    disabled: {
      description: {
        en: 'An account was disabled; its sessions ended, and its open personal links were revoked.',
        zh: '停用了一个账号,其会话随即结束,未用的专用链接随即撤销。',
      },
      facts: {},
      makesOld: ['personalLinks'],
      line: { zh: '{{actor}} |停用了账号|', en: '{{actor}} |disabled an account|' },
      onWall: false,
      audit: 'RIGHT_CHANGE',
      changesRightsOf,
    },
    enabled: {
      description: { en: 'A disabled account was enabled again.', zh: '恢复了一个停用的账号。' },
      facts: {},
      line: { zh: '{{actor}} |恢复了账号|', en: '{{actor}} |enabled an account|' },
      onWall: false,
      audit: 'RIGHT_CHANGE',
      changesRightsOf,
    },
    lockoutLifted: {
      description: {
        en: 'The failed attempts to sign in to an account were forgotten.',
        zh: '清除了一个账号的登录失败次数。',
      },
      facts: {},
      line: { zh: '{{actor}} |解除了登录限制|', en: '{{actor}} |lifted a lockout|' },
      onWall: false,
      audit: 'RIGHT_CHANGE',
      changesRightsOf,
    },
    passwordSet: {
      description: { en: 'The password of an account was set.', zh: '重设了一个账号的密码。' },
      facts: {},
      line: { zh: '{{actor}} |重设了密码|', en: '{{actor}} |set a password|' },
      onWall: false,
      audit: 'PASSWORD_CHANGE',
      changesRightsOf,
    },
  },
)

/** The events of an account's sessions. */
export const sessionEvents = declareEvents(
  { noun: 'session', ...account, makesOld: ['tokens'] },
  {
    ended: {
      description: { en: 'Sessions of an account ended, in this number.', zh: '一个账号的若干会话结束。' },
      facts: { reason: z.enum(sessionEndReasons), sessions: z.int() },
      line: { zh: '|会话结束|', en: '|Sessions ended|' },
      onWall: false,
      changesRightsOf,
    },
  },
)

/** The events of an integrator's token. */
export const tokenEvents = declareEvents(
  {
    noun: 'token',
    subjectType: 'Token',
    subject: ({ id }: { id: string }) => ({ id }),
    mayKnow: visibleAccounts,
    makesOld: ['tokens'],
  },
  {
    created: {
      description: { en: 'A token was made for an integrator.', zh: '为系统对接账号建立了令牌。' },
      facts: { accountId: z.guid(), scopes: z.string(), expiresAt: z.iso.datetime() },
      line: { zh: '{{actor}} |建立了令牌|', en: '{{actor}} |made a token|' },
      onWall: false,
      audit: 'RIGHT_CHANGE',
      changesRightsOf: ({ facts }) => facts.accountId,
    },
    revoked: {
      description: { en: 'A token was revoked.', zh: '撤销了一个令牌。' },
      facts: { accountId: z.guid() },
      line: { zh: '{{actor}} |撤销了令牌|', en: '{{actor}} |revoked a token|' },
      onWall: false,
      audit: 'RIGHT_CHANGE',
      changesRightsOf: ({ facts }) => facts.accountId,
    },
  },
)

/** The events of a wall. Their subject is the wall's account. */
export const wallEvents = declareEvents(
  { noun: 'wall', ...account, makesOld: ['accounts'] },
  {
    pairingCreated: {
      description: { en: 'A one-use link to pair a wall was made.', zh: '生成了一次性的大屏配对链接。' },
      facts: {},
      line: { zh: '{{actor}} |生成了大屏配对链接|', en: '{{actor}} |made a link to pair a wall|' },
      onWall: false,
      audit: 'RIGHT_CHANGE',
      changesRightsOf,
    },
    paired: {
      description: { en: 'A device was paired and shows the wall now.', zh: '一台设备配对成功,成为大屏。' },
      facts: { sessionId: z.guid() },
      line: { zh: '|大屏配对成功|', en: '|A wall was paired|' },
      onWall: false,
      audit: 'SIGN_IN',
      changesRightsOf,
    },
  },
)
