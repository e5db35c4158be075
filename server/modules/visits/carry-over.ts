import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many, root, rootsOf } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { squadPayload } from '#server/modules/squads/payload.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import { visitEvents } from './events.ts'
import { onDay } from './load.ts'
import { checkPlanDate, readLastStop, readPlanned, readPlanningSquad, refusePlanned } from './planning.ts'

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

/**
 * The unfinished stops of one day are moved to another day's list, in their order; one event for each stop. A time that was
 * agreed for the one day is not agreed for the other.
 */
export const carryOverVisits = deed('carryOverVisits', {
  does: {
    en: 'Moves a squad’s unfinished stops of one day to the end of another day’s list, in their order; their agreed times are cleared.',
    zh: '把小分队某天未完成的站点按原顺序顺延到另一天,约定时间随之清除。',
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
  load(actor, { squadId, from, to }) {
    const unfinished = Prisma.sql`
      FROM "Visit" WHERE "squadId" = ${squadId}::uuid AND "plannedOn" = ${from}::date AND state = 'PLANNED'`
    const enterpriseIds = Prisma.sql`SELECT "enterpriseId" ${unfinished}`
    return {
      // once the squad is locked no stop is added to its list, so the enterprises are all of those that the list has
      lock: [root('Squad', squadId), rootsOf('Enterprise', enterpriseIds)],
      read: {
        squad: readPlanningSquad(actor, squadId),
        visits: many<Visit>(Prisma.sql`SELECT * ${unfinished} ORDER BY stop, id`),
        already: readPlanned(enterpriseIds, to),
        lastStop: readLastStop(squadId, to),
      },
    }
  },
  decide({ squad, visits, already, lastStop }, { from, to }) {
    checkPlanDate('to', to)
    if (from === to) throw invalid('to', { zh: '请选另一天。', en: 'Choose another day.' })
    if (visits.length === 0) throw nothingToCarry()
    refusePlanned(already)
    const moved = plus(onDay(from, { planned: -1 }), onDay(to, { planned: 1 }))
    return {
      subjectId: squad.id,
      writes: visits.map(({ id }, i) =>
        update('Visit', id, { plannedOn: to, stop: lastStop + 1 + i, agreedTime: null }),
      ),
      events: visits.map((visit) => visitEvents.carriedOver(visit, { to }, { union: moved, squad: moved })),
    }
  },
})

/** INVALID: the squad has no unfinished stop on the day. */
const nothingToCarry = () => invalid('from', { zh: '这一天没有未完成的站点。', en: 'No unfinished stops on that day.' })
