import { byPinyin, type OrderBy, Orders, placeIn } from '#server/platform/orders.ts'
import { visibleAccounts, visibleSessions } from './access.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    AccountOrderBy: OrderBy
  }
}

/** The orders of the list of accounts. */
export const accountOrders = new Orders('Account', 'Account', visibleAccounts, {
  NAME: {
    description: 'The name that others are shown, by pinyin. 显示名,按拼音。',
    columns: { displayName: 'text asc', id: 'uuid asc' },
    sql: { displayName: byPinyin('c."displayName"') },
  },
  ROLE: {
    description: 'What the account may do, in the order of the roles. 账号的角色,按角色的顺序。',
    columns: { role: 'int asc', id: 'uuid asc' },
    sql: { role: placeIn('Role', 'c.role') },
  },
  STATE: {
    description: 'Whether the account is in use or was disabled, those in use first. 使用中或已停用,使用中在前。',
    columns: { disabled: 'int asc', id: 'uuid asc' },
    sql: { disabled: '(c."disabledAt" IS NOT NULL)::int' },
  },
})

/** The orders of the list of tokens. */
export const tokenOrders = new Orders('Token', 'Session', visibleSessions, {
  NAME: {
    description: 'What the token is used for, by pinyin. 令牌的用途,按拼音。',
    columns: { name: 'text asc', id: 'uuid asc' },
    sql: { name: byPinyin('c.name') },
  },
  EXPIRES_AT: {
    description: 'The moment at which the token stops working. 令牌的到期时间。',
    columns: { expiresAt: 'timestamptz asc', id: 'uuid asc' },
  },
})
