import { type Enterprise, Prisma } from '#codegen/prisma/client.ts'
import { many, type Read, type Root, root, rootsOf } from '#server/log/load.ts'
import { updateAll } from '#server/log/rows.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import {
  enterpriseRetired,
  type Period,
  refuseDouble,
  type VisitOfEnterprise,
} from '#server/modules/enterprises/load.ts'
import { cellDelta, isWithin, type Progress, progressOf } from '#server/modules/enterprises/progress.ts'
import { atLocalTime, now } from '#server/platform/clock.ts'

/** A visit that is neither skipped nor voided. `doneOn` is the local day on which it ended as DONE; null where it did not, or lacks something. */
type StandingVisit = VisitOfEnterprise & { doneOn: string | null }

/** An enterprise whose standing the list or the days of a campaign may change, with its visits, the earliest end first. */
export type Standing = Pick<
  Enterprise,
  'id' | 'name' | 'progress' | 'progressStep' | 'openIssues' | 'retiredAt' | 'mergedIntoId'
> & {
  isListed: boolean
  visits: StandingVisit[]
}

/** Which enterprises those are: those with a DONE visit, those on the list of the present campaign or of this one, and these. */
const idsOf = (unionId: string, campaignId: string | null, more: readonly string[]): Prisma.Sql => Prisma.sql`
  SELECT "enterpriseId" FROM "Visit" WHERE "unionId" = ${unionId}::uuid AND outcome = 'DONE' AND state = 'FINISHED'
  UNION SELECT p."enterpriseId" FROM "CampaignEnterprise" p JOIN "Campaign" c ON c.id = p."campaignId"
    WHERE p."unionId" = ${unionId}::uuid AND (c.state = 'ACTIVE' OR c.id = ${campaignId}::uuid)
  UNION SELECT unnest(${[...more]}::uuid[])`

/**
 * What is locked where the days or the list by which visits count change: the union, which deeds that let a visit count share,
 * and the enterprises that may stand otherwise after it.
 */
export const lockStandings = (unionId: string, campaignId: string | null, more: readonly string[] = []): Root[] => [
  root('TradeUnion', unionId),
  { ...rootsOf('Enterprise', idsOf(unionId, campaignId, more)), isEntry: true },
]

/** Reads those enterprises. */
export const readStandings = (
  unionId: string,
  campaignId: string | null,
  more: readonly string[] = [],
): Read<Standing[]> => readStandingsOf(unionId, idsOf(unionId, campaignId, more))

/** Reads the standings of the enterprises whose ids the statement selects, in the order of the ids. */
export const readStandingsOf = (unionId: string, ids: Prisma.Sql): Read<Standing[]> =>
  many(Prisma.sql`
    SELECT e.id, e.name, e."retiredAt", e."mergedIntoId", e.progress, e."progressStep", e."openIssues",
      EXISTS (
        SELECT 1 FROM "CampaignEnterprise" p JOIN "Campaign" c ON c.id = p."campaignId"
        WHERE p."enterpriseId" = e.id AND c.state = 'ACTIVE'
      ) AS "isListed",
      (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
          'id', v.id, 'state', v.state, 'counts', v.counts, 'steps', v.steps,
          'doneOn', CASE WHEN v.outcome = 'DONE' AND v.missing = '{}' THEN to_char(v."finishedAt" ${atLocalTime}, 'YYYY-MM-DD') END
        ) ORDER BY v."finishedAt", v.id), '[]')
        FROM "Visit" v WHERE v."enterpriseId" = e.id AND v.state NOT IN ('SKIPPED', 'VOIDED')
      ) AS visits
    FROM "Enterprise" e
    WHERE e."unionId" = ${unionId}::uuid AND e.id IN (${ids}) ORDER BY e.id`)

/** The visits of several entries as those of one enterprise, the earliest end first. */
export const byEnd = (visits: readonly StandingVisit[]): StandingVisit[] =>
  visits.toSorted((a, b) => ((a.doneOn ?? '') < (b.doneOn ?? '') ? -1 : 1))

/** CONFLICT where one of the enterprises of a list is retired. */
export function refuseRetired(ids: readonly string[], standings: readonly Standing[]): void {
  const listed = new Set(ids)
  const retired = standings.find(({ id, retiredAt }) => retiredAt && listed.has(id))
  if (!retired) return
  refuseDouble(retired)
  throw enterpriseRetired(retired)
}

/** What becomes of the enterprises: the cell of each by its id, what the union's tally gains, and what is written. */
export type Recount = { cells: Map<string, Progress>; delta: TallyDelta; writes: Prisma.Sql[] }

/**
 * Counts anew by which visit each enterprise counts, where the days that count or the list change: the one that counts already
 * where its day still lies within the period, and else the earliest. `period` and `listed` are those after the change; without
 * a period every day counts.
 */
export function recount(standings: readonly Standing[], period: Period | null, listed: ReadonlySet<string>): Recount {
  const cells = new Map<string, Progress>()
  const flags = { true: [] as string[], false: [] as string[] }
  const moved = new Map<string, { cell: Progress; ids: string[] }>()
  let delta: TallyDelta = {}
  for (const standing of standings) {
    const { id, progress, progressStep, isListed, visits } = standing
    const countable = visits.filter(({ doneOn }) => doneOn !== null && isWithin(period, doneOn))
    const counting = countable.find(({ counts }) => counts) ?? countable[0]
    for (const visit of visits.filter((each) => each.counts !== (each === counting))) {
      const counts = visit === counting
      flags[`${counts}`].push(visit.id)
      delta = plus(delta, { days: { [visit.doneOn!]: { visited: counts ? 1 : -1 } } })
    }
    const cell = progressOf(visits.map((visit) => ({ ...visit, counts: visit === counting })))
    cells.set(id, cell)
    delta = plus(delta, cellDelta({ progress, listed: isListed }, { progress: cell.progress, listed: listed.has(id) }))
    if (cell.progress === progress && cell.progressStep === progressStep) continue
    const key = `${cell.progress} ${cell.progressStep}`
    moved.set(key, { cell, ids: [...(moved.get(key)?.ids ?? []), id] })
  }
  return {
    cells,
    delta,
    writes: [
      ...(flags.false.length ? [updateAll('Visit', flags.false, { counts: false })] : []),
      ...(flags.true.length ? [updateAll('Visit', flags.true, { counts: true })] : []),
      ...[...moved.values()].map(({ cell, ids }) => updateAll('Enterprise', ids, { ...cell, updatedAt: now() })),
    ],
  }
}

/** The places of a list as an event keeps them: with how each enterprise stands after it. */
export const placesOf = (
  list: readonly { position: number; enterpriseId: string }[],
  standings: readonly Standing[],
  cells: ReadonlyMap<string, Progress>,
) => {
  const byId = new Map(standings.map((standing) => [standing.id, standing]))
  return list.map(({ position, enterpriseId }) => {
    const { progress, progressStep } = cells.get(enterpriseId)!
    return { position, enterpriseId, progress, progressStep, openIssues: byId.get(enterpriseId)!.openIssues }
  })
}
