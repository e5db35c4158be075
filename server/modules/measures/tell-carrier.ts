import type { Measure, Prisma } from '#codegen/prisma/client.ts'
import type { UnionCalendar } from '#server/modules/calendars/load.ts'
import { nextWorkingMoment } from '#server/modules/calendars/working-time.ts'
import { tell } from '#server/modules/reminders/tell.ts'
import { now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'

/** Tells the agency that is to carry a measure out, unless somebody of it has said so. */
export const tellCarrier = (
  { id, unionId, agencyId }: Pick<Measure, 'id' | 'unionId' | 'agencyId'>,
  actor: Actor,
  at: Date,
  { calendar }: UnionCalendar,
): Prisma.Sql[] => {
  if (!agencyId || agencyId === actor.agencyId) return []
  const telling = { actorId: actor.accountId, at, ringsAt: nextWorkingMoment(calendar, now()) }
  return [tell(unionId, { measureId: id }, { kind: 'GIVEN', to: { agencyIds: [agencyId] }, ...telling })]
}
