import { z } from 'zod'
import type { Enterprise, Visit } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { agenciesAmong } from '#server/modules/squads/load.ts'
import { loadVisit } from '#server/modules/visits/load.ts'
import { builder } from '#server/platform/builder.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { clampToEarliest, earliestReportable, reportedTooLate } from '#server/platform/report-limits.ts'
import { line } from '#server/platform/text.ts'
import type { Tx } from '#server/postgres/db.ts'
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
    CONFLICT: { en: 'the visit was voided or skipped', zh: '走访已作废或已跳过' },
    INVALID: {
      en: 'an enterprise reports with another source than ENTERPRISE, the source VISIT has no visit, or happenedAt is more than sixty days ago',
      zh: '企业自己上报而来源不是「企业上报」、来源为走访而没有走访,或发生时间在六十天之前',
    },
  },
  input: OpenIssueInput,
  roles: ['SQUAD', 'COMMAND', 'ENTERPRISE'],
  ids: { enterpriseId: 'Enterprise', visitId: 'Visit', agencyId: 'Agency' },
  payload: issuePayload,
  async work(tx, { actor, input, at }) {
    checkSource(actor, input)
    const openedAt = clampToEarliest(at, earliestReportable(), reportedTooLate)
    const enterprise = await countOpenIssue(tx, actor, input.enterpriseId)
    const visit = input.visitId ? await loadVisitOf(tx, actor, input.visitId, enterprise.id) : null
    if (input.agencyId && !(await agenciesAmong(tx, enterprise.unionId, [input.agencyId])).length) {
      throw notFound('agencyId')
    }
    const issue = await tx.issue.create({
      data: {
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
        evidence: input.evidence ?? '',
        saidBy: input.saidBy ?? '',
        openedAt,
      },
    })
    return {
      subjectId: issue.id,
      unionId: issue.unionId,
      events: [
        issueEvents.opened(issue, issueFacts(issue, enterprise.openIssues), {
          happenedAt: openedAt,
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

/** Adds one to the enterprise's open issues, in one statement that also locks its row. NOT_FOUND where the actor sees none. */
async function countOpenIssue(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<Pick<Enterprise, 'id' | 'unionId' | 'openIssues'>> {
  const [enterprise] = await tx.enterprise.updateManyAndReturn({
    where: { AND: [{ id }, visibleEnterprises(actor)] },
    data: { openIssues: { increment: 1 } },
    select: { id: true, unionId: true, openIssues: true },
  })
  if (!enterprise) throw notFound('enterpriseId')
  return enterprise
}

/** Loads a visit that was paid to this enterprise, or will be. NOT_FOUND where there is none; CONFLICT where it was voided or skipped. */
async function loadVisitOf(tx: Tx, actor: Actor, id: string, enterpriseId: string): Promise<Visit> {
  const visit = await loadVisit(tx, actor, id, { enterpriseId })
  if (visit.state === 'VOIDED' || visit.state === 'SKIPPED') {
    throw conflict(
      { zh: '这次走访已作废或已跳过。', en: 'This visit was voided or skipped.' },
      globalId('Visit', visit.id),
    )
  }
  return visit
}
