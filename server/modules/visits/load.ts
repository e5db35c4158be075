import type { Visit } from '#codegen/prisma/client.ts'
import type { TallyDelta } from '#server/log/write.ts'
import { isoDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { notBefore, reach } from '#server/platform/past.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleVisits } from './access.ts'
import { stateSentence } from './states.ts'

/** A visit that the actor may see, or NOT_FOUND. */
export async function loadVisit(tx: Tx, actor: Actor, id: string): Promise<Visit> {
  const visit = await tx.visit.findFirst({ where: { AND: [{ id }, visibleVisits(actor)] } })
  if (!visit) throw notFound('visitId')
  return visit
}

/** CONFLICT that shows the visit as it stands now. */
export const visitConflict = (visit: Pick<Visit, 'id' | 'state'>) =>
  conflict(stateSentence[visit.state], globalId('Visit', visit.id))

/** The head of an event about a visit. */
export const about = (visit: Pick<Visit, 'id' | 'squadId' | 'enterpriseId'>, name: string) => ({
  name,
  subjectType: 'Visit',
  subjectId: visit.id,
  squadId: visit.squadId,
  enterpriseId: visit.enterpriseId,
})

/** Counts at a stop's own day: in the union's and the squad's tally alike. */
export const onDay = (day: Date | string, figures: Record<string, number>): TallyDelta => ({
  days: { [typeof day === 'string' ? day : isoDate(day)]: figures },
})

/** What a squad's tally says of where it is now; all null when it is on the way or resting. */
export const nowhere = { visitId: null, enterpriseId: null, step: null, since: null, steps: null }

const day = 24 * 3_600_000

/**
 * When the squad reached a stop by its word: not over a day before the stop was planned, or planned for. The earlier of
 * the two: a phone out of reach does not know yet that the stop was carried over.
 */
export function arrivalAt({ plannedOn, createdAt }: Visit, at: Date): Date {
  const earliest = Math.max(Math.min(plannedOn.getTime(), createdAt.getTime()) - day, reach().getTime())
  return notBefore(at, new Date(earliest), {
    zh: '到达时间早于这一站的安排。',
    en: 'The arrival lies before this stop was planned.',
  })
}

/** When something happened on site by the squad's word: not before it arrived. */
export const onSiteAt = ({ arrivedAt }: Visit, at: Date): Date =>
  notBefore(at, arrivedAt!, { zh: '发生时间早于到达时间。', en: 'happenedAt lies before the arrival.' })

/** Whether 闻 or 问 of this visit, or of those it continues, holds a note; what was struck out was not heard. */
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
