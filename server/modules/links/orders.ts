import { type OrderBy, Orders } from '#server/platform/orders.ts'
import { visibleLinks } from './access.ts'
import type { LinkFilter } from './lists.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    PersonalLinkOrderBy: OrderBy
  }
}

/** The orders of the list of personal links. */
export const linkOrders = new Orders<LinkFilter>('PersonalLink', 'PersonalLink', visibleLinks, {
  EXPIRES_AT: {
    description: 'The moment after which the link cannot be used. 链接的到期时间。',
    columns: { expiresAt: 'timestamptz asc', id: 'uuid asc' },
    indexed: [],
  },
})
