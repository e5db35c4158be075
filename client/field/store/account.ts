import type { Role } from '#codegen/graph/graphql.ts'

/** Somebody who belongs to a squad. */
export type Member = { id: string; name: string }

/** An agency that can be proposed for an issue. */
export type Agency = { id: string; name: string }

/** Whose phone this is, as the centre last said. */
export type Account = {
  id: string
  displayName: string
  role: Role
  squad: { id: string; number: number; cadreName: string } | null
  /** The days of the active campaign, on which visits count; none where there is no campaign or it could not be read. */
  period?: { startsOn: string; endsOn: string } | null
  /** Those who belong to the squad; none where they could not be read. */
  members?: readonly Member[]
  /** The union’s agencies in use; none where they could not be read. */
  agencies?: readonly Agency[]
  /** The id of the member whose own account it is; null where the squad shares it. */
  member?: string | null
}

/** The account that the phone stored; null where an older release stored one that lacks what this release needs. */
export function accountOf(stored: unknown): Account | null {
  const { id, displayName, role, squad } = (stored ?? {}) as Partial<Account>
  if (typeof id !== 'string' || typeof displayName !== 'string' || typeof role !== 'string') return null
  if (squad !== null && (typeof squad?.id !== 'string' || typeof squad.number !== 'number')) return null
  return stored as Account
}
