import { type Issue, Prisma } from '#codegen/prisma/client.ts'
import { setAlarm } from '#server/jobs/alarm.ts'
import type { Job } from '#server/jobs/job.ts'
import { oneOrNull } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { type Decision, writeEvents } from '#server/log/write.ts'
import { steps } from '#server/modules/calendars/clock-steps.ts'
import type { Rung } from '#server/modules/calendars/ladder.ts'
import { readCalendar, type UnionCalendar } from '#server/modules/calendars/load.ts'
import { climbersOf, holdersOf } from '#server/modules/reminders/recipients.ts'
import { tell } from '#server/modules/reminders/tell.ts'
import { issueAlarms } from './alarm.ts'
import { countsOf, minus, standingOf } from './change.ts'
import { alarmOf, clockAfter, dueAtOf, isRunning } from './clock.ts'
import { issueEvents } from './events.ts'
import { enterpriseOfIssue } from './load.ts'
import { ringTime } from './ring-time.ts'

type Ringing = {
  issue: Issue | null
  place: { openIssues: number; zoneId: string | null } | null
  time: UnionCalendar
}

/** Does the next step of an issue's clock, where it is due: it is told once, however often this is tried. */
export const ringIssue = (unionId: string, issueId: string): Promise<number | null> =>
  writeEvents(unionId, {
    load: {
      lock: [enterpriseOfIssue(issueId)],
      read: {
        issue: oneOrNull<Issue>(Prisma.sql`SELECT * FROM "Issue" WHERE id = ${issueId}::uuid`),
        place: oneOrNull<{ openIssues: number; zoneId: string | null }>(Prisma.sql`
          SELECT e."openIssues", e."zoneId" FROM "Issue" i JOIN "Enterprise" e ON e.id = i."enterpriseId"
          WHERE i.id = ${issueId}::uuid`),
        time: readCalendar(unionId),
      },
    },
    decide: (state, at) => nextStep(issueId, state, at),
  })

function nextStep(issueId: string, { issue, place, time }: Ringing, at: Date): Decision {
  if (issue && isRunning(issue) && !issue.takeBy) return started(issue, time, at)
  const dueAt = issue && dueAtOf(issue)
  if (!issue || !place || !dueAt || !issue.alarmAt) return { subjectId: issueId, writes: [], events: [] }
  // the clocks of nodes differ: a job that came early waits again
  if (issue.alarmAt > at) {
    return { subjectId: issueId, writes: [setAlarm(issueAlarms, issue.unionId, issueId, issue.alarmAt)], events: [] }
  }
  const clockStep = issue.clockStep + 1
  const rung = time.ladder[clockStep - steps.overdue - 1]
  // the ladder has become shorter since the alarm was stored
  if (clockStep > steps.overdue && !rung) {
    return { subjectId: issueId, writes: [update('Issue', issueId, { alarmAt: null })], events: [] }
  }
  const climbedTo = rung?.recipient ?? issue.climbedTo
  const after = { ...issue, clockStep, climbedTo }
  const alarmAt = alarmOf(after, issue.alarmAt, time)
  const facts = { ...standingOf(after, place.openIssues), dueAt: dueAt.toISOString() }
  const additions = { union: plus(minus(countsOf(issue)), countsOf(after)) }
  const [kind, event] = rung
    ? (['ESCALATED', issueEvents.escalated(issue, { ...facts, ...climbed(clockStep, rung) }, additions)] as const)
    : clockStep === steps.warned
      ? (['WARNED', issueEvents.warned(issue, facts, additions)] as const)
      : (['OVERDUE', issueEvents.overdue(issue, facts, additions)] as const)
  const to = rung ? climbersOf(rung.recipient, holderOf(issue), place.zoneId) : holdersOf(holderOf(issue))
  return {
    subjectId: issueId,
    writes: [
      update('Issue', issueId, { clockStep, climbedTo, alarmAt }),
      setAlarm(issueAlarms, issue.unionId, issueId, alarmAt),
      tell(issue.unionId, { issueId }, { kind, to, actorId: null, at, ringsAt: ringTime(issue, at, time) }),
    ],
    events: [event],
  }
}

/** The facts of a rung that is climbed by this step of the clock; the first one is 1. */
const climbed = (clockStep: number, { recipient }: Rung) => ({ rung: clockStep - steps.overdue, recipient })

/** The clocks of an issue that is older than these: it was opened before there were any. */
function started(issue: Issue, time: UnionCalendar, at: Date): Decision {
  const clock = clockAfter(issue, issue, at, time)
  return {
    subjectId: issue.id,
    writes: [update('Issue', issue.id, clock), setAlarm(issueAlarms, issue.unionId, issue.id, clock.alarmAt)],
    events: [],
  }
}

/** The agency that has an issue: the one that leads it; null while the centre has it. */
const holderOf = ({ agencyId, state }: Issue): string | null => (state === 'UNASSIGNED' ? null : agencyId)

/** The job that an issue's clock has stored for the moment at which its next step is due. */
export const issueClock: Job = {
  name: issueAlarms.job,
  async run({ payload }) {
    const { unionId, issueId } = payload as { unionId: string; issueId: string }
    await ringIssue(unionId, issueId)
  },
}
