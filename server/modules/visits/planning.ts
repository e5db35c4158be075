import type { Squad } from '#codegen/prisma/client.ts'
import { loadSquad } from '#server/modules/squads/load.ts'
import { addDays, dateOf, localDate, now } from '#server/platform/clock.ts'
import { type Actor, forbidden } from '#server/platform/context.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'

/** Loads the squad whose stops are planned. NOT_FOUND where the actor sees none; FORBIDDEN for another squad than its own. */
export async function loadPlanningSquad(tx: Tx, actor: Actor, id: string): Promise<Squad> {
  const squad = await loadSquad(tx, actor, id)
  if (actor.role === 'SQUAD' && squad.id !== actor.squadId) throw forbidden()
  return squad
}

/** CONFLICT where one of the enterprises is on a list of that day already. Their rows are locked, so nobody else plans them meanwhile. */
export async function refusePlanned(tx: Tx, enterpriseIds: string[], plannedOn: Date): Promise<void> {
  const already = await tx.visit.findFirst({
    where: { enterpriseId: { in: enterpriseIds }, plannedOn, state: { in: ['PLANNED', 'ARRIVED'] } },
    include: { enterprise: { select: { name: true } } },
  })
  if (!already) return
  const { name } = already.enterprise
  throw conflict(
    { zh: `${name}当天已经排了走访。`, en: `${name} is planned for that day already.` },
    globalId('Visit', already.id),
  )
}

/** The number of the stop after the squad's last one of that day. */
export async function nextStop(tx: Tx, squadId: string, plannedOn: Date): Promise<number> {
  const last = await tx.visit.aggregate({ where: { squadId, plannedOn }, _max: { stop: true } })
  return (last._max.stop ?? 0) + 1
}

const horizonDays = 60

/** INVALID where the day is before today or more than sixty days ahead: a past visit is recorded, not planned. */
export function checkPlanDate(field: string, date: string): void {
  const today = localDate(now())
  const last = addDays(dateOf(today), horizonDays)
  if (date < today || dateOf(date) > last) {
    throw invalid(field, {
      zh: '只能排今天起六十天内的走访;过去的走访请补录。',
      en: 'Plans are for today and the next sixty days; a past visit is recorded.',
    })
  }
}
