import type { Visit } from '#codegen/prisma/client.ts'
import type { TallyDelta } from '#server/events/log.ts'
import { isoDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import type { Tx } from '#server/platform/db.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { visibleVisits } from './policy.ts'
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

/** Whether 闻 or 问 of this visit, or of those it continues, holds a note. */
export async function heardOrAsked(tx: Tx, visit: Pick<Visit, 'id' | 'continuesId'>): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ heard: boolean }[]>`
    WITH RECURSIVE chain AS (
      SELECT id, "continuesId" FROM "Visit" WHERE id = ${visit.id}::uuid
      UNION SELECT v.id, v."continuesId" FROM "Visit" v JOIN chain c ON v.id = c."continuesId"
    )
    SELECT EXISTS (
      SELECT 1 FROM "VisitNote" n JOIN chain c ON n."visitId" = c.id WHERE n.step IN ('LISTEN', 'ASK')
    ) AS heard`
  return row!.heard
}
