import { z } from 'zod'
import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { nothing, type Root, root, rootsOf } from '#server/log/load.ts'
import { builder } from '#server/platform/builder.ts'
import { isoDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { squadOfVisit, visitConflict, visitLoad } from './load.ts'
import { visitIfVisible } from './payload.ts'
import {
  type DayStop,
  movedEvents,
  numbersOf,
  type PlaceInPlan,
  readDay,
  setNumbers,
  setPlaces,
  toCome,
  withStop,
} from './places.ts'
import { checkPlanDate, readPlanned, readPlanningSquad, refusePlanned } from './planning.ts'

const MoveVisitInput = builder.inputType('MoveVisitInput', {
  description:
    'What a planned stop gets in place of what it has; what is left out stays. 调整一站待访的走访,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: 'The global id of the planned visit. 计划中的走访的编号。' }),
    squadId: t.id({
      required: false,
      description: 'The global id of the squad that is to make the visit. 改由哪支小分队走访。',
    }),
    plannedOn: t.field({
      type: 'Date',
      required: false,
      description:
        'The other day, from today to sixty days ahead. The agreed time does not go along. 改到哪天,今天起六十天内;约定时间不随之保留。',
    }),
    stop: t.int({
      required: false,
      validate: z.int().min(1).max(200),
      description:
        'Its place in the order of the day, 1 to 200. Left out, it keeps its place on the same list and is the last on another. 当天第几站,1 至 200;不填则在原名单上不变,在新名单上排在最后。',
    }),
    agreedTime: t.field({
      type: 'TimeOfDay',
      required: false,
      description:
        'The local time of day that was agreed with the enterprise; null clears it. 与企业约定的时间,填空值即清除。',
    }),
  }),
})

type MoveVisit = typeof MoveVisitInput.$inferInput

/**
 * Moves a planned stop. The planned stops of the day that it leaves and of the day that it enters close up; what the squad has
 * arrived at, finished or skipped keeps its number.
 */
export const moveVisit = deed('moveVisit', {
  does: {
    en: 'Moves a planned stop to another squad, day or place in the order, or sets or clears its agreed time. The other planned stops of those days close up; all others keep their numbers. Where nothing changes, there is no event.',
    zh: '把一站待访的走访改到别的小分队、日期或站次,或设定、清除约定时间;同一天其他待访的站点依次递补,其余站次不变。没有变化时不产生事件。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such visit or squad', zh: '找不到这次走访或小分队' },
    FORBIDDEN: { en: 'a squad gives the stop to another squad', zh: '小分队不能把走访改给别的小分队' },
    CONFLICT: {
      en: 'the squad has arrived; the visit is finished, skipped or voided; or another visit to the enterprise is planned or under way on the other day',
      zh: '已到达、已结束、已跳过或已作废;或企业那天已排走访',
    },
    INVALID: {
      en: 'the other day is before today or more than sixty days ahead',
      zh: '改到的日期早于今天或晚于六十天后',
    },
  },
  input: MoveVisitInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { visitId: 'Visit', squadId: 'Squad' },
  payload: visitIfVisible,
  load(actor, { visitId, squadId, plannedOn }) {
    const { lock, read } = visitLoad(actor, visitId)
    const of = (column: string) =>
      Prisma.sql`SELECT ${Prisma.raw(`"${column}"`)} FROM "Visit" WHERE id = ${visitId}::uuid`
    const day = of('plannedOn')
    const otherDay = plannedOn ? Prisma.sql`${plannedOn}::date` : day
    const squad = of('squadId')
    return {
      lock: squadId && actor.role !== 'SQUAD' ? lockToGive(actor, visitId, squadId) : lock,
      read: {
        ...read,
        squad: squadId ? readPlanningSquad(actor, squadId) : nothing,
        oldDay: readDay(squad, day),
        newDay: readDay(squadId ? Prisma.sql`${squadId}::uuid` : squad, otherDay),
        already: plannedOn ? readPlanned(of('enterpriseId'), plannedOn) : nothing,
      },
    }
  },
  decide({ visit, squad, oldDay, newDay, already }, input) {
    if (visit.state !== 'PLANNED') throw visitConflict(visit)
    const squadId = squad?.id ?? visit.squadId
    const from = isoDate(visit.plannedOn)
    const plannedOn = input.plannedOn ?? from
    if (plannedOn !== from) {
      checkPlanDate('plannedOn', plannedOn)
      refusePlanned(already)
    }
    const isOtherList = plannedOn !== from || squadId !== visit.squadId
    const numbers = isOtherList || input.stop != null ? numbersWith(visit, newDay, input.stop) : new Map()
    const stop = numbers.get(visit.id) ?? visit.stop
    const agreedTime = agreedTimeAfter(visit, input, plannedOn !== from)
    if (!isOtherList && stop === visit.stop && agreedTime === visit.agreedTime) {
      return { subjectId: visit.id, writes: [], events: [] }
    }
    const place: PlaceInPlan = { squadId, plannedOn, stop, agreedTime }
    return {
      subjectId: visit.id,
      writes: [
        ...setPlaces([{ id: visit.id, ...place }]),
        ...setNumbers(without(visit, newDay), numbers),
        ...(isOtherList ? setNumbers(without(visit, oldDay), numbersOf(oldDay, toCome(without(visit, oldDay)))) : []),
      ],
      events: movedEvents(visit, place),
    }
  },
})

/** What is locked where a visit may go to another squad: the union, so that nobody else looks for its squad meanwhile. */
function lockToGive(actor: Actor, visitId: string, squadId: string): Root[] {
  const squads = Prisma.sql`${squadOfVisit(visitId)} UNION SELECT ${squadId}::uuid`
  const enterprise = Prisma.sql`SELECT "enterpriseId" FROM "Visit" WHERE id = ${visitId}::uuid`
  return [root('TradeUnion', actor.unionId), rootsOf('Squad', squads), rootsOf('Enterprise', enterprise)]
}

const without = ({ id }: Visit, day: readonly DayStop[]): DayStop[] => day.filter((stop) => stop.id !== id)

/** The numbers of the planned stops of the day that the visit enters, with the visit at its place. */
function numbersWith(visit: Visit, day: readonly DayStop[], stop: MoveVisit['stop']): Map<string, number> {
  const others = without(visit, day)
  return numbersOf(others, withStop(others, toCome(others), visit.id, stop))
}

/** A time is agreed for a day: on another day there is none unless the input gives one. */
const agreedTimeAfter = (visit: Visit, { agreedTime }: MoveVisit, isOtherDay: boolean): string | null =>
  agreedTime === undefined && !isOtherDay ? visit.agreedTime : (agreedTime ?? null)
