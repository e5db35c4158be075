import { UrgencyEnum } from '#server/modules/calendars/enums.ts'
import { batchLoader } from '#server/platform/batch-loader.ts'
import { builder, unionArg } from '#server/platform/builder.ts'
import { type Context, signedIn, theUnion } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { db } from '#server/postgres/db.ts'
import { knownRoutes, seesContact, visibleEntries, visibleIssues, visiblePartners } from './access.ts'
import { firstContact } from './contact.ts'
import { IssueCategoryEnum } from './enums.ts'
import { CallBackResultEnum, IssueEntryKindEnum, IssueStateEnum, PartStateEnum } from './life-enums.ts'
import { mostRoutes, mostShown, returnsToConsult } from './limits.ts'
import { proposalFor, readRouting } from './proposals.ts'
import { isOpen, numberOf, redUrgencies } from './standing.ts'

registerNode('IssuePart', (viewer) => ({ issue: visibleIssues(viewer) }))
registerNode('IssueEntry', visibleEntries)
registerNode('IssueRoute', knownRoutes)

builder.prismaNode('IssuePart', {
  id: { field: 'id', description: 'The global id of the part. 承办部分的编号。' },
  description: 'What one agency has or had to do about an issue. 一个部门对问题的承办部分。',
  fields: (t) => ({
    agency: t.relation('agency', { description: 'The agency whose part it is. 承办部门。' }),
    leads: t.exposeBoolean('leads', {
      description: 'Whether the agency leads; otherwise it supports. 是否主办,否则为协办。',
    }),
    state: t.expose('state', { type: PartStateEnum, description: 'How far the agency is. 办理状态。' }),
    assignedAt: t.expose('assignedAt', {
      type: 'DateTime',
      description: 'When it was given to the agency. 派单时间。',
    }),
    takenAt: t.expose('takenAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the agency took it; null before that. 签收时间,未签收为空。',
    }),
    answeredAt: t.expose('answeredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the agency answered last; null before that. 最近答复的时间,未答复为空。',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is over; null while the agency has it. 结束时间,仍在承办为空。',
    }),
  }),
})

builder.prismaNode('IssueEntry', {
  id: { field: 'id', description: 'The global id of the entry. 文字记录的编号。' },
  description: 'What somebody wrote about an issue; it is never changed. 关于问题的文字记录,不可更改。',
  fields: (t) => ({
    kind: t.expose('kind', { type: IssueEntryKindEnum, description: 'At which deed it was written. 出自哪项操作。' }),
    text: t.exposeString('text', { description: 'The words that were written, as they were typed. 文字内容。' }),
    isInternal: t.exposeBoolean('isInternal', {
      description: 'True where the enterprise never reads it. 是否内部,内部的企业始终看不到。',
    }),
    agency: t.relation('agency', {
      nullable: true,
      description: 'The agency to whose part it belongs; null where to none. 所属的承办部门,没有为空。',
    }),
    actorName: t.string({
      description: 'The name of who wrote it. 记录人。',
      select: { actor: { select: { displayName: true } } },
      resolve: ({ actor }) => actor.displayName,
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was written. 记录时间。' }),
  }),
})

builder.prismaNode('IssueRoute', {
  id: { field: 'id', description: 'The global id of the route. 派单表一项的编号。' },
  description: 'Who is proposed for the issues of a category. 某类问题建议由谁承办。',
  fields: (t) => ({
    category: t.expose('category', { type: IssueCategoryEnum, description: 'What the issues are about. 问题的类别。' }),
    zone: t.relation('zone', {
      nullable: true,
      description: 'The zone for which it holds; null where for all others. 适用的片区,适用于其他片区时为空。',
    }),
    agency: t.relation('agency', { description: 'The agency that is proposed. 建议的部门。' }),
  }),
})

/** Reads who is proposed for the issues that one field of a request asks about. */
const proposals = (context: Context, info: Parameters<typeof batchLoader>[0]['info']) =>
  batchLoader({ context, info, key: 'proposal' }, async (ids) => {
    const issues = await db.issue.findMany({
      where: { id: { in: [...ids] } },
      select: {
        id: true,
        unionId: true,
        category: true,
        proposedAgencyId: true,
        enterprise: { select: { zoneId: true } },
      },
    })
    const routing = await readRouting([...new Set(issues.map(({ unionId }) => unionId))])
    const found = new Map(issues.map((issue) => [issue.id, proposalFor(issue, issue.enterprise.zoneId, routing)]))
    return ids.map((id) => found.get(id) ?? null)
  })

builder.prismaObjectFields('Issue', (t) => ({
  no: t.string({
    description:
      'The number by which people call it: the year of its opening and its number in that year. 问题编号:年份与当年序号,如 2026-0042。',
    resolve: numberOf,
  }),
  state: t.expose('state', { type: IssueStateEnum, description: 'Where the issue stands. 问题办到哪一步。' }),
  stateAt: t.expose('stateAt', { type: 'DateTime', description: 'Since when it stands there. 进入这一步的时间。' }),
  isEmergency: t.exposeBoolean('isEmergency', {
    description: 'Whether it endangers people now. 是否特急,正危及人身。',
  }),
  isRed: t.boolean({
    description:
      'Whether it needs a hand now: an emergency, a blockage or a severe one that is open. 是否须立即处理:未办结的特急、堵点或严重问题。',
    resolve: (issue) => isOpen(issue) && redUrgencies.includes(issue.urgency),
  }),
  urgency: t.expose('urgency', {
    type: UrgencyEnum,
    description:
      'How soon it must be seen to: an emergency at once, a blockage as soon as a severe issue, all others by severity. 急缓程度:特急最先,堵点与严重的相同,其余按严重程度。',
  }),
  returns: t.exposeInt('returns', {
    description: 'How often an agency that led has returned it. 主办部门退单的次数。',
  }),
  comebacks: t.exposeInt('comebacks', {
    description: 'How often it came back after a call or was reopened. 回访未了或重办的次数。',
  }),
  needsConsultation: t.boolean({
    description: 'Whether it was returned so often that agencies must consult about it. 是否因多次退单须会商。',
    resolve: (issue) => isOpen(issue) && issue.returns >= returnsToConsult,
  }),
  reviewOn: t.expose('reviewOn', {
    type: 'Date',
    nullable: true,
    description: 'The day on which it is looked at again while it is parked. 挂账的复核日,未挂账为空。',
  }),
  calledBackAt: t.expose('calledBackAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When the enterprise was called back last; null before that. 最近回访的时间,未回访为空。',
  }),
  callBackResult: t.expose('callBackResult', {
    type: CallBackResultEnum,
    nullable: true,
    description: 'What the enterprise said then. 回访时企业的说法。',
  }),
  mergedInto: t.relation('mergedInto', {
    nullable: true,
    description:
      'The issue with which it is handled, where it is a double; null where you may not see that one. 并入的问题;未并案或无权查看时为空。',
    query: (_, context) => ({ where: visibleIssues(signedIn(context)) }),
  }),
  splitFrom: t.relation('splitFrom', {
    nullable: true,
    description:
      'The issue from which it was split; null where you may not see that one. 拆自哪个问题;不是拆出的或无权查看时为空。',
    query: (_, context) => ({ where: visibleIssues(signedIn(context)) }),
  }),
  doubles: t.relation('doubles', {
    ...most(mostShown),
    description: 'The issues that were merged into it, at most 50. 并入它的问题,至多 50 个。',
    query: (_, context) => ({ where: visibleIssues(signedIn(context)), orderBy: { id: 'asc' }, take: mostShown }),
  }),
  splits: t.relation('splits', {
    ...most(mostShown),
    description: 'The issues that were split from it, at most 50. 由它拆出的问题,至多 50 个。',
    query: (_, context) => ({ where: visibleIssues(signedIn(context)), orderBy: { id: 'asc' }, take: mostShown }),
  }),
  parts: t.relation('parts', {
    ...most(mostShown),
    description:
      'What each agency has or had to do about it, the newest first, at most 50. 各部门的承办部分,新的在前,至多 50 个。',
    query: { orderBy: { id: 'desc' }, take: mostShown },
  }),
  entries: t.relation('entries', {
    ...most(100),
    description:
      'What was written about it and you may read, the newest first, at most 100. 关于它的、您可读的文字记录,新的在前,至多 100 条。',
    query: (_, context) => ({ where: visibleEntries(signedIn(context)), orderBy: { id: 'desc' }, take: 100 }),
  }),
  proposedAgency: t.field({
    type: 'Agency',
    nullable: true,
    description:
      'Who should take it, for the command centre, while no agency leads it: whoever was proposed by the squad or by the agency that returned it, or the route of its category and zone. 建议由谁承办,仅在无主办部门时、仅指挥中心可见。',
    resolve: ({ id, state }, _, context, info) => {
      if (state !== 'UNASSIGNED' || signedIn(context).role !== 'COMMAND') return null
      return proposals(context, info).load(id)
    },
  }),
  contact: t.field({
    type: 'Contact',
    nullable: true,
    description:
      'Whom of the enterprise to talk to about it while it is open, for the command centre, squads, the agencies that have it and the enterprise. 联系人,仅未办结时、指挥中心、小分队、承办部门与企业本身可见。',
    select: { enterprise: { select: { contacts: true } } },
    resolve: (issue, _, context) =>
      isOpen(issue) && seesContact(signedIn(context)) ? (firstContact(issue.enterprise.contacts) ?? null) : null,
  }),
}))

builder.queryField('issueRoutes', (t) =>
  t.prismaField({
    type: ['IssueRoute'],
    ...most(mostRoutes),
    description:
      'The table by which agencies are proposed for issues, for the command centre and the district; empty for all others. 派单表,仅指挥中心与区总工会可见,其他人为空。',
    args: unionArg,
    resolve: (query, _, { unionId }, context) => {
      const viewer = signedIn(context)
      return db.issueRoute.findMany({
        ...query,
        where: {
          AND: [
            { unionId: theUnion(viewer, unionId as string | null) },
            knownRoutes(viewer),
            { agency: visiblePartners(viewer) },
          ],
        },
        orderBy: [{ category: 'asc' }, { id: 'asc' }],
        take: mostRoutes,
      })
    },
  }),
)
