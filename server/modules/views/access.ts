import { Prisma } from '#codegen/prisma/client.ts'
import type { Role } from '#codegen/prisma/enums.ts'
import { access, ownUnions } from '#server/platform/access.ts'
import type { Actor, Viewer } from '#server/platform/context.ts'

/** The roles that have a desk, and so views of its lists. */
export const deskRoles = ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE'] as const satisfies readonly Role[]

/** The unions of which a viewer may see the views that their command centres share: the command centre and the district. */
const sharing = (viewer: Viewer) => (viewer.role === 'COMMAND' || viewer.role === 'DISTRICT' ? ownUnions(viewer) : null)

const shared = access<'unionId'>(sharing)

/** The views that somebody may see, as a Prisma filter: its own, and those that are shared with its role. */
export const visibleViews = (actor: Actor) => ({
  OR: [{ ownerId: actor.accountId }, { AND: [{ isShared: true }, shared(actor)] }],
})

/** The same for the WHERE of a statement in which the table has this alias. */
export const visibleViewsSql = (actor: Actor, alias: string): Prisma.Sql => {
  const column = (name: string) => Prisma.raw(`"${alias}"."${name}"`)
  return Prisma.sql`
    (${column('ownerId')} = ${actor.accountId}::uuid OR ${column('isShared')} AND ${shared.sql(actor, alias)})`
}

/**
 * Who may know that a view was saved or deleted: those with whom it is shared, or was until then. The events of all other
 * views reach nobody, since people of one role and one union receive the same: their owner reads the answer to the deed.
 */
export const knownViews = access<'unionId' | 'reach'>((viewer) => {
  const unions = sharing(viewer)
  return unions && { ...unions, reach: ['SHARED'] }
})

/** True where the actor may share views of its own, and may delete those that others of its union have shared. */
export const sharesViews = (actor: Viewer): boolean => actor.role === 'COMMAND'
