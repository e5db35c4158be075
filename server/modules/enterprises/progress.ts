import type { Enterprise, Step, VisitProgress } from '#codegen/prisma/client.ts'
import type { TallyDelta } from '#server/events/log.ts'
import type { Tx } from '#server/platform/db.ts'

/** What an enterprise's visits add up to, as its cell on the board shows it. */
type Progress = { progress: VisitProgress; progressStep: Step | null }

/**
 * Sets an enterprise's progress from its visits and says what that changes in the union's tally: the hundred's cells
 * by state, and DONE ones outside the hundred.
 */
export async function refreshProgress(tx: Tx, enterpriseId: string): Promise<TallyDelta> {
  const enterprise = await tx.enterprise.findUniqueOrThrow({
    where: { id: enterpriseId },
    include: { campaignEnterprises: { where: { campaign: { active: true } }, select: { id: true } } },
  })
  const visits = await tx.visit.findMany({
    where: { enterpriseId, state: { notIn: ['VOIDED', 'SKIPPED'] } },
    select: { state: true, counts: true, steps: true },
  })
  const next = progressOf(visits)
  if (next.progress === enterprise.progress && next.progressStep === enterprise.progressStep) return {}
  await tx.enterprise.update({ where: { id: enterpriseId }, data: next })
  return progressDelta(enterprise, next, enterprise.campaignEnterprises.length > 0)
}

/** The change in the tally when an enterprise goes from one progress to another. */
export function progressDelta(from: Pick<Enterprise, 'progress'>, to: Pick<Progress, 'progress'>, listed: boolean) {
  if (from.progress === to.progress) return {}
  return addCell(removeCell({}, from.progress, listed), to.progress, listed)
}

const addCell = (delta: Record<string, number>, progress: VisitProgress, listed: boolean) =>
  count(delta, progress, listed, 1)
const removeCell = (delta: Record<string, number>, progress: VisitProgress, listed: boolean) =>
  count(delta, progress, listed, -1)

function count(delta: Record<string, number>, progress: VisitProgress, listed: boolean, by: number) {
  const key = cellKey(progress, listed)
  return key ? { ...delta, [key]: (delta[key] ?? 0) + by } : delta
}

/** The figure of the union's tally that counts an enterprise in this state. */
export function cellKey(progress: VisitProgress, listed: boolean): string | null {
  if (!listed) return progress === 'DONE' ? 'visitedOutside' : null
  return { NOT_PLANNED: null, PLANNED: 'planned', UNDER_WAY: 'underWay', DONE: 'visited' }[progress]
}

/** Of several visits at once, the one that is furthest says where the enterprise stands. */
function progressOf(visits: { state: string; counts: boolean; steps: Step[] }[]): Progress {
  if (visits.some((visit) => visit.counts)) return { progress: 'DONE', progressStep: null }
  const furthestFirst = visits.toSorted((a, b) => b.steps.length - a.steps.length)
  const here = furthestFirst.find((visit) => visit.state === 'ARRIVED')
  if (here) return { progress: 'UNDER_WAY', progressStep: here.steps.at(-1) ?? null }
  const planned = furthestFirst.find((visit) => visit.state === 'PLANNED')
  if (!planned) return { progress: 'NOT_PLANNED', progressStep: null }
  const step = planned.steps.at(-1) ?? null
  return { progress: step ? 'UNDER_WAY' : 'PLANNED', progressStep: step }
}

/** Rules that may change an enterprise's progress take its row first, so that they follow one another. */
export async function lockEnterprise(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Enterprise" WHERE id = ${id}::uuid FOR UPDATE`
}
