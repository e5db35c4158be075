import { type Measure, Prisma } from '#codegen/prisma/client.ts'
import { setAlarm } from '#server/jobs/alarm.ts'
import type { Job } from '#server/jobs/job.ts'
import { many, oneOrNull } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { type Decision, writeEvents } from '#server/log/write.ts'
import { steps } from '#server/modules/calendars/clock-steps.ts'
import { readCalendar, type UnionCalendar } from '#server/modules/calendars/load.ts'
import { alarmAfter, measureAlarms, noAlarm } from '#server/modules/calendars/measure-clock.ts'
import { nextWorkingMoment } from '#server/modules/calendars/working-time.ts'
import { climbersOf, holdersOf } from '#server/modules/reminders/recipients.ts'
import { tell } from '#server/modules/reminders/tell.ts'
import { isoDate } from '#server/platform/clock.ts'
import { measureEvents } from './events.ts'
import { enterpriseOfMeasure, standingOf } from './load.ts'

type Ringing = {
  measure: (Measure & { zoneId: string | null }) | null
  issues: { id: string }[]
  time: UnionCalendar
}

/** Does the next step of a measure's clock, where it is due: it is told once, however often this is tried. */
export const ringMeasure = (unionId: string, measureId: string): Promise<number | null> =>
  writeEvents(unionId, {
    load: {
      lock: [enterpriseOfMeasure(measureId)],
      read: {
        measure: oneOrNull<Measure & { zoneId: string | null }>(Prisma.sql`
          SELECT m.*, e."zoneId" FROM "Measure" m JOIN "Enterprise" e ON e.id = m."enterpriseId"
          WHERE m.id = ${measureId}::uuid`),
        issues: many<{ id: string }>(Prisma.sql`
          SELECT "issueId" AS id FROM "MeasureIssue" WHERE "measureId" = ${measureId}::uuid ORDER BY 1`),
        time: readCalendar(unionId),
      },
    },
    decide: (state, at) => nextStep(measureId, state, at),
  })

function nextStep(measureId: string, { measure, issues, time }: Ringing, at: Date): Decision {
  if (measure?.state !== 'OPEN' || !measure.alarmAt) return { subjectId: measureId, writes: [], events: [] }
  const { unionId, agencyId, zoneId } = measure
  // the clocks of nodes differ: a job that came early waits again
  if (measure.alarmAt > at) {
    return { subjectId: measureId, writes: [setAlarm(measureAlarms, unionId, measureId, measure.alarmAt)], events: [] }
  }
  const clockStep = measure.clockStep + 1
  const rung = time.ladder[clockStep - steps.overdue - 1]
  // the ladder has become shorter since the alarm was stored
  if (clockStep > steps.overdue && !rung) {
    return { subjectId: measureId, writes: [update('Measure', measureId, noAlarm)], events: [] }
  }
  const alarmAt = alarmAfter(isoDate(measure.dueOn), clockStep, measure.alarmAt, time)
  const standing = standingOf(measure, issues)
  const [kind, event] = rung
    ? ([
        'ESCALATED',
        measureEvents.escalated(measure, {
          ...standing,
          rung: clockStep - steps.overdue,
          recipient: rung.recipient,
        }),
      ] as const)
    : clockStep === steps.warned
      ? (['WARNED', measureEvents.warned(measure, standing)] as const)
      : (['OVERDUE', measureEvents.overdue(measure, standing)] as const)
  const to = rung ? climbersOf(rung.recipient, agencyId, zoneId) : holdersOf(agencyId)
  return {
    subjectId: measureId,
    writes: [
      update('Measure', measureId, { clockStep, climbedTo: rung?.recipient ?? measure.climbedTo, alarmAt }),
      setAlarm(measureAlarms, unionId, measureId, alarmAt),
      tell(unionId, { measureId }, { kind, to, actorId: null, at, ringsAt: nextWorkingMoment(time.calendar, at) }),
    ],
    events: [event],
  }
}

/** The job that a measure's clock has stored for the moment at which its next step is due. */
export const measureClock: Job = {
  name: measureAlarms.job,
  async run({ payload }) {
    const { unionId, measureId } = payload as { unionId: string; measureId: string }
    await ringMeasure(unionId, measureId)
  },
}
