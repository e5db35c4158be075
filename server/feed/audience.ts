import type { Actor, Viewer } from '#server/platform/context.ts'

/** All that an actor's rights depend on, and nothing else. Two actors with equal audiences may see the same. */
export function audienceOf(actor: Actor): Viewer {
  const { role, unionId, unionIds, squadId, agencyId, enterpriseId, zoneId, scopes, linkId } = actor
  const own = { squadId, agencyId, enterpriseId, zoneId, linkId }
  return { role, unionId, unionIds: [...unionIds].sort(), ...own, scopes: [...scopes].sort() }
}

/** An actor without an account that has exactly the rights of the audience: answers that many share are executed as this one. */
export const anonymousActor = (audience: Viewer): Actor => ({
  ...audience,
  accountId: '',
  sessionId: '',
  mustChangePassword: false,
  username: '',
  displayName: '',
  rank: null,
})
