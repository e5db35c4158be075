import type { Role } from '#codegen/graph/graphql.ts'

/** A thing to do first, and the page on which it is done. Its words are at `guide` under the role and the key. */
type Hint = { key: 'one' | 'two' | 'three' | 'four'; href: string }

/** The roles that have a guide. */
export type GuidedRole = 'COMMAND' | 'DISTRICT' | 'AGENCY' | 'ENTERPRISE'

const guides: Record<GuidedRole, readonly Hint[]> = {
  COMMAND: [
    { key: 'one', href: '/desk/plan' },
    { key: 'two', href: '/desk/issues?status=OPEN' },
    { key: 'three', href: '/desk/orders?gap=true' },
    { key: 'four', href: '/desk/tokens' },
  ],
  DISTRICT: [
    { key: 'one', href: '/board' },
    { key: 'two', href: '/desk/issues?status=OPEN&severity=HIGH' },
    { key: 'three', href: '/desk/enterprises?listed=true' },
    { key: 'four', href: '/desk/visits' },
  ],
  AGENCY: [
    { key: 'one', href: '/desk/issues?status=OPEN' },
    { key: 'two', href: '/desk/enterprises' },
    { key: 'three', href: '/desk/squads' },
    { key: 'four', href: '/desk/policies' },
  ],
  ENTERPRISE: [
    { key: 'one', href: '/desk/issues' },
    { key: 'two', href: '/desk/orders' },
    { key: 'three', href: '/desk/visits' },
    { key: 'four', href: '/desk/policies' },
  ],
}

/** What a role does in its first three minutes; undefined for roles that have no desk of this kind. */
export const guideOf = (role: Role): readonly Hint[] | undefined => guides[role as GuidedRole]
