import { z } from 'zod'
import type { Campaign, Prisma } from '#codegen/prisma/client.ts'
import { Step, VisitProgress } from '#codegen/prisma/enums.ts'
import { type NewRow, update } from '#server/log/rows.ts'
import type { TallyDelta } from '#server/log/tallies.ts'
import { isoDate, now } from '#server/platform/clock.ts'
import type { EnterpriseState, Period, VisitOfEnterprise } from './load.ts'

/** How an enterprise's cell on the board stands after an event: with these facts the cells of any past seq can be rebuilt. */
export const cellFacts = { progress: z.enum(VisitProgress), progressStep: z.enum(Step).nullable() }

/** What an enterprise's visits add up to, as its cell on the board shows it. */
export type Progress = { progress: VisitProgress; progressStep: Step | null }

/** Sets columns of an enterprise, and when its row was last changed. */
export const setEnterprise = (id: string, columns: Partial<NewRow<'Enterprise'>>): Prisma.Sql =>
  update('Enterprise', id, { ...columns, updatedAt: now() })

/** What becomes of an enterprise's cell: as it is then, what the union's tally gains, and what is written for it. */
export type ProgressChange = { cell: Progress; delta: TallyDelta; writes: Prisma.Sql[] }

/**
 * The progress of an enterprise once these visits of it are new or changed, and what that changes in the union's tally: the
 * number of cells in each state, and of enterprises outside the hundred that were visited.
 */
export function progressAfter(enterprise: EnterpriseState, ...changed: VisitOfEnterprise[]): ProgressChange {
  const others = enterprise.visits.filter(({ id }) => !changed.some((visit) => visit.id === id))
  const visits = [...others, ...changed].filter(({ state }) => state !== 'SKIPPED' && state !== 'VOIDED')
  const cell = progressOf(visits)
  if (cell.progress === enterprise.progress && cell.progressStep === enterprise.progressStep) {
    return { cell, delta: {}, writes: [] }
  }
  const { isListed: listed, progress } = enterprise
  return {
    cell,
    delta: cellDelta({ progress, listed }, { progress: cell.progress, listed }),
    writes: [setEnterprise(enterprise.id, cell)],
  }
}

/** An enterprise as the tally counts it: how far its visits are, among the hundred or not. */
type Cell = { progress: VisitProgress; listed: boolean }

/** The change in the tally when an enterprise goes from one cell to another. */
export function cellDelta(from: Cell, to: Cell): TallyDelta {
  const [left, entered] = [cellKey(from), cellKey(to)]
  if (left === entered) return {}
  return { ...(left && { [left]: -1 }), ...(entered && { [entered]: 1 }) }
}

/** The change in the tally when an enterprise enters the hundred, or leaves it. */
export const listingDelta = (progress: VisitProgress, listed: boolean): TallyDelta =>
  cellDelta({ progress, listed: !listed }, { progress, listed })

/** The figure of the union's tally that counts an enterprise in this state. */
function cellKey({ progress, listed }: Cell): string | null {
  if (!listed) return progress === 'DONE' ? 'visitedOutside' : null
  return { NOT_PLANNED: null, PLANNED: 'planned', UNDER_WAY: 'underWay', DONE: 'visited' }[progress]
}

/** The days of a campaign. */
export const periodOf = ({ startsOn, endsOn }: Pick<Campaign, 'startsOn' | 'endsOn'>): Period => ({
  startsOn: isoDate(startsOn),
  endsOn: isoDate(endsOn),
})

/** Whether visits of this day count in the campaign of this period. Without a campaign those of every day do. */
export const isWithin = (period: Period | null, day: string): boolean =>
  period === null || (period.startsOn <= day && day <= period.endsOn)

/** Of several visits at once, the one that is furthest says where the enterprise stands. */
export function progressOf(visits: readonly Pick<VisitOfEnterprise, 'state' | 'counts' | 'steps'>[]): Progress {
  if (visits.some((visit) => visit.counts)) return { progress: 'DONE', progressStep: null }
  const furthestFirst = visits.toSorted((a, b) => b.steps.length - a.steps.length)
  const here = furthestFirst.find((visit) => visit.state === 'ARRIVED')
  if (here) return { progress: 'UNDER_WAY', progressStep: here.steps.at(-1) ?? null }
  const planned = furthestFirst.find((visit) => visit.state === 'PLANNED')
  if (!planned) return { progress: 'NOT_PLANNED', progressStep: null }
  const step = planned.steps.at(-1) ?? null
  return { progress: step ? 'UNDER_WAY' : 'PLANNED', progressStep: step }
}
