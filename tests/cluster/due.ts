import { setTimeout as sleep } from 'node:timers/promises'
import { setAlarm } from '#server/jobs/alarm.ts'
import { issueAlarms } from '#server/modules/issues/alarm.ts'
import { db } from '#server/postgres/db.ts'
import { anAccount } from '#tests/setup/factories.ts'
import { openIssue } from '#tests/setup/mutations.ts'
import { aSmallUnion } from '#tests/setup/small-union.ts'

/** What came of warnings that fell due together: how many are missing, how many were told twice, and how late each was. */
export type Warnings = { issues: number; lost: number; twice: number; late: number[]; killedAfter: number }

type Options = {
  issues: number
  /** Over how many milliseconds the warnings fall due; at one moment where it is 0. */
  withinMs: number
  /** Is called when the issues are stored, and answers with what kills a node. */
  start: () => Promise<() => Promise<unknown> | unknown>
}

// the alarms are stored before the first is due
const ahead = 5000
const patience = 180_000
const dayMs = 86_400_000

/**
 * Issues whose warnings fall due together, worked off by nodes of which one is killed when a third is told. Each is to be
 * told once: by one event, and by one reminder of the only person on duty. `openDb` comes first.
 */
export async function warnTogether({ issues, withinMs, start }: Options): Promise<Warnings> {
  const { unionId, command, enterprises } = await aSmallUnion()
  await anAccount(unionId, { role: 'COMMAND', rank: 'DUTY_OFFICER' })
  const ids: string[] = []
  for (let i = 0; i < issues; i += 1) {
    ids.push((await openIssue(command, enterprises[i % enterprises.length]!)).id)
  }
  const kill = await start()
  const began = Date.now() + ahead
  const dueAt = new Map(ids.map((id, i) => [id, new Date(began + Math.floor((withinMs * i) / issues))]))
  const [takeBy, doneBy] = [10, 20].map((days) => new Date(Date.now() + days * dayMs))
  for (const [id, alarmAt] of dueAt) {
    await db.issue.update({ where: { id }, data: { alarmAt, takeBy, doneBy } })
    await db.$queryRaw(setAlarm(issueAlarms, unionId, id, alarmAt))
  }
  const warned = () => db.issue.count({ where: { unionId, clockStep: { gt: 0 } } })
  const end = Date.now() + ahead + withinMs + patience
  const until = async (count: number) => {
    while ((await warned()) < count && Date.now() < end) await sleep(20)
  }
  await until(Math.ceil(issues / 3))
  await kill()
  const killedAfter = await warned()
  await until(issues)
  const told = await db.event.findMany({
    where: { unionId, name: 'issue.warned' },
    select: { subjectId: true, at: true },
  })
  const reminded = await db.reminder.findMany({ where: { unionId, kind: 'WARNED' }, select: { issueId: true } })
  const by = [told.map(({ subjectId }) => subjectId), reminded.map(({ issueId }) => issueId!)].map(timesOf)
  return {
    issues,
    lost: ids.filter((id) => by.some((times) => !times.has(id))).length,
    twice: ids.filter((id) => by.some((times) => (times.get(id) ?? 0) > 1)).length,
    late: told.map(({ subjectId, at }) => at.getTime() - dueAt.get(subjectId)!.getTime()),
    killedAfter,
  }
}

/** How often each id comes. */
function timesOf(ids: readonly string[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1)
  return times
}
