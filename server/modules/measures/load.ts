import { type Issue, type Measure, Prisma } from '#codegen/prisma/client.ts'
import { many, one, type Read, type Root, rootsOf } from '#server/log/load.ts'
import { insertAll } from '#server/log/rows.ts'
import { visibleIssues } from '#server/modules/issues/access.ts'
import { isoDate } from '#server/platform/clock.ts'
import { type Actor, forbidden } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { clampToEarliest } from '#server/platform/report-limits.ts'
import { visibleMeasures } from './access.ts'
import { mostIssues } from './limits.ts'

/** An issue for which a measure is or shall be, and whether the actor sees it. */
export type IssueOfMeasure = Pick<Issue, 'id' | 'enterpriseId' | 'squadId' | 'agencyIds' | 'state' | 'status'> & {
  isSeen: boolean
}

const issues = (actor: Actor, ids: Prisma.Sql): Read<IssueOfMeasure[]> =>
  many(Prisma.sql`
    SELECT i.id, i."enterpriseId", i."squadId", i."agencyIds", i.state, i.status,
      coalesce(${visibleIssues.sql(actor, 'i')}, false) AS "isSeen"
    FROM "Issue" i WHERE i.id IN (${ids}) ORDER BY i.id`)

/** Reads the issues that an input names. */
export const readNamed = (actor: Actor, ids: readonly string[]): Read<IssueOfMeasure[]> =>
  issues(actor, Prisma.sql`SELECT unnest(${[...ids]}::uuid[])`)

/**
 * The issues that an input names. NOT_FOUND, on the place of the first, where the actor sees none of this enterprise with that
 * id; CONFLICT where one is closed, voided or merged, unless the measure is for it already.
 */
export function checkIssues(
  named: readonly IssueOfMeasure[],
  ids: readonly string[],
  enterpriseId: string,
  before: readonly IssueOfMeasure[] = [],
): void {
  ids.forEach((id, i) => {
    const issue = named.find((each) => each.id === id)
    if (!issue?.isSeen || issue.enterpriseId !== enterpriseId) throw notFound(`issueIds.${i}`)
    if (issue.status !== 'OPEN' && !before.some((each) => each.id === id)) throw issueOver(id)
  })
  if (new Set(ids).size < ids.length) {
    throw invalid('issueIds', { zh: '同一问题列出两次。', en: 'An issue is named twice.' })
  }
}

const issueOver = (id: string) =>
  conflict(
    { zh: '问题已经了结,不能再登记措施。', en: 'This issue is over: no measure is taken for it any more.' },
    globalId('Issue', id),
  )

/** Locks the enterprise of a measure, which only a merger changes. Whoever changes a measure has locked it. */
export const enterpriseOfMeasure = (id: string): Root =>
  rootsOf('Enterprise', Prisma.sql`SELECT "enterpriseId" FROM "Measure" WHERE id = ${id}::uuid`)

/** The load of every deed on one measure: the measure, and the issues for which it is. */
export const measureLoad = (actor: Actor, id: string) => ({
  lock: [enterpriseOfMeasure(id)],
  read: {
    measure: one<Measure>(
      Prisma.sql`SELECT m.* FROM "Measure" m WHERE m.id = ${id}::uuid AND ${visibleMeasures.sql(actor, 'm')}`,
      () => notFound('measureId'),
    ),
    issues: issues(actor, Prisma.sql`SELECT "issueId" FROM "MeasureIssue" WHERE "measureId" = ${id}::uuid`),
  },
})

const sentences = {
  DONE: { zh: '这项措施已经落实。', en: 'This measure is carried out already.' },
  DROPPED: { zh: '这项措施已经取消。', en: 'This measure was dropped.' },
}

/** CONFLICT where the measure is done or dropped. */
export function checkToDo({ id, state }: Pick<Measure, 'id' | 'state'>): void {
  if (state !== 'OPEN') throw conflict(sentences[state], globalId('Measure', id))
}

/** FORBIDDEN where an agency would change or drop what another carries out, unless the actor has recorded it. */
export function checkOwn(actor: Actor, { agencyId, recordedById }: Pick<Measure, 'agencyId' | 'recordedById'>): void {
  if (actor.role === 'AGENCY' && agencyId !== actor.agencyId && recordedById !== actor.accountId) throw forbidden()
}

/** When something happened to a measure: at this time, or when it was recorded where that is a little later. INVALID: long before. */
export const afterRecording = ({ recordedAt }: Pick<Measure, 'recordedAt'>, at: Date): Date =>
  clampToEarliest(at, recordedAt, {
    zh: '时间早于措施的登记时间。',
    en: 'happenedAt lies before the measure was recorded.',
  })

/** The agencies that see a measure: the one that carries it out, and those that have a part in one of its issues. */
export const agenciesOf = (agencyId: string | null, all: readonly IssueOfMeasure[]): string[] => [
  ...new Set([...(agencyId ? [agencyId] : []), ...all.flatMap(({ agencyIds }) => agencyIds)]),
]

/** The facts that every event of a measure has. `before` are the agencies that saw it before the event. */
export const standingOf = (
  measure: Pick<Measure, 'state' | 'agencyId' | 'agencyIds'> & { dueOn: Date | string },
  all: readonly Pick<IssueOfMeasure, 'id'>[],
  before: readonly string[] = [],
) => ({
  state: measure.state,
  dueOn: typeof measure.dueOn === 'string' ? measure.dueOn : isoDate(measure.dueOn),
  agencyId: measure.agencyId,
  agencyIds: [...new Set([...before, ...measure.agencyIds])],
  issueIds: all.map(({ id }) => id).slice(0, mostIssues),
})

/** The rows that say for which issues a measure is. */
export const insertIssues = (measureId: string, ids: readonly string[]): Prisma.Sql[] =>
  insertAll(
    'MeasureIssue',
    ids.map((issueId) => ({ measureId, issueId })),
  )
