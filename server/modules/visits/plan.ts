import { z } from 'zod'
import type { Visit } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { plus } from '#server/log/tallies.ts'
import { loadEnterprise } from '#server/modules/enterprises/load.ts'
import { lockEnterprise, refreshProgress } from '#server/modules/enterprises/progress.ts'
import { lockSquad } from '#server/modules/squads/load.ts'
import { builder } from '#server/platform/builder.ts'
import { dateOf, now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visitEvents } from './events.ts'
import { loadVisit, onDay } from './load.ts'
import { visitPayload } from './payload.ts'
import { checkPlanDate, loadPlanningSquad, nextStop, refusePlanned } from './planning.ts'

const PlanVisitInput = builder.inputType('PlanVisitInput', {
  description: 'A stop that a squad is to make on a day. 某支小分队某天要走访的一站。',
  fields: (t) => ({
    ...changeFields(t),
    squadId: t.id({ description: 'The global id of the squad. 小分队的编号。' }),
    enterpriseId: t.id({ description: 'The global id of the enterprise. 企业的编号。' }),
    plannedOn: t.field({
      type: 'Date',
      description: 'The day, from today to sixty days ahead. 计划日期,今天起六十天内。',
    }),
    stop: t.int({
      required: false,
      validate: z.int().min(1).max(200),
      description:
        'Its place in the order of the day, 1 to 200; the last place if left out. 当天第几站,1 至 200;不填排在最后。',
    }),
    continuesId: t.id({
      required: false,
      description: 'The global id of the finished visit whose steps it takes up. 接续哪次已结束的走访。',
    }),
  }),
})

/** Plans a squad's visit to an enterprise for a day. */
export const planVisit = deed('planVisit', {
  does: { en: 'Puts an enterprise on a squad’s list for a day.', zh: '把一家企业排进小分队某天的走访名单。' },
  errors: {
    NOT_FOUND: {
      en: 'you see no such squad, enterprise or visit to continue',
      zh: '找不到小分队、企业或要接续的走访',
    },
    FORBIDDEN: { en: 'a squad plans for another squad', zh: '小分队不能替别的小分队排走访' },
    CONFLICT: {
      en: 'a visit to the enterprise is planned or under way on that day already, or the visit to continue is not finished',
      zh: '企业当天已排走访,或要接续的走访还没有结束',
    },
    INVALID: {
      en: 'plannedOn is before today or more than sixty days ahead',
      zh: '计划日期早于今天或晚于六十天后',
    },
  },
  input: PlanVisitInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { squadId: 'Squad', enterpriseId: 'Enterprise', continuesId: 'Visit' },
  payload: visitPayload,
  async work(tx, { actor, input }) {
    const squad = await loadPlanningSquad(tx, actor, input.squadId)
    const enterprise = await loadEnterprise(tx, actor, input.enterpriseId, { unionId: squad.unionId })
    checkPlanDate('plannedOn', input.plannedOn)
    await lockEnterprise(tx, enterprise.id)
    await lockSquad(tx, squad.id)
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
    const { cell, delta } = await refreshProgress(tx, enterprise.id)
    return {
      subjectId: visit.id,
      unionId: visit.unionId,
      events: [
        visitEvents.planned(
          visit,
          { plannedOn: input.plannedOn, ...cell },
          { union: plus(delta, planned), squad: planned },
        ),
      ],
    }
  },
})

/** The visit of the same enterprise whose steps are taken up. NOT_FOUND where there is none; CONFLICT unless it is finished. */
async function loadContinued(tx: Tx, actor: Actor, id: string, enterpriseId: string): Promise<Visit> {
  const earlier = await loadVisit(tx, actor, id, { enterpriseId }, 'continuesId')
  if (earlier.state === 'FINISHED') return earlier
  throw conflict(
    { zh: '只能接续已经结束的走访。', en: 'Only a finished visit can be continued.' },
    globalId('Visit', earlier.id),
  )
}
