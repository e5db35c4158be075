import { Prisma } from '#codegen/prisma/client.ts'
import type { Alarms } from '#server/jobs/alarm.ts'
import { runningStates } from './standing.ts'

/** The alarms of issues' clocks. Issues of before there were clocks have no time by which somebody must have taken charge. */
export const issueAlarms: Alarms = {
  job: 'issue_clock',
  table: 'Issue',
  idName: 'issueId',
  lacks: Prisma.sql`r.status = 'OPEN' AND r."takeBy" IS NULL AND r.state::text = ANY(${[...runningStates]})`,
}
