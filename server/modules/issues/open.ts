import type { Visit } from '#codegen/prisma/client.ts'
import type { IssueSource } from '#codegen/prisma/enums.ts'
import { setAlarm } from '#server/jobs/alarm.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { nothing, root } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { checkAgency, keepAgency, readAgencies } from '#server/modules/agencies/load.ts'
import { readCalendar } from '#server/modules/calendars/load.ts'
import { readEnterprise } from '#server/modules/enterprises/load.ts'
import { setEnterprise } from '#server/modules/enterprises/progress.ts'
import { officeRanks } from '#server/modules/reminders/recipients.ts'
import { tell } from '#server/modules/reminders/tell.ts'
import { readVisit } from '#server/modules/visits/load.ts'
import { builder } from '#server/platform/builder.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { issueAlarms } from './alarm.ts'
import { countsOf, setAgencies, standingOf, telling } from './change.ts'
import { newClock } from './clock.ts'
import { issueTexts, issueTitle } from './entry.ts'
import { IssueCategoryEnum, IssueKindEnum, IssueSourceEnum, SeverityEnum } from './enums.ts'
import { issueEvents } from './events.ts'
import { insertParts, newParts } from './parts.ts'
import { issuePayload } from './payload.ts'
import { searchedColumns } from './searched.ts'
import { urgencyOf } from './standing.ts'

const OpenIssueInput = builder.inputType('OpenIssueInput', {
  description: 'A suggestion, difficulty, hard point or blockage of an enterprise. 企业的建议、困难、难点或堵点。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({ description: 'The global id of the enterprise. 企业的编号。' }),
    visitId: t.id({
      required: false,
      description:
        'The global id of the visit that brought it to light; the source VISIT needs it. 来自哪次走访;来源为走访时必填。',
    }),
    agencyId: t.id({
      required: false,
      description:
        'The global id of the agency that should take it: the command centre gives it to that agency, all others propose it. 应承办部门的编号:指挥中心填写即派单,其他人填写为建议。',
    }),
    kind: t.field({ type: IssueKindEnum, description: 'Which kind of issue it is. 问题的类型。' }),
    category: t.field({ type: IssueCategoryEnum, description: 'What the issue is about. 问题的类别。' }),
    severity: t.field({ type: SeverityEnum, description: 'How much depends on the issue. 严重程度。' }),
    source: t.field({
      type: IssueSourceEnum,
      required: false,
      description:
        'How the union learnt of the issue; where it is left out, ENTERPRISE for an enterprise, VISIT where a visit is named, and else CALL. 问题的来源;不填时企业为企业上报,写明走访的为走访,其余为电话。',
    }),
    title: t.string({
      validate: issueTitle,
      description: 'The issue in one line, 1 to 100 characters. 一句话说明问题,1 至 100 字。',
    }),
    ...issueTexts(t),
  }),
})

type OpenIssue = typeof OpenIssueInput.$inferInput

/** An issue is opened, from a visit or by hand. It belongs to the visit's squad, or to the squad that opens it. */
export const openIssue = deed('openIssue', {
  does: { en: 'Opens an issue of an enterprise, from a visit or by hand.', zh: '提出企业的问题,来自走访或手工登记。' },
  errors: {
    NOT_FOUND: {
      en: 'you see no such enterprise, visit or agency, or the visit was paid to another enterprise',
      zh: '找不到企业、走访或部门,或走访的是另一家企业',
    },
    CONFLICT: {
      en: 'the visit was voided or skipped, or the enterprise or the agency is retired',
      zh: '走访已作废或已跳过,或企业或部门已停用',
    },
    INVALID: {
      en: 'an enterprise reports with another source than ENTERPRISE, or the source VISIT has no visit',
      zh: '企业自己上报而来源不是「企业上报」,或来源为走访而没有走访',
    },
  },
  input: OpenIssueInput,
  roles: ['SQUAD', 'COMMAND', 'ENTERPRISE'],
  ids: { enterpriseId: 'Enterprise', visitId: 'Visit', agencyId: 'Agency' },
  payload: issuePayload,
  load: (actor, { enterpriseId, visitId, agencyId }) => ({
    lock: [...keepAgency(agencyId), root('Enterprise', enterpriseId)],
    read: {
      enterprise: readEnterprise(actor, enterpriseId),
      visit: visitId ? readVisit(actor, visitId) : nothing,
      agencies: readAgencies(actor.unionId, agencyId ? [agencyId] : []),
      time: readCalendar(actor.unionId),
    },
  }),
  decide({ enterprise, visit, agencies, time }, input, { at: openedAt, actor }) {
    checkSource(actor, input)
    if (visit) checkVisit(visit, enterprise.id)
    if (input.agencyId) checkAgency(agencies, input.agencyId, 'agencyId')
    const leads = actor.role === 'COMMAND' && input.agencyId ? [input.agencyId] : []
    const classes = {
      kind: input.kind,
      category: input.category,
      severity: input.severity,
      isEmergency: input.isEmergency ?? false,
    }
    const standing = {
      agencyId: leads[0] ?? null,
      urgency: urgencyOf(classes),
      state: leads.length ? ('ASSIGNED' as const) : ('UNASSIGNED' as const),
      openedAt,
    }
    const issue = {
      ...classes,
      ...standing,
      ...newClock(standing, time),
      id: newId(),
      unionId: enterprise.unionId,
      enterpriseId: enterprise.id,
      visitId: visit?.id ?? null,
      squadId: visit?.squadId ?? actor.squadId,
      agencyIds: leads,
      proposedAgencyId: leads.length ? null : (input.agencyId ?? null),
      source: sourceOf(actor, input),
      title: input.title,
      ...searchedColumns(input.title, enterprise.name),
      evidence: input.evidence ?? '',
      saidBy: input.saidBy ?? '',
      stateAt: openedAt,
    }
    const openIssues = enterprise.openIssues + 1
    return {
      subjectId: issue.id,
      writes: [
        insert('Issue', issue),
        setAlarm(issueAlarms, issue.unionId, issue.id, issue.alarmAt),
        tell(
          issue.unionId,
          { issueId: issue.id },
          {
            kind: 'GIVEN',
            to: leads.length ? { agencyIds: leads } : { ranks: officeRanks },
            ...telling(issue, actor, openedAt, time),
          },
        ),
        ...insertParts(newParts(issue, leads, leads[0] ?? null, openedAt)),
        setEnterprise(enterprise.id, { openIssues }),
        ...(leads.length ? [setAgencies(enterprise.id)] : []),
      ],
      events: [issueEvents.opened(issue, standingOf(issue, openIssues), { union: countsOf(issue) })],
    }
  },
})

/** How the union learnt of an issue, where that is left out. */
const sourceOf = ({ role }: Actor, { source, visitId }: OpenIssue): IssueSource => {
  if (role === 'ENTERPRISE') return 'ENTERPRISE'
  return source ?? (visitId ? 'VISIT' : 'CALL')
}

/** INVALID: an enterprise names another source than ENTERPRISE, or the source VISIT has no visit. */
function checkSource(actor: Actor, { source, visitId }: OpenIssue): void {
  if (actor.role === 'ENTERPRISE' && source && source !== 'ENTERPRISE') {
    throw invalid('source', {
      zh: '企业自己报的问题,来源是「企业上报」。',
      en: 'What an enterprise reports has the source ENTERPRISE.',
    })
  }
  if (source === 'VISIT' && !visitId) {
    throw invalid('visitId', { zh: '来自走访的问题要写明是哪次走访。', en: 'An issue from a visit names the visit.' })
  }
}

/** Checks the visit that brought an issue to light. NOT_FOUND: it is one of another enterprise. CONFLICT: it was voided or skipped. */
function checkVisit(visit: Visit, enterpriseId: string): void {
  if (visit.enterpriseId !== enterpriseId) throw notFound('visitId')
  if (visit.state !== 'VOIDED' && visit.state !== 'SKIPPED') return
  throw conflict(
    { zh: '这次走访已作废或已跳过。', en: 'This visit was voided or skipped.' },
    globalId('Visit', visit.id),
  )
}
