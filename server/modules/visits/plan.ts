import { z } from 'zod'
import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { nothing, root } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { readEnterprise } from '#server/modules/enterprises/load.ts'
import { progressAfter } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { visitEvents } from './events.ts'
import { onDay, readVisit } from './load.ts'
import { visitIfVisible } from './payload.ts'
import { checkPlanDate, readLastStop, readPlanned, readPlanningSquad, refusePlanned } from './planning.ts'

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
    agreedTime: t.field({
      type: 'TimeOfDay',
      required: false,
      description: 'The local time of day that was agreed with the enterprise. 与企业约定的时间。',
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
      en: 'the enterprise is retired, a visit to it is planned or under way on that day already, or the visit to continue is not finished',
      zh: '企业已停用,当天已排走访,或要接续的走访还没有结束',
    },
    INVALID: {
      en: 'plannedOn is before today or more than sixty days ahead',
      zh: '计划日期早于今天或晚于六十天后',
    },
  },
  input: PlanVisitInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { squadId: 'Squad', enterpriseId: 'Enterprise', continuesId: 'Visit' },
  payload: visitIfVisible,
  load: (actor, { squadId, enterpriseId, plannedOn, continuesId }) => ({
    lock: [root('Squad', squadId), root('Enterprise', enterpriseId)],
    read: {
      squad: readPlanningSquad(actor, squadId),
      enterprise: readEnterprise(actor, enterpriseId),
      already: readPlanned(Prisma.sql`${enterpriseId}::uuid`, plannedOn),
      lastStop: readLastStop(squadId, plannedOn),
      earlier: continuesId ? readVisit(actor, continuesId, 'continuesId') : nothing,
    },
  }),
  decide({ squad, enterprise, already, lastStop, earlier }, { plannedOn, stop, agreedTime }) {
    checkPlanDate('plannedOn', plannedOn)
    refusePlanned(already)
    checkContinued(earlier, enterprise.id)
    const visit = {
      id: newId(),
      unionId: squad.unionId,
      squadId: squad.id,
      enterpriseId: enterprise.id,
      plannedOn,
      stop: stop ?? lastStop + 1,
      agreedTime: agreedTime ?? null,
      continuesId: earlier?.id ?? null,
      steps: earlier?.steps ?? [],
      createdAt: now(),
    }
    const planned = onDay(plannedOn, { planned: 1 })
    const { cell, delta, writes } = progressAfter(enterprise, { ...visit, state: 'PLANNED', counts: false })
    return {
      subjectId: visit.id,
      writes: [insert('Visit', visit), ...writes],
      events: [visitEvents.planned(visit, { plannedOn, ...cell }, { union: plus(delta, planned), squad: planned })],
    }
  },
})

/** Checks the visit whose steps are taken up. NOT_FOUND: it was paid to another enterprise. CONFLICT: it is not finished. */
function checkContinued(earlier: Visit | null, enterpriseId: string): void {
  if (!earlier) return
  if (earlier.enterpriseId !== enterpriseId) throw notFound('continuesId')
  if (earlier.state === 'FINISHED') return
  throw conflict(
    { zh: '只能接续已经结束的走访。', en: 'Only a finished visit can be continued.' },
    globalId('Visit', earlier.id),
  )
}
