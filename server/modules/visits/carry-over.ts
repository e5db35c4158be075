import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many, nothing, root, rootsOf, sharedRoot } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { visibleSquads } from '#server/modules/squads/access.ts'
import { builder } from '#server/platform/builder.ts'
import { forbidden, signedIn } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { db } from '#server/postgres/db.ts'
import { visitEvents } from './events.ts'
import { onDay } from './load.ts'
import { checkPlanDate, readLastStops, readPlanned, readPlanningSquad, refusePlanned } from './planning.ts'

const CarryOverVisitsInput = builder.inputType('CarryOverVisitsInput', {
  description: 'From which day to which day unfinished stops are moved. 把未完成的站点从哪天顺延到哪天。',
  fields: (t) => ({
    ...changeFields(t),
    squadId: t.id({
      required: false,
      description:
        'The global id of the squad; left out for all squads, and by a squad for itself. 小分队的编号;不填为所有小分队,小分队不填为本队。',
    }),
    from: t.field({ type: 'Date', description: 'The day on which the stops are planned now. 原计划日期。' }),
    to: t.field({
      type: 'Date',
      description: 'The day to which they are moved, from today to sixty days ahead. 顺延到的日期,今天起六十天内。',
    }),
  }),
})

/**
 * The unfinished stops of one day are moved to another day's lists, in their order: those of one squad, or of all squads at
 * once. There is one event for each stop. A time that was agreed for the one day is not agreed for the other.
 */
export const carryOverVisits = deed('carryOverVisits', {
  does: {
    en: 'Moves the unfinished stops of one day, of one squad or of all at once, to the end of another day’s list of the same squad, in their order; their agreed times are cleared.',
    zh: '把一支或所有小分队某天未完成的站点按原顺序顺延到本队另一天的名单末尾,约定时间随之清除。',
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
  payload: (t) => ({
    squad: t.prismaField({
      type: 'Squad',
      nullable: true,
      description:
        'The squad as it stands after the change; null where the stops of all squads are moved. 操作后的小分队;顺延所有小分队时为空。',
      resolve: (query, { subjectId }, _, context) =>
        db.squad.findFirst({ ...query, where: { AND: [{ id: subjectId! }, visibleSquads(signedIn(context))] } }),
    }),
  }),
  load(actor, { squadId, from, to }) {
    const own = squadId ?? (actor.role === 'SQUAD' ? actor.squadId : null)
    if (actor.role === 'SQUAD' && !own) throw forbidden()
    const squads = own
      ? Prisma.sql`SELECT ${own}::uuid AS id`
      : Prisma.sql`SELECT id FROM "Squad" WHERE "unionId" = ${actor.unionId}::uuid AND "retiredAt" IS NULL`
    const unfinished = Prisma.sql`
      FROM "Visit" WHERE "squadId" IN (${squads}) AND "plannedOn" = ${from}::date AND state = 'PLANNED'`
    const enterpriseIds = Prisma.sql`SELECT "enterpriseId" ${unfinished}`
    return {
      // once the squads are locked no stop is added to their lists, so the enterprises are all of those that these have
      lock: [
        ...(own ? [root('Squad', own)] : [sharedRoot('TradeUnion', actor.unionId), rootsOf('Squad', squads)]),
        rootsOf('Enterprise', enterpriseIds),
      ],
      read: {
        squad: own ? readPlanningSquad(actor, own) : nothing,
        visits: many<Visit>(Prisma.sql`SELECT * ${unfinished} ORDER BY "squadId", stop, id`),
        already: readPlanned(enterpriseIds, to),
        lastStops: readLastStops(squads, to),
      },
    }
  },
  decide({ squad, visits, already, lastStops }, { from, to }, { actor }) {
    checkPlanDate('to', to)
    if (from === to) throw invalid('to', { zh: '请选另一天。', en: 'Choose another day.' })
    if (visits.length === 0) throw nothingToCarry()
    refusePlanned(already)
    const moved = plus(onDay(from, { planned: -1 }), onDay(to, { planned: 1 }))
    const last = new Map(lastStops.map(({ squadId, stop }) => [squadId, stop]))
    const nextStop = (squadId: string) => {
      const stop = (last.get(squadId) ?? 0) + 1
      last.set(squadId, stop)
      return stop
    }
    return {
      subjectId: squad?.id ?? actor.unionId,
      writes: visits.map(({ id, squadId }) =>
        update('Visit', id, { plannedOn: to, stop: nextStop(squadId), agreedTime: null }),
      ),
      events: visits.map((visit) => visitEvents.carriedOver(visit, { to }, { union: moved, squad: moved })),
    }
  },
})

/** INVALID: there is no unfinished stop on the day. */
const nothingToCarry = () => invalid('from', { zh: '这一天没有未完成的站点。', en: 'No unfinished stops on that day.' })
