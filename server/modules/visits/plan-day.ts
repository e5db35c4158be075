import { z } from 'zod'
import { Prisma, type Squad, type Visit } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many, type Root, root, roots, rootsOf } from '#server/log/load.ts'
import { insertAll, updateAll } from '#server/log/rows.ts'
import { readEnterprises } from '#server/modules/enterprises/load.ts'
import { visibleSquads } from '#server/modules/squads/access.ts'
import { mostSquads } from '#server/modules/squads/limits.ts'
import { squadRetired } from '#server/modules/squads/load.ts'
import { builder } from '#server/platform/builder.ts'
import { dateOf, now } from '#server/platform/clock.ts'
import { type Actor, signedIn } from '#server/platform/context.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { visibleVisits } from './access.ts'
import {
  checkTwice,
  DayStopInput,
  makeStop,
  mostStops,
  placesOf,
  readLastStops,
  readPlannedAt,
  type StopOfDay,
} from './day-stops.ts'
import { setPlaces } from './places.ts'
import { checkPlanDate } from './planning.ts'

const SquadDayInput = builder.inputType('SquadDayInput', {
  description: 'What one squad is to do on the day. 一支小分队当天的走访。',
  fields: (t) => ({
    squadId: t.id({ description: 'The global id of the squad. 小分队的编号。' }),
    stops: t.field({
      type: [DayStopInput],
      validate: z.array(z.any()).min(1).max(mostStops),
      description:
        'The stops in their order, 1 to 30; they follow those that the squad has on that day. 按顺序的各站,1 至 30 站,排在小分队当天已有的站点之后。',
    }),
  }),
})

const PlanDayInput = builder.inputType('PlanDayInput', {
  description: 'The stops of several squads on one day. 几支小分队同一天的走访安排。',
  fields: (t) => ({
    clientId: changeFields(t).clientId,
    on: t.field({ type: 'Date', description: 'The day, from today to sixty days ahead. 计划日期,今天起六十天内。' }),
    squads: t.field({
      type: [SquadDayInput],
      validate: z.array(z.any()).min(1).max(mostSquads),
      description: 'The squads, 1 to 40, each once. 小分队,1 至 40 支,每支一次。',
    }),
  }),
})

type PlanDay = typeof PlanDayInput.$inferInput

const stopsOf = ({ squads }: Pick<PlanDay, 'squads'>): StopOfDay[] =>
  squads.flatMap(({ squadId, stops }, i) =>
    stops.map((stop, j) => ({ ...stop, squadId, path: `squads.${i}.stops.${j}` })),
  )

/** The stops of a day for several squads, all of them or none. */
export const planDay = deed('planDay', {
  does: {
    en: 'Sets up one day for several squads at once, all of it or nothing. Each stop is planned anew, or carried over from an earlier day, also from another squad.',
    zh: '一次排好几支小分队同一天的走访,全部成功或全部不变;每站或新排,或从以前某天(包括别的小分队)顺延过来。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such squad, enterprise or visit, or the visit is one to another enterprise',
      zh: '找不到小分队、企业或走访,或走访的是另一家企业',
    },
    CONFLICT: {
      en: 'one of the enterprises is retired, a visit to one of them is planned or under way on that day already, or a stop to carry over is not planned any more or not of an earlier day',
      zh: '有企业已停用,或当天已排走访,或要顺延的走访已不是待访、不在更早的日期',
    },
    INVALID: {
      en: 'the day is before today or more than sixty days ahead, or a squad or an enterprise is named twice',
      zh: '日期早于今天或晚于六十天后,或小分队、企业出现两次',
    },
  },
  input: PlanDayInput,
  roles: ['COMMAND'],
  ids: { 'squads.squadId': 'Squad', 'squads.stops.enterpriseId': 'Enterprise', 'squads.stops.visitId': 'Visit' },
  limits: { timeout: 10_000 },
  payload: (t) => ({
    visits: t.prismaField({
      type: ['Visit'],
      ...most(mostSquads * mostStops),
      description:
        'The stops of the input as they stand after the change, by squad and stop; without those that are over by then. 操作后的各站,按小分队与站次排列,不含已经结束的。',
      resolve: (query, { input: { on, squads } }, _, context) => {
        const squadIds = squads.map(({ squadId }) => squadId)
        const enterpriseIds = stopsOf({ squads }).map(({ enterpriseId }) => enterpriseId)
        const isToCome = { plannedOn: dateOf(on), state: { in: ['PLANNED' as const, 'ARRIVED' as const] } }
        const isNamed = { squadId: { in: squadIds }, enterpriseId: { in: enterpriseIds } }
        return db.visit.findMany({
          ...query,
          where: { AND: [{ ...isNamed, ...isToCome }, visibleVisits(signedIn(context))] },
          orderBy: [{ squad: { number: 'asc' } }, { stop: 'asc' }],
        })
      },
    }),
  }),
  load(actor, input) {
    const squadIds = input.squads.map(({ squadId }) => squadId)
    const stops = stopsOf(input)
    const enterpriseIds = stops.map(({ enterpriseId }) => enterpriseId)
    const visitIds = stops.flatMap(({ visitId }) => visitId ?? [])
    return {
      lock: [...lockSquads(actor, squadIds, visitIds), roots('Enterprise', enterpriseIds)],
      read: {
        squads: many<Squad>(
          Prisma.sql`SELECT q.* FROM "Squad" q WHERE q.id = ANY(${squadIds}::uuid[]) AND ${visibleSquads.sql(actor, 'q')}`,
        ),
        enterprises: readEnterprises(actor, enterpriseIds),
        visits: many<Visit>(
          Prisma.sql`SELECT v.* FROM "Visit" v WHERE v.id = ANY(${visitIds}::uuid[]) AND ${visibleVisits.sql(actor, 'v')}`,
        ),
        planned: readPlannedAt(enterpriseIds, input.on),
        lastStops: readLastStops(squadIds, input.on),
      },
    }
  },
  decide({ squads, enterprises, visits, planned, lastStops }, input) {
    checkPlanDate('on', input.on)
    checkSquads(squads, input)
    const stops = stopsOf(input)
    const places = placesOf(stops, lastStops, input.on)
    const known = {
      enterprises: new Map(enterprises.map((enterprise) => [enterprise.id, enterprise])),
      visits: new Map(visits.map((visit) => [visit.id, visit])),
      planned: new Map(planned.map((visit) => [visit.enterpriseId, visit])),
    }
    const made = stops.map((stop, i) => makeStop(stop, places[i]!, known))
    checkTwice(stops, known.enterprises)
    const begun = made.flatMap(({ begins }) => begins ?? [])
    return {
      subjectId: squads[0]!.id,
      writes: [
        ...insertAll(
          'Visit',
          made.flatMap(({ row }) => row ?? []),
        ),
        ...setPlaces(made.flatMap(({ place }) => place ?? [])),
        ...(begun.length
          ? [updateAll('Enterprise', begun, { progress: 'PLANNED', progressStep: null, updatedAt: now() })]
          : []),
      ],
      events: made.flatMap(({ events }) => events),
    }
  },
})

/** What locks the squads: where visits may leave one for another, the union as well, so that nobody looks for their squad. */
function lockSquads({ unionId }: Actor, squadIds: readonly string[], visitIds: readonly string[]): Root[] {
  if (visitIds.length === 0) return [roots('Squad', squadIds)]
  const all = Prisma.sql`
    SELECT unnest(${[...squadIds]}::uuid[]) UNION SELECT "squadId" FROM "Visit" WHERE id = ANY(${[...visitIds]}::uuid[])`
  return [root('TradeUnion', unionId), rootsOf('Squad', all)]
}

/** INVALID: a squad is named twice. NOT_FOUND: the actor sees no such squad. CONFLICT: it is no longer used. */
function checkSquads(squads: readonly Squad[], input: PlanDay): void {
  const ids = input.squads.map(({ squadId }) => squadId)
  ids.forEach((id, i) => {
    const field = `squads.${i}.squadId`
    const squad = squads.find((each) => each.id === id)
    if (!squad) throw notFound(field)
    if (squad.retiredAt) throw squadRetired(squad)
    if (ids.indexOf(id) === i) return
    throw invalid(field, {
      zh: `第 ${squad.number} 小分队出现了两次。`,
      en: `Squad ${squad.number} is named twice.`,
    })
  })
}
