import { CheckItem } from '#codegen/prisma/enums.ts'
import { batchLoader } from '#server/platform/batch-loader.ts'
import { builder } from '#server/platform/builder.ts'
import { type Actor, signedIn } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { visibleContents, visibleVisits } from './access.ts'

/**
 * The ids of the answers FIX_BY that stand at each enterprise: of each item the answer of the visit that came last, whoever
 * may see that one. Where somebody has since found the item in order, an earlier answer is none any more.
 */
async function readRectifications(actor: Actor, enterpriseIds: readonly string[]): Promise<string[][]> {
  const rows = await db.$queryRaw<{ enterpriseId: string; id: string }[]>`
    SELECT last."enterpriseId", last.id FROM (
      SELECT DISTINCT ON (v."enterpriseId", c.item) v."enterpriseId", v."unionId", v."squadId", c.id, c.answer, c."fixBy"
      FROM "Visit" v JOIN "VisitCheck" c ON c."visitId" = v.id
      WHERE v."enterpriseId" = ANY(${[...enterpriseIds]}::uuid[]) AND v.state <> 'VOIDED' AND c.answer <> 'NOT_SEEN'
      ORDER BY v."enterpriseId", c.item, v."arrivedAt" DESC NULLS LAST, v.id DESC) last
    WHERE last.answer = 'FIX_BY' AND ${visibleVisits.sql(actor, 'last')}`
  return enterpriseIds.map((id) => rows.filter(({ enterpriseId }) => enterpriseId === id).map((row) => row.id))
}

builder.prismaObjectField('Enterprise', 'rectifications', (t) =>
  t.prismaField({
    type: ['VisitCheck'],
    ...most(Object.keys(CheckItem).length),
    description:
      'What is to be put right at the enterprise and you may see: the items of the checklist whose newest answer is FIX_BY, by the day by which it is to be done; empty on a wall. 该企业待整改的检查项:最近一次结果为「限期整改」的各项,按期限排列;大屏为空。',
    resolve: (query, { id }, _, context, info) => {
      const actor = signedIn(context)
      const selection = { ...query, orderBy: [{ fixBy: 'asc' as const }, { id: 'asc' as const }] }
      const read = async (enterpriseIds: readonly string[]) => {
        const standing = await readRectifications(actor, enterpriseIds)
        const where = { AND: [{ id: { in: standing.flat() } }, visibleContents(actor)] }
        const checks = await db.visitCheck.findMany({ ...selection, where })
        return standing.map((ids) => checks.filter((check) => ids.includes(check.id)))
      }
      return batchLoader({ context, info, key: 'rectifications' }, read).load(id)
    },
  }),
)
