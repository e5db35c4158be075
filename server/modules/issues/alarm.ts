import type { Prisma } from '#codegen/prisma/client.ts'
import { dropJob, storeJob } from '#server/jobs/job.ts'

/** The job that does the next step of an issue's clock. Each issue has one stored at most, under a key of its own. */
export const alarmJobName = 'issue_clock'

const keyOf = (issueId: string): string => `issue_clock ${issueId}`

/** The statement that stores when the next step of an issue's clock is due, in place of what was stored before. */
export const setAlarm = (unionId: string, issueId: string, alarmAt: Date | null): Prisma.Sql =>
  alarmAt
    ? storeJob({ name: alarmJobName }, { unionId, issueId }, { runAt: alarmAt, key: keyOf(issueId) })
    : dropJob(keyOf(issueId))
