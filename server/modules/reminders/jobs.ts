import { pruneJob } from '#server/jobs/prune.ts'

/** What somebody has acknowledged half a year ago is of no use any more. The issue keeps its own history. */
export const pruneReminders = pruneJob('prune_reminders', '55 19 * * *', [
  { table: 'Reminder', column: 'acknowledgedAt', keptDays: 180 },
])
