import type { Agency, Issue, IssueEntry, IssuePart, Prisma } from '#codegen/prisma/client.ts'
import { seesContact } from '#server/modules/issues/access.ts'
import { dueAtOf } from '#server/modules/issues/clock.ts'
import { firstContact } from '#server/modules/issues/contact.ts'
import { IssueCategoryEnum } from '#server/modules/issues/enums.ts'
import { IssueEntryKindEnum, IssueStateEnum, PartStateEnum } from '#server/modules/issues/life-enums.ts'
import { numberOf } from '#server/modules/issues/standing.ts'
import { visiblePapers } from '#server/modules/papers/access.ts'
import { builder } from '#server/platform/builder.ts'
import { globalId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { LinkActEnum } from './enums.ts'
import { actorOf, findOpenIssue, type IssueLink } from './issue-link.ts'
import { mostAgenciesShown, mostPhotosShown, mostWordsShown } from './limits.ts'

type Act = (typeof LinkActEnum)['$inferType']
type Words = Pick<IssueEntry, 'id' | 'kind' | 'text' | 'at'>

/** All that is shown by a link for an issue. Nothing else is reached from it. */
type LinkedIssue = {
  link: IssueLink
  issue: NonNullable<Awaited<ReturnType<typeof findOpenIssue>>>
  part: (IssuePart & { agency: Agency }) | undefined
  words: Words[]
  photos: string[]
  agencies: Pick<Agency, 'id' | 'name'>[]
}

/** The issue of the link as whoever holds it is shown it; null where it is over or the agency has no part of it any more. */
export async function linkedIssue(link: IssueLink): Promise<LinkedIssue | null> {
  const issue = await findOpenIssue(link)
  if (!issue) return null
  const { agencyId, unionId } = link.account
  const part = issue.parts.find((each) => each.agencyId === agencyId)
  const [words, photos, agencies] = await Promise.all([
    db.issueEntry.findMany({ where: wordsFor(issue, part), orderBy: { id: 'desc' }, take: mostWordsShown }),
    photosOf(link, wordsFor(issue, part)),
    agencyId
      ? db.agency.findMany({
          where: { unionId, retiredAt: null, id: { not: agencyId } },
          orderBy: [{ kind: 'asc' }, { id: 'asc' }],
          take: mostAgenciesShown,
        })
      : [],
  ])
  return { link, issue, part, words, photos, agencies }
}

/**
 * The words that are shown by a link: none that are internal, and to an agency none that belong to the part of another. The
 * instruction to the agency itself is shown to it, of the time since it has its part.
 */
const wordsFor = ({ id: issueId }: Pick<Issue, 'id'>, part?: IssuePart): Prisma.IssueEntryWhereInput => {
  if (!part) return { issueId, isInternal: false }
  const own = { OR: [{ agencyId: null }, { agencyId: part.agencyId }] }
  const instruction = { kind: 'INSTRUCTION' as const, at: { gte: part.assignedAt } }
  return { issueId, AND: [own, { OR: [{ isInternal: false }, instruction] }] }
}

/**
 * The small pictures of the photos that the link shows, each within its address, so that nothing else opens them: those of the
 * issue itself, and of the words that are shown.
 */
async function photosOf(link: IssueLink, words: Prisma.IssueEntryWhereInput): Promise<string[]> {
  const papers = await db.paper.findMany({
    where: {
      AND: [
        { issueId: link.account.issueId },
        { OR: [{ entryId: null }, { entry: words }] },
        visiblePapers(actorOf(link)),
      ],
    },
    orderBy: { id: 'desc' },
    take: mostPhotosShown,
  })
  const contents = await db.paperContent.findMany({
    where: { hash: { in: papers.map(({ hash }) => hash) } },
    select: { hash: true, small: true },
  })
  const smallOf = new Map(contents.map(({ hash, small }) => [hash, Buffer.from(small).toString('base64')]))
  return papers.flatMap(({ hash }) => {
    const small = smallOf.get(hash)
    return small ? `data:image/jpeg;base64,${small}` : []
  })
}

/** What can be done by the link now. */
function actsOf({ issue, part, link }: LinkedIssue): Act[] {
  if (link.account.role === 'ENTERPRISE')
    return issue.state === 'ANSWERED' ? ['SOLVED', 'PARTLY', 'NOT_SOLVED'] : ['SOLVED']
  if (issue.state === 'PARKED' || !part) return []
  if (part.state === 'ASSIGNED') return ['TAKE', 'ANSWER', 'RETURN']
  return part.state === 'TAKEN' ? ['ANSWER', 'RETURN'] : ['ANSWER']
}

const wordsRef = builder.objectRef<Words>('LinkedIssueWords').implement({
  description: 'Words about an issue that are shown by a link for it. 凭链接可读的、关于问题的一条文字。',
  fields: (t) => ({
    kind: t.expose('kind', { type: IssueEntryKindEnum, description: 'At which deed it was written. 出自哪项操作。' }),
    text: t.exposeString('text', { description: 'The words as they were typed. 文字内容。' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was written. 记录时间。' }),
  }),
})

const agencyRef = builder.objectRef<Pick<Agency, 'id' | 'name'>>('LinkedIssueAgency').implement({
  description: 'An agency that may be proposed where an issue is returned by a link. 凭链接退单时可建议的部门。',
  fields: (t) => ({
    id: t.id({
      description: 'The global id of the agency. 部门的编号。',
      resolve: ({ id }) => globalId('Agency', id),
    }),
    name: t.exposeString('name', { description: 'The name of the agency. 部门名称。' }),
  }),
})

/** What is shown by a link for an issue: plain values, from which no other row is reached. */
export const LinkedIssueRef = builder.objectRef<LinkedIssue>('LinkedIssue').implement({
  description:
    'An issue as it is shown by a link for it, without an account: nothing else is reached from here. 凭链接看到的问题;由此看不到任何其他内容。',
  fields: (t) => ({
    no: t.string({
      description: 'The number by which people call it. 问题编号。',
      resolve: ({ issue }) => numberOf(issue),
    }),
    title: t.string({ description: 'The issue in one line. 问题的标题。', resolve: ({ issue }) => issue.title }),
    category: t.field({
      type: IssueCategoryEnum,
      description: 'What the issue is about. 问题的类别。',
      resolve: ({ issue }) => issue.category,
    }),
    isEmergency: t.boolean({
      description: 'Whether it endangers people now. 是否特急。',
      resolve: ({ issue }) => issue.isEmergency,
    }),
    evidence: t.string({
      description: 'What shows that the issue exists. 问题的依据。',
      resolve: ({ issue }) => issue.evidence,
    }),
    openedAt: t.field({
      type: 'DateTime',
      description: 'The moment at which the issue came up. 问题的提出时间。',
      resolve: ({ issue }) => issue.openedAt,
    }),
    dueAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When the next thing is due: that the agency takes charge, or that it is done; null while no clock runs. 下一步的截止时间:签收或办结;停表时为空。',
      resolve: ({ issue }) => dueAtOf(issue),
    }),
    state: t.field({
      type: IssueStateEnum,
      description: 'Where the issue stands. 问题办到哪一步。',
      resolve: ({ issue }) => issue.state,
    }),
    partState: t.field({
      type: PartStateEnum,
      nullable: true,
      description: 'How far the agency of the link is; null for the enterprise. 本部门的办理状态;给企业的链接为空。',
      resolve: ({ part }) => part?.state ?? null,
    }),
    enterpriseName: t.string({
      description: 'The enterprise that has the issue. 有此问题的企业。',
      resolve: ({ issue }) => issue.enterprise.name,
    }),
    enterpriseAddress: t.string({
      description: 'Where the enterprise is. 企业地址。',
      resolve: ({ issue }) => issue.enterprise.address,
    }),
    contactName: t.string({
      nullable: true,
      description: 'Whom of the enterprise to talk to; null where none is known. 企业联系人,未登记为空。',
      resolve: (linked) => contactOf(linked)?.name ?? null,
    }),
    contactPhone: t.string({
      nullable: true,
      description: 'The phone of this person; null where none is known. 联系电话,未登记为空。',
      resolve: (linked) => contactOf(linked)?.phone || null,
    }),
    leadName: t.string({
      nullable: true,
      description: 'The agency that leads; null where none does. 主办部门,没有为空。',
      resolve: ({ issue }) => issue.parts.find(({ leads }) => leads)?.agency.name ?? null,
    }),
    unionName: t.string({
      description: 'The union that gave the link. 发出链接的工会。',
      resolve: ({ issue }) => issue.union.name,
    }),
    isForAgency: t.boolean({
      description: 'Whether the link is for an agency; otherwise for the enterprise. 链接是否给部门,否则给企业。',
      resolve: ({ part }) => part !== undefined,
    }),
    actorName: t.string({
      description: 'By which name deeds by this link are recorded. 凭此链接办理时记录的名字。',
      resolve: ({ link }) => link.account.displayName,
    }),
    isNamed: t.boolean({
      description: 'Whether a person has given a name. 是否已留姓名。',
      resolve: ({ link, part, issue }) =>
        link.account.displayName !== namedBy((part?.agency ?? issue.enterprise).name, null),
    }),
    acts: t.field({
      type: [LinkActEnum],
      description: 'What can be done by the link now. 现在能做什么。',
      resolve: actsOf,
    }),
    words: t.field({
      type: [wordsRef],
      ...most(mostWordsShown),
      description:
        'What was written about it and may be read by the link, the newest first, at most 20. 凭链接可读的文字,新的在前,至多 20 条。',
      resolve: ({ words }) => words,
    }),
    photos: t.stringList({
      description:
        'The newest photos, small, as addresses of the kind data:, at most 6. 最近的照片小图(data: 网址),至多 6 张。',
      resolve: ({ photos }) => photos,
    }),
    agencies: t.field({
      type: [agencyRef],
      ...most(mostAgenciesShown),
      description:
        'The agencies that may be proposed where it is returned; none for the enterprise. 退单时可建议的部门;给企业的链接为空。',
      resolve: ({ agencies }) => agencies,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'The moment after which the link cannot be used. 链接的到期时间。',
      resolve: ({ link }) => link.expiresAt,
    }),
  }),
})

/** Whom of the enterprise the holder of a link may call; undefined where there is none, and for the enterprise itself. */
export const contactOf = ({ issue, link, part }: LinkedIssue) =>
  part && seesContact(actorOf(link)) ? firstContact(issue.enterprise.contacts) : undefined

/** By which name deeds by a link for this agency or enterprise are recorded: also by that of a person who has given one. */
export const namedBy = (party: string, person: string | null): string =>
  person ? `${party} ${person}(链接)` : `${party}(链接)`
