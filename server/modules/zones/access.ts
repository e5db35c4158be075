import { allowPeople, seesPhones } from '#server/modules/unions/access.ts'
import { access, only, ownUnions } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The zones that a viewer may see: a cadre the own one, everybody else all of its union. */
export const visibleZones = access<'unionId' | 'id'>((viewer) =>
  viewer.role === 'CADRE' ? { ...ownUnions(viewer), id: only(viewer.zoneId) } : ownUnions(viewer),
)

/** Who may know that zones were changed: the command centre, the district and the wall. */
export const knownZones = access<'unionId'>((viewer) =>
  viewer.role === 'COMMAND' || viewer.role === 'DISTRICT' || viewer.role === 'WALL' ? ownUnions(viewer) : null,
)

/** True for viewers who may read what a zone adds up to: the command centre, the district, and the cadre who leads this zone. */
export const seesSums = (viewer: Viewer, { id }: { id: string }): boolean =>
  viewer.role === 'COMMAND' || viewer.role === 'DISTRICT' || (viewer.role === 'CADRE' && viewer.zoneId === id)

/** True for viewers who may read the phone numbers of a zone. */
export const seesZonePhones = seesPhones

/** Throws FORBIDDEN where a viewer may not read who leads a zone. */
export const allowZonePeople = allowPeople
