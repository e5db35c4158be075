import { Prisma } from '#codegen/prisma/client.ts'
import { setAlarm } from '#server/jobs/alarm.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { keepAgency, readAgencies } from '#server/modules/agencies/load.ts'
import { readCalendar } from '#server/modules/calendars/load.ts'
import { measureAlarms, newClock } from '#server/modules/calendars/measure-clock.ts'
import { settleMeasure } from '#server/modules/reminders/tell.ts'
import { builder } from '#server/platform/builder.ts'
import { isoDate } from '#server/platform/clock.ts'
import { formOf } from '#server/platform/search.ts'
import { checkCarrier, checkDue, issueIdsCheck, measureTexts, measureWhat } from './entry.ts'
import { measureEvents } from './events.ts'
import {
  agenciesOf,
  checkIssues,
  checkOwn,
  checkToDo,
  insertIssues,
  measureLoad,
  readNamed,
  standingOf,
} from './load.ts'
import { measureIfVisible } from './payload.ts'
import { tellCarrier } from './tell-carrier.ts'

const UpdateMeasureInput = builder.inputType('UpdateMeasureInput', {
  description: 'What is to be changed of a measure; what is left out stays. 修改措施,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    measureId: t.id({ description: 'The global id of the measure. 措施的编号。' }),
    issueIds: t.idList({
      required: false,
      validate: issueIdsCheck,
      description:
        'The global ids of all issues of the enterprise for which it is, at most 20; those that you do not see stay. 针对的全部问题的编号,至多 20 个;您看不到的保留。',
    }),
    what: t.string({
      required: false,
      validate: measureWhat,
      description: 'What is done, 1 to 2,000 characters. 做什么,1 至 2000 字。',
    }),
    dueOn: t.field({ type: 'Date', required: false, description: 'The last day for it. 落实期限。' }),
    ...measureTexts(t),
  }),
})

/** A measure that is still to be carried out is changed. */
export const updateMeasure = deed('updateMeasure', {
  does: {
    en: 'Changes a measure that is still to be carried out: what, for which issues, by whom or until when. Where nothing changes, there is no event.',
    zh: '修改还要落实的措施:做什么、为哪些问题、由谁、到何时。没有变化时不产生事件。',
  },
  errors: {
    FORBIDDEN: {
      en: 'you act for an agency that neither carries it out nor has recorded it',
      zh: '措施既不由本部门落实,也不是您登记的',
    },
    NOT_FOUND: {
      en: 'you see no such measure, issue or agency, or an issue is one of another enterprise',
      zh: '找不到措施、问题或部门,或问题属于另一家企业',
    },
    CONFLICT: {
      en: 'the measure is done or dropped, an issue that is added is closed, voided or merged, or the agency is retired',
      zh: '措施已落实或已取消,新加的问题已了结,或部门已停用',
    },
    INVALID: {
      en: 'nobody would carry it out, its new day lies before the day of the change, an issue is named twice, or an agency names another agency',
      zh: '没有写由谁落实,新期限早于修改当天,同一问题列出两次,或部门填了别的部门',
    },
  },
  input: UpdateMeasureInput,
  roles: ['COMMAND', 'SQUAD', 'AGENCY'],
  ids: { measureId: 'Measure', issueIds: 'Issue', agencyId: 'Agency' },
  payload: measureIfVisible,
  load(actor, { measureId, issueIds, agencyId }) {
    const { lock, read } = measureLoad(actor, measureId)
    const agencies = readAgencies(actor.unionId, agencyId ? [agencyId] : [])
    return {
      lock: [...keepAgency(agencyId), ...lock],
      read: { ...read, named: readNamed(actor, issueIds ?? []), agencies, time: readCalendar(actor.unionId) },
    }
  },
  decide({ measure, issues, named, agencies, time }, input, { at, actor }) {
    checkOwn(actor, measure)
    checkToDo(measure)
    const issueIds = input.issueIds ?? issues.map(({ id }) => id)
    if (input.issueIds) checkIssues(named, issueIds, measure.enterpriseId, issues)
    const after = input.issueIds ? [...issues.filter(({ isSeen }) => !isSeen), ...named] : issues
    const dueOn = input.dueOn ?? isoDate(measure.dueOn)
    if (dueOn !== isoDate(measure.dueOn)) checkDue(dueOn, at)
    const agencyId = input.agencyId === undefined ? measure.agencyId : input.agencyId
    const who = input.who ?? measure.who
    checkCarrier(actor, { agencyId, who }, agencies, measure.agencyId)
    const set = changedOf(
      { ...measure, dueOn: isoDate(measure.dueOn) },
      {
        what: input.what ?? measure.what,
        who,
        agencyId,
        dueOn,
        expectedEffect: input.expectedEffect ?? measure.expectedEffect,
      },
    )
    const added = after.filter(({ id }) => !issues.some((each) => each.id === id)).map(({ id }) => id)
    const removed = issues.filter(({ id }) => !after.some((each) => each.id === id)).map(({ id }) => id)
    const fields = [...Object.keys(set), ...(added.length || removed.length ? ['issueIds'] : [])]
    if (fields.length === 0) return { subjectId: measure.id, writes: [], events: [] }
    const agencyIds = agenciesOf(agencyId, after)
    const clock = set.dueOn ? newClock(dueOn) : null
    const isGiven = set.agencyId !== undefined
    const standing = standingOf({ ...measure, agencyId, agencyIds, dueOn }, after, measure.agencyIds)
    return {
      subjectId: measure.id,
      writes: [
        update('Measure', measure.id, {
          ...set,
          ...(set.what ? { form: formOf(set.what) } : {}),
          agencyIds,
          ...clock,
        }),
        ...(clock ? [setAlarm(measureAlarms, measure.unionId, measure.id, clock.alarmAt)] : []),
        ...(clock || isGiven ? [settleMeasure(measure.id, at)] : []),
        ...(isGiven ? tellCarrier({ ...measure, agencyId }, actor, at, time) : []),
        Prisma.sql`
          DELETE FROM "MeasureIssue" WHERE "measureId" = ${measure.id}::uuid AND "issueId" = ANY(${removed}::uuid[])`,
        ...insertIssues(measure.id, added),
      ],
      events: [measureEvents.updated(measure, { ...standing, fields: fields.join(' ') }, { happenedAt: at })],
    }
  },
})

type Changeable = { what: string; who: string; agencyId: string | null; dueOn: string; expectedEffect: string }

/** Those of the new values that differ from the old ones. */
const changedOf = (before: Changeable, after: Changeable): Partial<Changeable> =>
  Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key as keyof Changeable] !== value))
