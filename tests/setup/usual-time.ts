import { usualLadder } from '#server/modules/calendars/ladder.ts'
import type { UnionCalendar } from '#server/modules/calendars/load.ts'
import { usualLimits } from '#server/modules/calendars/time-limits.ts'
import { usualWeek } from '#server/modules/calendars/week.ts'
import { workingCalendar } from '#server/modules/calendars/working-time.ts'

/** How time passes for a union that has set nothing itself. */
export const usualTime: UnionCalendar = {
  calendar: workingCalendar({ hours: usualWeek, own: new Map(), published: new Map() }),
  limits: usualLimits,
  ladder: usualLadder,
  ownDays: new Map(),
}
