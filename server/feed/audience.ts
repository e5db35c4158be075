import type { Event } from '#codegen/prisma/client.ts'
import type { Actor, Viewer } from '#server/platform/context.ts'

/** What a module says of its events: who may know of them. Who may read their subjects, `registerSubject` says. */
export type EventPolicy = {
  /** The first word of the event names, such as `visit`. */
  noun: string
  /** True where this viewer may know that it happened. Decided by the event and the viewer alone, without a query. */
  visible: (event: Event, viewer: Viewer) => boolean
}

const policies = new Map<string, EventPolicy>()

/** A module registers its events once, when it is loaded. The feed knows no domain. */
export function registerEvents(policy: EventPolicy): void {
  policies.set(policy.noun, policy)
}

/** True where the viewer may see the event. An event nobody registered is seen by nobody. */
export function isVisible(event: Event, viewer: Viewer): boolean {
  const policy = policies.get(event.name.slice(0, event.name.indexOf('.')))
  return policy?.visible(event, viewer) ?? false
}

/** The class of viewers who see the same: everything that rights may depend on, and nothing else. */
export function audienceOf(actor: Actor): Viewer {
  const { role, unionId, unionIds, squadId, agencyId, enterpriseId, scopes } = actor
  return { role, unionId, unionIds: [...unionIds].sort(), squadId, agencyId, enterpriseId, scopes: [...scopes].sort() }
}

/** Somebody of the audience and nobody in particular: what many share is executed as this one. */
export const anyoneOf = (audience: Viewer): Actor => ({
  ...audience,
  accountId: '',
  sessionId: '',
  username: '',
  displayName: '',
})

const rightsNouns = /^(account|session|token|wall)\./

/** The accounts whose rights or sessions these events may have changed or ended. */
export function accountsConcerned(events: readonly Pick<Event, 'name' | 'facts' | 'subjectId'>[]): Set<string> {
  const about = events.filter(({ name }) => rightsNouns.test(name))
  return new Set(about.map(({ facts, subjectId }) => (facts as { accountId?: string } | null)?.accountId ?? subjectId))
}
