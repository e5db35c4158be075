import type { Enterprise, Prisma } from '#codegen/prisma/client.ts'
import type { IssueCategory } from '#codegen/prisma/enums.ts'
import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { builder } from '#server/platform/builder.ts'
import { dayMs, now } from '#server/platform/clock.ts'
import { signedIn, type Viewer } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { gramsOf } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import { visibleIssues } from './access.ts'
import { issueTitle } from './entry.ts'
import { IssueCategoryEnum } from './enums.ts'
import { mostLike, readOfEnterprise, readOfUnion } from './limits.ts'

/** For how many days after its closing an issue may be the double of one that is being typed: what comes back is reopened. */
const closedDays = 90

/** What is being typed: the enterprise that has the issue, what the issue is about, and its title. */
type Typed = { enterprise: Pick<Enterprise, 'id' | 'unionId' | 'name'>; category: IssueCategory; title: string }

/** The pairs of characters of a title, or its characters where it has no pair, without those of the enterprise’s name. */
function pairsOf({ enterprise, title }: Typed): string[] {
  const named = new Set(gramsOf(enterprise.name))
  const grams = gramsOf(title).filter((gram) => !named.has(gram))
  const pairs = grams.filter((gram) => [...gram].length === 2)
  return pairs.length > 0 ? pairs : grams
}

/**
 * The ids of the issues that are most like the one that is being typed: of the same enterprise those of the same category or
 * with a third of the pairs of the title, and of other enterprises open ones with half of them. Those of the same enterprise
 * come first, of these the open ones, then those with more of the words, then the newest. It goes through the newest rows of
 * the enterprise and of the union, however many there are.
 */
async function likeIssueIds(viewer: Viewer, typed: Typed): Promise<string[]> {
  const { enterprise, category } = typed
  const pairs = pairsOf(typed)
  const closedSince = new Date(now().getTime() - closedDays * dayMs)
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH near AS (
      (SELECT * FROM "Issue" WHERE "enterpriseId" = ${enterprise.id}::uuid ORDER BY id DESC LIMIT ${readOfEnterprise})
      UNION ALL
      (SELECT * FROM (
        SELECT * FROM "Issue" WHERE "unionId" = ${enterprise.unionId}::uuid AND status = 'OPEN'
        ORDER BY id DESC LIMIT ${readOfUnion}
      ) open WHERE open."enterpriseId" <> ${enterprise.id}::uuid AND open.grams && ${pairs}::text[])
    ), compared AS (
      SELECT i.id, i.status, i.category, i."enterpriseId" = ${enterprise.id}::uuid AS own,
        (SELECT count(*) FROM unnest(${pairs}::text[]) AS pair WHERE pair = ANY (i.grams))::float
          / ${Math.max(1, pairs.length)} AS share
      FROM near i
      WHERE (i.status = 'OPEN' OR (i.status = 'CLOSED' AND i."closedAt" >= ${closedSince})) AND ${visibleIssues.sql(viewer, 'i')}
    )
    SELECT id FROM compared
    WHERE CASE WHEN own THEN category::text = ${category} OR share >= 1.0 / 3 ELSE share >= 0.5 END
    ORDER BY own DESC, status = 'OPEN' DESC, share DESC, category::text = ${category} DESC, id DESC
    LIMIT ${mostLike}`
  return rows.map(({ id }) => id)
}

builder.queryField('likeIssues', (t) =>
  t.prismaField({
    type: ['Issue'],
    ...most(mostLike),
    description:
      'The two issues that are most like one that is being typed, so that it is added to them instead of opened anew: of the same enterprise those of the same category or with like words, open ones first and then those closed within 90 days; then open ones of other enterprises with like words. Only what you may see; empty where you see no such enterprise. INVALID: the id or the title is not valid. NOT_FOUND: the id is one of another type. 与正在填写的问题最相近的两件,可补充到已有问题而不必另提:先本企业同类别或用词相近的(未办结的在前,九十天内办结的在后),再其他企业用词相近的未办结问题;只列您可见的,看不到该企业时为空。INVALID:编号或标题无效。NOT_FOUND:编号属于其他类型。',
    args: {
      enterpriseId: t.arg.id({ description: 'The global id of the enterprise. 企业的编号。' }),
      category: t.arg({ type: IssueCategoryEnum, description: 'What the issue is about. 问题的类别。' }),
      title: t.arg.string({
        validate: issueTitle,
        description: 'The title as far as it is typed, 1 to 100 characters. 已填写的标题,1 至 100 字。',
      }),
    },
    resolve: async (query, _, { enterpriseId, category, title }, context) => {
      const viewer = signedIn(context)
      const id = rowId('Enterprise', enterpriseId, 'enterpriseId')
      const where: Prisma.EnterpriseWhereInput = { AND: [{ id }, visibleEnterprises(viewer)] }
      const enterprise = await db.enterprise.findFirst({ where, select: { id: true, unionId: true, name: true } })
      const ids = enterprise ? await likeIssueIds(viewer, { enterprise, category, title }) : []
      const issues = await db.issue.findMany({
        ...query,
        where: { AND: [{ id: { in: ids } }, visibleIssues(viewer)] },
      })
      return issues.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    },
  }),
)
