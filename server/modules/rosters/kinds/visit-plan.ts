import { Prisma, type Squad, type Visit } from '#codegen/prisma/client.ts'
import { many, type Read, rootsOf } from '#server/log/load.ts'
import { idsOfNamed, type NamedEnterprise } from '#server/modules/enterprises/load.ts'
import type { Progress } from '#server/modules/enterprises/progress.ts'
import { countCell, dateCell, timeCell } from '#server/modules/rosters/cells.ts'
import { wordList } from '#server/modules/rosters/header.ts'
import { applyDecisions, type RosterKind, type RowDecision } from '#server/modules/rosters/kind.ts'
import { visibleSquads } from '#server/modules/squads/access.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { finderOf, lockNamed, type NamingEntry, namesIn, namingColumns, readNamed } from './named-enterprises.ts'

/** The values of a row. */
export type PlanEntry = NamingEntry & { squad: number; on: string; stop?: number | null; agreedTime?: string | null }

/** A visit that is planned or under way, or a stop of one of the squads. */
type Stop = Pick<Visit, 'id' | 'squadId' | 'enterpriseId' | 'stop' | 'state'> & { on: string }

type Reads = { squads: Read<Squad[]>; enterprises: Read<NamedEnterprise[]>; stops: Read<Stop[]> }

/** The plan of visits: each row is a stop of a squad on a day. */
export const visitPlanRoster: RosterKind<PlanEntry, Reads, RowDecision> = {
  columns: {
    squad: {
      name: { zh: '小分队', en: 'Squad' },
      words: wordList('小分队 | 小分队号 | 小分队序号 | 队号 | 分队 | squad | squad number'),
      cell: countCell(1, 1000),
      isRequired: true,
      hint: { zh: '小分队的序号,如 3', en: 'The number of the squad, such as 3' },
      example: '3',
    },
    on: {
      name: { zh: '日期', en: 'Day' },
      words: wordList('日期 | 走访日期 | 计划日期 | 走访时间 | day | date'),
      cell: dateCell,
      isRequired: true,
      hint: { zh: '今天起六十天内,带年份', en: 'From today to sixty days ahead, with its year' },
      example: '2020-03-24',
    },
    stop: {
      name: { zh: '站次', en: 'Stop' },
      words: wordList('站次 | 第几站 | 顺序 | stop'),
      cell: countCell(1, 200),
      hint: { zh: '当天第几站;不填按文件顺序排在最后', en: 'Its place in the day; after the others if left out' },
      example: '1',
    },
    ...namingColumns,
    agreedTime: {
      name: { zh: '约定时间', en: 'Agreed time' },
      words: wordList('约定时间 | 时间 | 到访时间 | agreed time | time'),
      cell: timeCell,
      hint: { zh: '与企业约定的时间,如 09:30', en: 'The time that was agreed with the enterprise, such as 09:30' },
      example: '09:30',
    },
  },
  subject: 'Visit',
  keepsTexts: true,
  needs: [['creditCode', 'name'], ['squad'], ['on']],
  mostRows: 2000,
  nameOf: ({ name, squad, on }) => ({ name, key: [squad, on].filter(Boolean).join(' · ') }),
  load(actor, rows) {
    const entries = rows.flatMap(({ entry }) => entry ?? [])
    const numbers = [...new Set(entries.map(({ squad }) => squad))]
    const days = [...new Set(entries.map(({ on }) => on))]
    const { codes, names } = namesIn(rows)
    const squadIds = Prisma.sql`
      SELECT id FROM "Squad"
      WHERE "unionId" = ${actor.unionId}::uuid AND "retiredAt" IS NULL AND number = ANY(${numbers}::int[])`
    return {
      lock: [rootsOf('Squad', squadIds), lockNamed(actor, rows)],
      read: {
        squads: many(
          Prisma.sql`SELECT q.* FROM "Squad" q WHERE q.id IN (${squadIds}) AND ${visibleSquads.sql(actor, 'q')}`,
        ),
        enterprises: readNamed(actor, rows),
        stops: many(Prisma.sql`
          SELECT v.id, v."squadId", v."enterpriseId", v.stop, v.state, v."plannedOn"::text AS on FROM "Visit" v
          WHERE v."plannedOn" = ANY(${days}::date[]) AND ${visibleVisits.sql(actor, 'v')}
            AND (v."squadId" IN (${squadIds}) OR v."enterpriseId" IN (${idsOfNamed(actor.unionId, codes, names)}))
          ORDER BY v.id`),
      },
    }
  },
  comparer({ squads, enterprises, stops }, moment) {
    const find = finderOf(enterprises)
    const squadOf = new Map(squads.map((squad) => [squad.number, squad]))
    const now = new Map(enterprises.map((enterprise) => [enterprise.id, enterprise]))
    const all = [...stops]
    return (entry) => {
      const { on, stop, agreedTime } = entry
      const squad = squadOf.get(entry.squad)
      if (!squad) return [{ column: 'squad', sentence: noSquad }]
      const found = find(entry)
      if (Array.isArray(found)) return found
      const enterprise = now.get(found.id)!
      const { id: enterpriseId, name } = enterprise
      const already = all.find(
        (each) => each.enterpriseId === enterpriseId && each.on === on && openStates.includes(each.state),
      )
      if (already?.squadId === squad.id && (stop ?? already.stop) === already.stop) {
        return { name, subjectId: already.id, isNew: false }
      }
      // a voided stop, such as one of an import that was undone, keeps no place
      const own = all.filter((each) => each.squadId === squad.id && each.on === on && each.state !== 'VOIDED')
      const state = {
        squad,
        enterprise,
        already: already ? { id: already.id, name } : null,
        lastStop: Math.max(0, ...own.map((each) => each.stop)),
        earlier: null,
      }
      const input = {
        clientId: '',
        squadId: squad.id,
        enterpriseId,
        plannedOn: on,
        stop: stop ?? null,
        agreedTime: agreedTime ?? null,
      }
      const effect = planVisit.decide(state, input, { ...moment, prepared: undefined })
      const visit = { id: effect.subjectId, squadId: squad.id, enterpriseId, state: 'PLANNED' as const }
      all.push({ ...visit, stop: stop ?? state.lastStop + 1, on })
      const { progress, progressStep } = effect.events[0]!.facts as Progress
      const visits = [...enterprise.visits, { id: visit.id, state: visit.state, counts: false, steps: [] }]
      now.set(enterpriseId, { ...enterprise, progress, progressStep, visits })
      return { name, subjectId: null, isNew: true, effect }
    }
  },
  apply: applyDecisions,
}

const openStates: readonly Visit['state'][] = ['PLANNED', 'ARRIVED']

const noSquad = { zh: '没有这支小分队', en: 'there is no such squad' }
