import { access, ownUnions } from '#server/platform/access.ts'
import { type Actor, forbidden } from '#server/platform/context.ts'

/** The entries of the audit that somebody of the command centre may see: those of its union. */
const ofUnion = access<'unionId'>((viewer) => (viewer.role === 'COMMAND' ? ownUnions(viewer) : null))

const isChair = ({ rank }: Pick<Actor, 'rank'>): boolean => rank === 'CHAIR'

/** The same for whoever asks: the audit is about the people of the command centre too, so the chair alone reads it. */
export const visibleAuditEntries = (actor: Actor) => (isChair(actor) ? ofUnion(actor) : { id: { in: [] } })

/** Throws FORBIDDEN for everybody but the chair. */
export function allowAudit(actor: Actor): void {
  if (actor.role !== 'COMMAND' || !isChair(actor)) throw forbidden()
}
