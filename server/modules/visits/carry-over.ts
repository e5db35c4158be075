import type { EventDraft } from '#server/log/catalogue.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { plus } from '#server/log/tallies.ts'
import { lockEnterprises } from '#server/modules/enterprises/progress.ts'
import { lockSquad } from '#server/modules/squads/load.ts'
import { squadPayload } from '#server/modules/squads/payload.ts'
import { builder } from '#server/platform/builder.ts'
import { dateOf } from '#server/platform/clock.ts'
import { invalid } from '#server/platform/errors.ts'
import { visitEvents } from './events.ts'
import { onDay } from './load.ts'
import { checkPlanDate, loadPlanningSquad, nextStop, refusePlanned } from './planning.ts'

const CarryOverVisitsInput = builder.inputType('CarryOverVisitsInput', {
  description:
    'From which day to which day a squad’s unfinished stops are moved. 把小分队未完成的站点从哪天顺延到哪天。',
  fields: (t) => ({
    ...changeFields(t),
    squadId: t.id({ description: 'The global id of the squad. 小分队的编号。' }),
    from: t.field({ type: 'Date', description: 'The day on which the stops are planned now. 原计划日期。' }),
    to: t.field({
      type: 'Date',
      description: 'The day to which they are moved, from today to sixty days ahead. 顺延到的日期,今天起六十天内。',
    }),
  }),
})

/** The unfinished stops of one day are moved to another day's list, in their order; one event for each stop. */
export const carryOverVisits = deed('carryOverVisits', {
  does: {
    en: 'Moves a squad’s unfinished stops of one day to the end of another day’s list, in their order.',
    zh: '把小分队某天未完成的站点按原顺序顺延到另一天。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such squad', zh: '找不到小分队' },
    FORBIDDEN: { en: 'a squad moves the stops of another squad', zh: '小分队不能顺延别的小分队的站点' },
    CONFLICT: {
      en: 'a visit to one of the enterprises is planned or under way on the other day already',
      zh: '其中有企业当天已排走访',
    },
    INVALID: {
      en: 'there is no unfinished stop on that day, both days are the same, or the other day is before today or more than sixty days ahead',
      zh: '那天没有未完成的站点、两个日期相同,或日期早于今天或晚于六十天后',
    },
  },
  input: CarryOverVisitsInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { squadId: 'Squad' },
  payload: squadPayload,
  async work(tx, { actor, input }) {
    const squad = await loadPlanningSquad(tx, actor, input.squadId)
    checkPlanDate('to', input.to)
    const from = dateOf(input.from)
    const to = dateOf(input.to)
    if (input.from === input.to) throw invalid('to', { zh: '请选另一天。', en: 'Choose another day.' })
    const planned = await tx.visit.findMany({
      where: { squadId: squad.id, plannedOn: from, state: 'PLANNED' },
      select: { id: true, enterpriseId: true },
    })
    if (planned.length === 0) throw nothingToCarry()
    await lockEnterprises(
      tx,
      planned.map(({ enterpriseId }) => enterpriseId),
    )
    await lockSquad(tx, squad.id)
    // read again: until the locks were there, a stop may have been arrived at, skipped or moved
    const visits = await tx.visit.findMany({
      where: { id: { in: planned.map(({ id }) => id) }, plannedOn: from, state: 'PLANNED' },
      orderBy: [{ stop: 'asc' }, { id: 'asc' }],
    })
    if (visits.length === 0) throw nothingToCarry()
    const enterpriseIds = visits.map(({ enterpriseId }) => enterpriseId)
    await refusePlanned(tx, enterpriseIds, to)
    let stop = await nextStop(tx, squad.id, to)
    const moved = plus(onDay(from, { planned: -1 }), onDay(to, { planned: 1 }))
    const events: EventDraft[] = []
    for (const visit of visits) {
      await tx.visit.update({ where: { id: visit.id }, data: { plannedOn: to, stop: stop++ } })
      events.push(visitEvents.carriedOver(visit, { to: input.to }, { union: moved, squad: moved }))
    }
    return { subjectId: squad.id, unionId: squad.unionId, events }
  },
})

/** INVALID: the squad has no unfinished stop on the day. */
const nothingToCarry = () => invalid('from', { zh: '这一天没有未完成的站点。', en: 'No unfinished stops on that day.' })
