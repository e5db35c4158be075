import { isDeepStrictEqual } from 'node:util'
import { type Issue, Prisma } from '#codegen/prisma/client.ts'
import type { IssueEntryKind, ReminderKind } from '#codegen/prisma/enums.ts'
import { setAlarm } from '#server/jobs/alarm.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { insert, type NewRow, update } from '#server/log/rows.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import type { Decision } from '#server/log/write.ts'
import type { UnionCalendar } from '#server/modules/calendars/load.ts'
import type { EnterpriseState } from '#server/modules/enterprises/load.ts'
import { setEnterprise } from '#server/modules/enterprises/progress.ts'
import type { Recipients } from '#server/modules/reminders/recipients.ts'
import { settle, tell } from '#server/modules/reminders/tell.ts'
import { localDate, now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { newId } from '#server/platform/ids.ts'
import { clampToEarliest } from '#server/platform/report-limits.ts'
import { issueAlarms } from './alarm.ts'
import { clockAfter, isOverdue } from './clock.ts'
import { ringTime } from './ring-time.ts'
import { isOpen, redUrgencies, statusOf, urgencyOf } from './standing.ts'

/** What somebody wrote with a deed. */
type Words = { kind: IssueEntryKind; text: string; isInternal?: boolean; agencyId?: string | null }

/** The facts that every event of an issue has. */
type Standing = ReturnType<typeof standingOf>

type Options = {
  /** Who does it, and when it happened. */
  actor: Actor
  at: Date
  /** The columns of the issue that change. */
  set?: Partial<Omit<NewRow<'Issue'>, 'id'>>
  /** What is written besides: the parts of agencies. */
  writes?: readonly Prisma.Sql[]
  words?: Words | null
  /** Who is told of it, and why. */
  tells?: readonly { kind: ReminderKind; to: Recipients }[]
  /** Makes the event from the facts that each has. */
  event: (standing: Standing, additions: { happenedAt: Date; union: TallyDelta }) => EventDraft
}

/** What an issue counts for in the union's tally. An issue that is voided or merged counts for nothing. */
export function countsOf(issue: Pick<Issue, 'state' | 'urgency' | 'openedAt' | 'clockStep' | 'agencyId'>): TallyDelta {
  const day = localDate(issue.openedAt)
  if (statusOf(issue) === 'VOIDED') return {}
  const all = { issues: 1, days: { [day]: { issues: 1 } } }
  if (!isOpen(issue)) return all
  return {
    ...all,
    openIssues: 1,
    issueStates: { [issue.state]: 1 },
    ...(redUrgencies.includes(issue.urgency) ? { redIssues: 1 } : {}),
    ...(isOverdue(issue) ? { overdueIssues: 1 } : {}),
    ...(issue.agencyId ? { agencyIssues: { [issue.agencyId]: 1 } } : {}),
  }
}

/** The same with every figure turned round: what is taken away. */
export const minus = (delta: TallyDelta): TallyDelta =>
  Object.fromEntries(
    Object.entries(delta).map(([key, value]) => [key, typeof value === 'number' ? -value : minus(value as TallyDelta)]),
  )

/** The facts of an issue's events. `before` is the issue before the event, whose agencies may know of it too. */
export const standingOf = (
  issue: Pick<Issue, 'kind' | 'category' | 'severity' | 'isEmergency' | 'state' | 'agencyId' | 'agencyIds'>,
  openIssues: number,
  before: readonly string[] = [],
  entryId: string | null = null,
) => ({
  kind: issue.kind,
  category: issue.category,
  severity: issue.severity,
  isEmergency: issue.isEmergency,
  state: issue.state,
  agencyId: issue.agencyId,
  agencyIds: [...new Set([...before, ...issue.agencyIds])],
  openIssues,
  entryId,
})

/**
 * When something happened to an issue: at this time, or when the issue was opened where that is a little later, as it may be by
 * another clock. INVALID where it lies further back.
 */
export const afterOpening = ({ openedAt }: Pick<Issue, 'openedAt'>, at: Date): Date =>
  clampToEarliest(at, openedAt, {
    zh: '时间早于问题的提出时间。',
    en: 'happenedAt lies before the issue was opened.',
  })

/**
 * The decision of a deed on an issue that is there already: its row, what was written, which agencies see its enterprise, the
 * figures and the event. INVALID where it is said to have happened before the issue was opened.
 */
export function changeIssue(
  { issue, enterprise, time }: { issue: Issue; enterprise: EnterpriseState; time: UnionCalendar },
  { actor, at, set = {}, writes = [], words, tells = [], event }: Options,
): Decision {
  const happenedAt = afterOpening(issue, at)
  const after = { ...issue, ...set } as Issue
  after.urgency = urgencyOf(after)
  const clock = clockAfter(issue, after, happenedAt, time)
  Object.assign(after, clock)
  const isMoved = after.state !== issue.state
  const columns = {
    ...set,
    ...differing(issue, clock),
    ...(after.urgency === issue.urgency ? {} : { urgency: after.urgency }),
    ...(isMoved ? { status: statusOf(after), stateAt: happenedAt > issue.stateAt ? happenedAt : issue.stateAt } : {}),
  }
  const openIssues = enterprise.openIssues + Number(isOpen(after)) - Number(isOpen(issue))
  const entry = words && entryOf(issue.id, words, actor, happenedAt)
  const isSeenByOthers = statusOf(after) !== statusOf(issue) || !isDeepStrictEqual(after.agencyIds, issue.agencyIds)
  return {
    subjectId: issue.id,
    writes: [
      ...(Object.keys(columns).length ? [update('Issue', issue.id, columns)] : []),
      ...writes,
      ...(Number(after.alarmAt) === Number(issue.alarmAt)
        ? []
        : [setAlarm(issueAlarms, issue.unionId, issue.id, after.alarmAt)]),
      ...(isMoved || writes.length > 0 ? [settle(issue.id, isMoved, happenedAt)] : []),
      ...tells.map((each) =>
        tell(issue.unionId, { issueId: issue.id }, { ...each, ...telling(after, actor, happenedAt, time) }),
      ),
      ...(entry ? [insert('IssueEntry', entry)] : []),
      ...(openIssues === enterprise.openIssues ? [] : [setEnterprise(enterprise.id, { openIssues })]),
      ...(isSeenByOthers ? [setAgencies(enterprise.id), setAgenciesOfMeasures(issue.id)] : []),
    ],
    events: [
      event(standingOf(after, openIssues, issue.agencyIds, entry?.id), {
        happenedAt,
        union: plus(minus(countsOf(issue)), countsOf(after)),
      }),
    ],
  }
}

/** What every telling about an issue has. */
export const telling = (issue: Pick<Issue, 'urgency'>, { accountId }: Actor, at: Date, time: UnionCalendar) => ({
  actorId: accountId,
  at,
  ringsAt: ringTime(issue, now(), time),
})

/** Those of the columns that differ from the row. */
const differing = <T extends Partial<Issue>>(issue: Issue, columns: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(columns).filter(([name, value]) => !isDeepStrictEqual(value, issue[name as keyof Issue])),
  ) as Partial<T>

/** The row of what somebody wrote. */
const entryOf = (
  issueId: string,
  { kind, text, isInternal = false, agencyId = null }: Words,
  actor: Actor,
  at: Date,
) => ({
  id: newId(),
  issueId,
  kind,
  text,
  isInternal,
  agencyId,
  actorId: actor.accountId,
  at,
})

/**
 * Sets the agencies that see an enterprise: those that have or had a part in one of its issues, unless that is voided. They see its
 * doubles as well, whose ids lead to it.
 */
export const setAgencies = (enterpriseId: string): Prisma.Sql => Prisma.sql`
  UPDATE "Enterprise" SET "agencyIds" = ARRAY(
    SELECT DISTINCT agency FROM "Issue" i, unnest(i."agencyIds") AS agency
    WHERE i."enterpriseId" = ${enterpriseId}::uuid AND i.status <> 'VOIDED' ORDER BY 1)
  WHERE id = ${enterpriseId}::uuid OR "mergedIntoId" = ${enterpriseId}::uuid`

/** Sets the agencies that see the measures for an issue: those that carry them out, and those that have a part in an issue. */
const setAgenciesOfMeasures = (issueId: string): Prisma.Sql => Prisma.sql`
  UPDATE "Measure" m SET "agencyIds" = ARRAY(
    SELECT m."agencyId" WHERE m."agencyId" IS NOT NULL
    UNION SELECT unnest(i."agencyIds") FROM "MeasureIssue" l JOIN "Issue" i ON i.id = l."issueId" WHERE l."measureId" = m.id)
  WHERE m.id IN (SELECT "measureId" FROM "MeasureIssue" WHERE "issueId" = ${issueId}::uuid)`
