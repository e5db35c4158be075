import type { Issue } from '#codegen/prisma/client.ts'
import type { UnionCalendar } from '#server/modules/calendars/load.ts'
import { nextWorkingMoment } from '#server/modules/calendars/working-time.ts'

/** From when on something about an issue may make a sound: an emergency at once, all others not before the next working time. */
export const ringTime = ({ urgency }: Pick<Issue, 'urgency'>, at: Date, { calendar }: UnionCalendar): Date =>
  urgency === 'EMERGENCY' ? at : nextWorkingMoment(calendar, at)
