import { z } from 'zod'
import type { Visit } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { nothing, root } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { checkAgency, keepAgency, readAgencies } from '#server/modules/agencies/load.ts'
import { readEnterprise } from '#server/modules/enterprises/load.ts'
import { setEnterprise } from '#server/modules/enterprises/progress.ts'
import { readVisit } from '#server/modules/visits/load.ts'
import { builder } from '#server/platform/builder.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { gramsOf } from '#server/platform/search.ts'
import { line } from '#server/platform/text.ts'
import { IssueCategoryEnum, IssueKindEnum, IssueSourceEnum, SeverityEnum } from './enums.ts'
import { issueEvents } from './events.ts'
import { issueFacts } from './load.ts'
import { issuePayload } from './payload.ts'

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
      description: 'The global id of the agency that should take it. 应承办部门的编号。',
    }),
    kind: t.field({ type: IssueKindEnum, description: 'Which kind of issue it is. 问题的类型。' }),
    category: t.field({ type: IssueCategoryEnum, description: 'What the issue is about. 问题的类别。' }),
    severity: t.field({ type: SeverityEnum, description: 'How much depends on the issue. 严重程度。' }),
    source: t.field({ type: IssueSourceEnum, description: 'How the union learnt of the issue. 问题的来源。' }),
    title: t.string({
      validate: line(1, 100),
      description: 'The issue in one line, 1 to 100 characters. 一句话说明问题,1 至 100 字。',
    }),
    evidence: t.string({
      required: false,
      validate: z.string().max(2000),
      description: 'What shows that it is so, up to 2,000 characters. 依据,至多 2000 字。',
    }),
    saidBy: t.string({
      required: false,
      validate: z.string().max(200),
      description: 'Who said it, up to 200 characters. 谁说的,至多 200 字。',
    }),
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
    },
  }),
  decide({ enterprise, visit, agencies }, input, { at: openedAt, actor }) {
    checkSource(actor, input)
    if (visit) checkVisit(visit, enterprise.id)
    if (input.agencyId) checkAgency(agencies, input.agencyId, 'agencyId')
    const issue = {
      id: newId(),
      unionId: enterprise.unionId,
      enterpriseId: enterprise.id,
      visitId: visit?.id ?? null,
      squadId: visit?.squadId ?? actor.squadId,
      agencyId: input.agencyId ?? null,
      kind: input.kind,
      category: input.category,
      severity: input.severity,
      source: input.source,
      title: input.title,
      grams: gramsOf(input.title, enterprise.name),
      evidence: input.evidence ?? '',
      saidBy: input.saidBy ?? '',
      openedAt,
    }
    const openIssues = enterprise.openIssues + 1
    return {
      subjectId: issue.id,
      writes: [insert('Issue', issue), setEnterprise(enterprise.id, { openIssues })],
      events: [
        issueEvents.opened(issue, issueFacts(issue, openIssues), {
          union: { openIssues: 1, issues: 1, days: { [localDate(openedAt)]: { issues: 1 } } },
        }),
      ],
    }
  },
})

/** INVALID: an enterprise names another source than ENTERPRISE, or the source VISIT has no visit. */
function checkSource(actor: Actor, { source, visitId }: OpenIssue): void {
  if (actor.role === 'ENTERPRISE' && source !== 'ENTERPRISE') {
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
