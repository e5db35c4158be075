import type { Visit } from '#codegen/prisma/client.ts'
import type { TallyDelta } from '#server/log/tallies.ts'
import { dayMs, isoDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { clampToEarliest, earliestReportable } from '#server/platform/report-limits.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleVisits } from './access.ts'
import { stateSentence } from './states.ts'

/**
 * Loads a visit that the actor may see, of one enterprise where that is named. NOT_FOUND, on the field that gives the
 * id, where there is none.
 */
export async function loadVisit(
  tx: Tx,
  actor: Actor,
  id: string,
  of: { enterpriseId?: string } = {},
  field = 'visitId',
): Promise<Visit> {
  const visit = await tx.visit.findFirst({ where: { AND: [{ id, ...of }, visibleVisits(actor)] } })
  if (!visit) throw notFound(field)
  return visit
}

/**
 * Locks the enterprise of a visit and reads the visit after that, so that what is decided on it follows all that was
 * committed before: everything that changes a visit locks its enterprise first. NOT_FOUND where the actor sees no such
 * visit.
 */
export async function lockVisit(tx: Tx, actor: Actor, id: string): Promise<Visit> {
  // a visit never goes to another enterprise, so this may be read before the lock
  await tx.$queryRaw`
    SELECT 1 FROM "Enterprise" e
    WHERE e.id = (SELECT v."enterpriseId" FROM "Visit" v WHERE v.id = ${id}::uuid AND v."unionId" = ${actor.unionId}::uuid)
    FOR UPDATE`
  return loadVisit(tx, actor, id)
}

/** CONFLICT that says in which state the visit is now. */
export const visitConflict = (visit: Pick<Visit, 'id' | 'state'>) =>
  conflict(stateSentence[visit.state], globalId('Visit', visit.id))

/** Figures of one local day, in the union's tally and in the squad's alike. */
export const onDay = (day: Date | string, figures: Record<string, number>): TallyDelta => ({
  days: { [typeof day === 'string' ? day : isoDate(day)]: figures },
})

/** The part of a squad's tally that says where it is, for a squad that is at no enterprise. */
export const noPosition = { visitId: null, enterpriseId: null, step: null, since: null, steps: null }

/**
 * When the squad reached a stop, as it says. INVALID where that lies more than a day before the stop was planned or is
 * planned for, whichever is earlier: a phone without a signal does not know yet that the stop was carried over.
 */
export function arrivalAt({ plannedOn, createdAt }: Visit, at: Date): Date {
  const earliest = Math.max(Math.min(plannedOn.getTime(), createdAt.getTime()) - dayMs, earliestReportable().getTime())
  return clampToEarliest(at, new Date(earliest), {
    zh: '到达时间早于这一站的安排。',
    en: 'The arrival lies before this stop was planned.',
  })
}

/** When something happened on site, as the squad says. INVALID where that lies before the arrival. */
export const onSiteAt = ({ arrivedAt }: Visit, at: Date): Date =>
  clampToEarliest(at, arrivedAt!, { zh: '发生时间早于到达时间。', en: 'happenedAt lies before the arrival.' })

/** Whether LISTEN or ASK of this visit, or of a visit that it continues, has a note. Notes of voided visits do not count. */
export async function heardOrAsked(tx: Tx, visit: Pick<Visit, 'id' | 'continuesId'>): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ heard: boolean }[]>`
    WITH RECURSIVE chain AS (
      SELECT id, "continuesId", state FROM "Visit" WHERE id = ${visit.id}::uuid
      UNION SELECT v.id, v."continuesId", v.state FROM "Visit" v JOIN chain c ON v.id = c."continuesId"
    )
    SELECT EXISTS (
      SELECT 1 FROM "VisitNote" n JOIN chain c ON n."visitId" = c.id
      WHERE n.step IN ('LISTEN', 'ASK') AND c.state <> 'VOIDED'
    ) AS heard`
  return row!.heard
}
