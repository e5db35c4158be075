import { type Change, type EventDraft, plus, type Receipt, write } from '#server/log/write.ts'
import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { lockEnterprise, lockEnterprises, refreshProgress } from '#server/modules/enterprises/progress.ts'
import { visibleSquads } from '#server/modules/squads/access.ts'
import { dateOf, isoDate, localDate, now } from '#server/platform/clock.ts'
import { type Actor, allow, forbidden } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleVisits } from './access.ts'
import { about, onDay, visitConflict } from './load.ts'

/** A stop to be made. `continuesId`: the earlier visit whose steps it takes up. */
export type PlanVisit = Change & {
  squadId: string
  enterpriseId: string
  plannedOn: string
  stop?: number | null
  continuesId?: string | null
}

/** Puts an enterprise on a squad's list for a day. CONFLICT where it is on a list that day already. */
export const planVisit = (actor: Actor, input: PlanVisit): Promise<Receipt> =>
  write(actor, 'planVisit', input, async (tx) => {
    const squad = await loadSquad(tx, actor, input.squadId)
    const enterprise = await loadEnterprise(tx, actor, input.enterpriseId, squad.unionId)
    checkPlanDate('plannedOn', input.plannedOn)
    await lockEnterprise(tx, enterprise.id)
    const plannedOn = dateOf(input.plannedOn)
    await refusePlanned(tx, [enterprise.id], plannedOn)
    const earlier = input.continuesId ? await loadContinued(tx, actor, input.continuesId, enterprise.id) : null
    const visit = await tx.visit.create({
      data: {
        unionId: squad.unionId,
        squadId: squad.id,
        enterpriseId: enterprise.id,
        plannedOn,
        stop: input.stop ?? (await nextStop(tx, squad.id, plannedOn)),
        continuesId: earlier?.id ?? null,
        steps: earlier?.steps ?? [],
        createdAt: now(),
      },
    })
    const planned = onDay(plannedOn, { planned: 1 })
    return {
      subjectId: visit.id,
      unionId: visit.unionId,
      events: [
        {
          ...about(visit, 'visit.planned'),
          union: plus(await refreshProgress(tx, enterprise.id), planned),
          squad: planned,
        },
      ],
    }
  })

/**
 * Unfinished stops of one day go to another day's list, in their order. One event a stop; none left is INVALID, an
 * enterprise that is on a list that day already is CONFLICT.
 */
export const carryOverVisits = (
  actor: Actor,
  input: Change & { squadId: string; from: string; to: string },
): Promise<Receipt> =>
  write(actor, 'carryOverVisits', input, async (tx) => {
    const squad = await loadSquad(tx, actor, input.squadId)
    checkPlanDate('to', input.to)
    const from = dateOf(input.from)
    const to = dateOf(input.to)
    if (input.from === input.to) throw invalid('to', { zh: '请选另一天。', en: 'Choose another day.' })
    const visits = await tx.visit.findMany({
      where: { squadId: squad.id, plannedOn: from, state: 'PLANNED' },
      orderBy: [{ stop: 'asc' }, { id: 'asc' }],
    })
    if (visits.length === 0) {
      throw invalid('from', { zh: '这一天没有未完成的站点。', en: 'No unfinished stops on that day.' })
    }
    const enterpriseIds = visits.map(({ enterpriseId }) => enterpriseId)
    await lockEnterprises(tx, enterpriseIds)
    await refusePlanned(tx, enterpriseIds, to)
    let stop = await nextStop(tx, squad.id, to)
    const events: EventDraft[] = []
    for (const visit of visits) {
      const { count } = await tx.visit.updateMany({
        where: { id: visit.id, state: 'PLANNED', plannedOn: from },
        data: { plannedOn: to, stop: stop++ },
      })
      if (!count) throw visitConflict(await tx.visit.findUniqueOrThrow({ where: { id: visit.id } }))
      const moved = plus(onDay(from, { planned: -1 }), onDay(to, { planned: 1 }))
      events.push({ ...about(visit, 'visit.carried_over'), facts: { to: isoDate(to) }, union: moved, squad: moved })
    }
    return { subjectId: squad.id, unionId: squad.unionId, events }
  })

/** The squad, if the actor may plan for it: a squad for itself, the command centre for all. */
export async function loadSquad(tx: Tx, actor: Actor, id: string) {
  allow(actor, 'SQUAD', 'COMMAND')
  const squad = await tx.squad.findFirst({ where: { AND: [{ id }, visibleSquads(actor)] } })
  if (!squad) throw notFound('squadId')
  if (actor.role === 'SQUAD' && squad.id !== actor.squadId) throw forbidden()
  return squad
}

/** An enterprise of the union that the actor may see, or NOT_FOUND. */
export async function loadEnterprise(tx: Tx, actor: Actor, id: string, unionId: string) {
  const enterprise = await tx.enterprise.findFirst({ where: { AND: [{ id, unionId }, visibleEnterprises(actor)] } })
  if (!enterprise) throw notFound('enterpriseId')
  return enterprise
}

/** An enterprise is on one list a day; its row is locked, so nobody else puts it there meanwhile. */
async function refusePlanned(tx: Tx, enterpriseIds: string[], plannedOn: Date): Promise<void> {
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

/** The visit of the same enterprise whose steps are taken up: only what is finished, and not struck out, goes on. */
async function loadContinued(tx: Tx, actor: Actor, id: string, enterpriseId: string) {
  const earlier = await tx.visit.findFirst({ where: { AND: [{ id, enterpriseId }, visibleVisits(actor)] } })
  if (!earlier) throw notFound('continuesId')
  if (earlier.state === 'FINISHED') return earlier
  throw conflict(
    { zh: '只能接续已经结束的走访。', en: 'Only a finished visit can be continued.' },
    globalId('Visit', earlier.id),
  )
}

async function nextStop(tx: Tx, squadId: string, plannedOn: Date): Promise<number> {
  const last = await tx.visit.aggregate({ where: { squadId, plannedOn }, _max: { stop: true } })
  return (last._max.stop ?? 0) + 1
}

const horizonDays = 60

/** A plan is for today or the next sixty days; what is past is recorded, not planned. */
function checkPlanDate(field: string, date: string): void {
  const today = localDate(now())
  const last = new Date(dateOf(today).getTime() + horizonDays * 86_400_000)
  if (date < today || dateOf(date) > last) {
    throw invalid(field, {
      zh: '只能排今天起六十天内的走访;过去的走访请补录。',
      en: 'Plans are for today and the next sixty days; a past visit is recorded.',
    })
  }
}
