import type { Enterprise, Issue, Visit } from '#codegen/prisma/client.ts'
import type { IssueCategory, IssueKind, IssueSource, Severity } from '#codegen/prisma/enums.ts'
import { type Change, type Receipt, write } from '#server/log/write.ts'
import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { lockEnterprise } from '#server/modules/enterprises/progress.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import { localDate } from '#server/platform/clock.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { clampToEarliest, earliestReportable, reportedTooLate } from '#server/platform/report-limits.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleIssues } from './access.ts'
import { issueEvents } from './events.ts'

/** An issue as it is met. `agencyId`: the agency that should take it. */
export type OpenIssue = Change & {
  enterpriseId: string
  visitId?: string | null
  agencyId?: string | null
  kind: IssueKind
  category: IssueCategory
  severity: Severity
  source: IssueSource
  title: string
  evidence?: string | null
  saidBy?: string | null
}

/** Opens an issue, from a visit or by hand. It belongs to the visit's squad, or to the squad that opens it. */
export const openIssue = (actor: Actor, input: OpenIssue): Promise<Receipt> =>
  write(actor, 'openIssue', input, async (tx, at) => {
    allow(actor, 'SQUAD', 'COMMAND', 'ENTERPRISE')
    checkSource(actor, input)
    const openedAt = clampToEarliest(at, earliestReportable(), reportedTooLate)
    const enterprise = await countIssue(tx, actor, input.enterpriseId)
    const visit = input.visitId ? await loadItsVisit(tx, actor, input.visitId, enterprise.id) : null
    await checkAgency(tx, input.agencyId, enterprise.unionId)
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
        issueEvents.opened(issue, standing(issue, enterprise.openIssues), {
          happenedAt: openedAt,
          union: { openIssues: 1, issues: 1, days: { [localDate(openedAt)]: { issues: 1 } } },
        }),
      ],
    }
  })

/** Ends an issue, saying what came of it. */
export const closeIssue = (actor: Actor, input: Change & { issueId: string; closingNote: string }): Promise<Receipt> =>
  write(actor, 'closeIssue', input, async (tx, at) => {
    allow(actor, 'COMMAND')
    const issue = await tx.issue.findFirst({ where: { AND: [{ id: input.issueId }, visibleIssues(actor)] } })
    if (!issue) throw notFound('issueId')
    const closedAt = clampToEarliest(at, issue.openedAt, {
      zh: '办结时间早于问题的提出时间。',
      en: 'happenedAt lies before the issue was opened.',
    })
    await lockEnterprise(tx, issue.enterpriseId)
    const { count } = await tx.issue.updateMany({
      where: { id: issue.id, status: 'OPEN' },
      data: { status: 'CLOSED', closedAt, closingNote: input.closingNote },
    })
    if (!count) throw closed(issue.id)
    const { openIssues } = await tx.enterprise.update({
      where: { id: issue.enterpriseId },
      data: { openIssues: { decrement: 1 } },
      select: { openIssues: true },
    })
    return {
      subjectId: issue.id,
      unionId: issue.unionId,
      events: [
        issueEvents.closed(issue, standing(issue, openIssues), { happenedAt: closedAt, union: { openIssues: -1 } }),
      ],
    }
  })

/** What the issue is on the wall; an event has no column for the agency. */
const standing = ({ kind, category, severity, agencyId }: Issue, openIssues: number) => ({
  kind,
  category,
  severity,
  agencyId,
  openIssues,
})

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

/** One more open issue of an enterprise that the actor may see; in one statement, which locks its row besides. */
async function countIssue(
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

/** A visit to this enterprise that took place or will; one struck out or skipped brings no issue to light. */
async function loadItsVisit(tx: Tx, actor: Actor, id: string, enterpriseId: string): Promise<Visit> {
  const visit = await tx.visit.findFirst({ where: { AND: [{ id, enterpriseId }, visibleVisits(actor)] } })
  if (!visit) throw notFound('visitId')
  if (visit.state === 'VOIDED' || visit.state === 'SKIPPED') {
    throw conflict(
      { zh: '这次走访已作废或已跳过。', en: 'This visit was voided or skipped.' },
      globalId('Visit', visit.id),
    )
  }
  return visit
}

async function checkAgency(tx: Tx, id: string | null | undefined, unionId: string): Promise<void> {
  if (id && !(await tx.agency.findFirst({ where: { id, unionId } }))) throw notFound('agencyId')
}

const closed = (id: string) =>
  conflict({ zh: '这个问题已经办结。', en: 'This issue is closed already.' }, globalId('Issue', id))
