import type { Visit } from '#codegen/prisma/client.ts'
import { setAlarm } from '#server/jobs/alarm.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { nothing, root } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { keepAgency, readAgencies } from '#server/modules/agencies/load.ts'
import { readCalendar } from '#server/modules/calendars/load.ts'
import { measureAlarms, newClock } from '#server/modules/calendars/measure-clock.ts'
import { readEnterprise } from '#server/modules/enterprises/load.ts'
import { readVisit } from '#server/modules/visits/load.ts'
import { builder } from '#server/platform/builder.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { formOf } from '#server/platform/search.ts'
import { checkCarrier, checkDue, issueIdsCheck, measureTexts, measureWhat } from './entry.ts'
import { measureEvents } from './events.ts'
import { agenciesOf, checkIssues, insertIssues, readNamed, standingOf } from './load.ts'
import { measureIfVisible } from './payload.ts'
import { tellCarrier } from './tell-carrier.ts'

const RecordMeasureInput = builder.inputType('RecordMeasureInput', {
  description:
    'What is done at an enterprise, for which issues, by whom and until when. 措施:做什么、为哪些问题、由谁、到何时。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({ description: 'The global id of the enterprise. 企业的编号。' }),
    issueIds: t.idList({
      required: false,
      validate: issueIdsCheck,
      description:
        'The global ids of the open issues of the enterprise for which it is, at most 20. An agency names at least one. 针对的未了结问题的编号,至多 20 个;部门至少填一个。',
    }),
    visitId: t.id({
      required: false,
      description: 'The global id of the visit on which it was agreed. 商定此措施的走访的编号。',
    }),
    what: t.string({
      validate: measureWhat,
      description: 'What is done, 1 to 2,000 characters. 做什么,1 至 2000 字。',
    }),
    dueOn: t.field({ type: 'Date', description: 'The last day for it. 落实期限。' }),
    ...measureTexts(t),
  }),
})

/** It is recorded what is done about issues, or at an enterprise where no issue was opened. */
export const recordMeasure = deed('recordMeasure', {
  does: {
    en: 'Records what is done at an enterprise, for which issues, by whom and until when. What TREAT of a visit comes to is recorded with that step.',
    zh: '登记措施:做什么、为哪些问题、由谁、到何时。走访「切」的措施随该步骤登记。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such enterprise, visit, issue or agency, or the visit or an issue is one of another enterprise',
      zh: '找不到企业、走访、问题或部门,或走访、问题属于另一家企业',
    },
    CONFLICT: {
      en: 'an issue is closed, voided or merged, the visit was voided or skipped, or the enterprise or the agency is retired',
      zh: '问题已了结,走访已作废或已跳过,或企业或部门已停用',
    },
    INVALID: {
      en: 'nobody carries it out, it is due before the day on which it is recorded, an issue is named twice, or an agency names another agency or no issue',
      zh: '没有写由谁落实,期限早于登记当天,同一问题列出两次,或部门填了别的部门、没有填问题',
    },
  },
  input: RecordMeasureInput,
  roles: ['COMMAND', 'SQUAD', 'AGENCY'],
  ids: { enterpriseId: 'Enterprise', visitId: 'Visit', issueIds: 'Issue', agencyId: 'Agency' },
  payload: measureIfVisible,
  load: (actor, { enterpriseId, visitId, issueIds, agencyId }) => ({
    lock: [...keepAgency(agencyId ?? actor.agencyId), root('Enterprise', enterpriseId)],
    read: {
      enterprise: readEnterprise(actor, enterpriseId),
      visit: visitId ? readVisit(actor, visitId) : nothing,
      named: readNamed(actor, issueIds ?? []),
      agencies: readAgencies(actor.unionId, carrierOf(actor, agencyId)),
      time: readCalendar(actor.unionId),
    },
  }),
  decide({ enterprise, visit, named, agencies, time }, input, { at, actor }) {
    const issueIds = input.issueIds ?? []
    if (visit) checkVisit(visit, enterprise.id)
    checkIssues(named, issueIds, enterprise.id)
    if (actor.role === 'AGENCY' && issueIds.length === 0) throw namesNoIssue()
    const [agencyId = null] = carrierOf(actor, input.agencyId)
    checkCarrier(actor, { agencyId, who: input.who }, agencies)
    checkDue(input.dueOn, at)
    const measure = {
      id: newId(),
      unionId: enterprise.unionId,
      enterpriseId: enterprise.id,
      visitId: visit?.id ?? null,
      squadId: visit?.squadId ?? actor.squadId ?? named.find(({ squadId }) => squadId)?.squadId ?? null,
      agencyId,
      agencyIds: agenciesOf(agencyId, named),
      what: input.what,
      form: formOf(input.what),
      who: input.who ?? '',
      dueOn: input.dueOn,
      expectedEffect: input.expectedEffect ?? '',
      state: 'OPEN' as const,
      recordedAt: at,
      recordedById: actor.accountId,
      ...newClock(input.dueOn),
    }
    return {
      subjectId: measure.id,
      writes: [
        insert('Measure', measure),
        ...insertIssues(measure.id, issueIds),
        setAlarm(measureAlarms, measure.unionId, measure.id, measure.alarmAt),
        ...tellCarrier(measure, actor, at, time),
      ],
      events: [measureEvents.recorded(measure, standingOf(measure, named), { happenedAt: at })],
    }
  },
})

/** The agency that carries it out: the one that is named, or the actor's own. */
const carrierOf = ({ agencyId: own }: Actor, agencyId: string | null | undefined): string[] =>
  [agencyId ?? own].filter((id) => id !== null)

/** Checks the visit on which it was agreed. NOT_FOUND: it is one of another enterprise. CONFLICT: it was voided or skipped. */
function checkVisit(visit: Visit, enterpriseId: string): void {
  if (visit.enterpriseId !== enterpriseId) throw notFound('visitId')
  if (visit.state !== 'VOIDED' && visit.state !== 'SKIPPED') return
  throw conflict(
    { zh: '这次走访已作废或已跳过。', en: 'This visit was voided or skipped.' },
    globalId('Visit', visit.id),
  )
}

const namesNoIssue = () =>
  invalid('issueIds', {
    zh: '请写明针对哪个问题。',
    en: 'Name an issue of which your agency has a part.',
  })
