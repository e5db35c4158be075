import type { Resumption, Step } from '#codegen/prisma/enums.ts'
import { StepEnum } from '#server/modules/visits/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { dateOf } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import type { Days, Shown, SquadFigures, SupplyFigures, UnionTally } from './tallies.ts'

type Day = { date: string } & Days[string]

const listOf = (days: Days | undefined): Day[] =>
  Object.entries(days ?? {})
    .map(([date, figures]) => ({ date, ...figures }))
    .sort((a, b) => a.date.localeCompare(b.date))

const dayRef = builder.objectRef<Day>('DayTally').implement({
  description: 'What counts by the union’s local date: yesterday, today and the days to come. 按日统计。',
  fields: (t) => ({
    date: t.field({ type: 'Date', description: 'The local date. 日期。', resolve: (d) => dateOf(d.date) }),
    planned: t.int({ description: 'Stops planned for that day. 计划站数。', resolve: (d) => d.planned ?? 0 }),
    finished: t.int({ description: 'Of these, finished. 其中已结束。', resolve: (d) => d.finished ?? 0 }),
    visited: t.int({
      description: 'Enterprises counted by a visit of that day. 当日新走访企业。',
      resolve: (d) => d.visited ?? 0,
    }),
    resumed: t.int({ description: 'Enterprises resumed that day. 当日复工企业。', resolve: (d) => d.resumed ?? 0 }),
    issues: t.int({ description: 'Issues opened that day. 当日新问题。', resolve: (d) => d.issues ?? 0 }),
  }),
})

/** The campaign's figures: the hundred by state, what is outside it, issues. */
export const CampaignTally = builder.objectRef<Shown<UnionTally>>('CampaignTally').implement({
  description: 'The campaign’s figures, absolute and as of a seq. 行动统计。',
  fields: (t) => {
    const figure = (name: keyof UnionTally, description: string) =>
      t.int({ description, resolve: ({ tally }) => (tally[name] as number | undefined) ?? 0 })
    return {
      id: t.id({
        description: 'The same for every live tally of a union. 编号。',
        resolve: (s) => `CampaignTally:${s.key}`,
      }),
      target: figure('target', 'Enterprises to be visited: the hundred. 目标家数。'),
      listed: figure('listed', 'Enterprises on the list now. 名单家数。'),
      visited: figure('visited', 'Of the list, with a DONE visit. 已走访。'),
      underWay: figure('underWay', 'Of the list, between 望 and the end. 望闻问切中。'),
      planned: figure('planned', 'Of the list, planned and not begun. 已排。'),
      visitedOutside: figure('visitedOutside', 'DONE visits to enterprises outside the list. 名单外已走访。'),
      onSite: figure('onSite', 'Squads at a door now. 现场小分队数。'),
      issues: figure('issues', 'Issues opened so far. 问题总数。'),
      openIssues: figure('openIssues', 'Of these, not closed. 未结问题。'),
      days: t.field({ type: [dayRef], description: 'By day. 按日。', resolve: ({ tally }) => listOf(tally.days) }),
    }
  },
})

/** Where a squad is, and its stops by day. */
export const SquadTally = builder.objectRef<Shown<SquadFigures> & { squadId: string }>('SquadTally').implement({
  description: 'Where a squad is now and its stops by day, as of a seq. 小分队现状。',
  fields: (t) => ({
    id: t.id({
      description: 'The same for every live tally of a squad. 编号。',
      resolve: (s) => `SquadTally:${s.key}`,
    }),
    squadId: t.id({ description: 'The squad. 小分队编号。', resolve: (s) => globalId('Squad', s.squadId) }),
    visitId: t.id({
      nullable: true,
      description: 'The visit it is at; null on the way or resting. 所在走访。',
      resolve: ({ tally }) => (tally.visitId ? globalId('Visit', tally.visitId) : null),
    }),
    enterprise: t.prismaField({
      type: 'Enterprise',
      nullable: true,
      description: 'The enterprise it is at. 所在企业。',
      resolve: (query, { tally }) => {
        const row = { ...query, where: { id: tally.enterpriseId ?? '' } }
        return tally.enterpriseId ? db.enterprise.findUnique(row) : null
      },
    }),
    since: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'At the door since. 到达时间。',
      resolve: ({ tally }) => (tally.since ? new Date(tally.since) : null),
    }),
    step: t.field({
      type: StepEnum,
      nullable: true,
      description: 'The last step done at this door. 最近完成的一步。',
      resolve: ({ tally }) => tally.step ?? null,
    }),
    steps: t.field({
      type: [StepEnum],
      description: 'Steps done at this door. 已完成步骤。',
      resolve: ({ tally }): Step[] => tally.steps ?? [],
    }),
    days: t.field({
      type: [dayRef],
      description: 'Its stops by day. 按日站数。',
      resolve: ({ tally }) => listOf(tally.days),
    }),
  }),
})

/** One item's quantities. */
export const SupplyTally = builder.objectRef<Shown<SupplyFigures> & { code: string }>('SupplyTally').implement({
  description: 'One item’s five cumulative quantities over all orders, in the item’s unit. 物资统计。',
  fields: (t) => {
    const quantity = (name: keyof SupplyFigures, description: string) =>
      t.float({ description, resolve: ({ tally }) => tally[name] ?? 0 })
    const enterprises = (name: keyof SupplyFigures, description: string) =>
      t.int({ description, resolve: ({ tally }) => tally[name] ?? 0 })
    return {
      id: t.id({
        description: 'The same for every live tally of an item. 编号。',
        resolve: (s) => `SupplyTally:${s.key}:${s.code}`,
      }),
      code: t.exposeString('code', { description: 'The item’s code. 物资代码。' }),
      requested: quantity('requested', 'Asked for. 需求。'),
      reserved: quantity('reserved', 'Reserved, which is not delivered. 预定。'),
      dispatched: quantity('dispatched', 'Sent. 已发。'),
      received: quantity('received', 'Arrived. 已到。'),
      accepted: quantity('accepted', 'Checked and taken. 验收。'),
      enterprisesRequested: enterprises('enterprisesRequested', 'Enterprises that asked. 需求企业数。'),
      enterprisesReserved: enterprises(
        'enterprisesReserved',
        'Enterprises with a reservation; items overlap, never add them up. 预定企业数。',
      ),
      enterprisesReceived: enterprises('enterprisesReceived', 'Enterprises with a delivery. 到货企业数。'),
    }
  },
})

/** Enterprises by resumption, with the sub-district's own denominator. */
export const ResumptionTally = builder.objectRef<Shown<UnionTally>>('ResumptionTally').implement({
  description: 'Enterprises of the sub-district by resumption. 复工统计。',
  fields: (t) => {
    const state = (name: Resumption, description: string) =>
      t.int({ description, resolve: ({ tally }) => tally.resumption?.[name] ?? 0 })
    return {
      id: t.id({
        description: 'The same for every live tally of a union. 编号。',
        resolve: (s) => `ResumptionTally:${s.key}`,
      }),
      enterprises: t.int({
        description: 'All of the register. 企业总数。',
        resolve: ({ tally }) => tally.enterprises ?? 0,
      }),
      notResumed: state('NOT_RESUMED', 'Not resumed. 未复工。'),
      filed: state('FILED', 'Filed. 已备案。'),
      approved: state('APPROVED', 'Approved. 已批准。'),
      resumed: state('RESUMED', 'Resumed. 已复工。'),
      suspended: state('SUSPENDED', 'Suspended again. 停工。'),
      days: t.field({ type: [dayRef], description: 'By day. 按日。', resolve: ({ tally }) => listOf(tally.days) }),
    }
  },
})

/** The items of a tally, by the names of `codes` where given so that an item without orders shows zeros. */
export const suppliesOf = (key: string, tally: UnionTally, codes: string[] = Object.keys(tally.supplies ?? {})) =>
  codes.map((code) => ({ key, code, tally: tally.supplies?.[code] ?? {} }))
