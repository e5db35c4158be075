import { allowNames } from '#server/modules/unions/access.ts'
import { access, ownUnions } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The accounts that a viewer may see, with what happens to them: the command centre those of its union. */
export const visibleAccounts = access<'unionId'>((viewer) => (viewer.role === 'COMMAND' ? ownUnions(viewer) : null))

/** The sessions that a viewer may see: those of the accounts that it may see. */
export const visibleSessions = access<'unionId'>((viewer) => visibleAccounts.columns(viewer))

/** The same as a filter for lists and single rows: a token is a session of the kind TOKEN. */
export const visibleTokens = (viewer: Viewer) => ({ kind: 'TOKEN' as const, ...visibleSessions(viewer) })

/** Throws FORBIDDEN where the viewer may not read who has caused an event. */
export const allowEventNames = allowNames
