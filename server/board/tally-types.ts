import type { Resumption, Step } from '#codegen/prisma/enums.ts'
import { StepEnum } from '#server/modules/visits/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { dateOf } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { agenciesOf, agencyRef, shownAgencies } from './agency-tally.ts'
import type { Days, Shown, SquadFigures, SupplyFigures, UnionTally } from './tallies.ts'

type Day = { date: string } & Days[string]

/** Of how many days figures are shown, counted back from the last. */
const shownDays = 60

const listOf = (days: Days | undefined): Day[] =>
  Object.entries(days ?? {})
    .map(([date, figures]) => ({ date, ...figures }))
    .sort((a, b) => a.date.localeCompare(b.date))
    .slice(-shownDays)

const dayRef = builder.objectRef<Day>('DayTally').implement({
  description:
    'The figures of one local date: yesterday, today or a day to come. 某一天的统计:昨天、今天或以后的日期。',
  fields: (t) => ({
    date: t.field({
      type: 'Date',
      description: 'The local date to which the figures belong. 统计所属的日期。',
      resolve: (d) => dateOf(d.date),
    }),
    planned: t.int({
      description: 'How many stops are planned for the day. 当天计划的站数。',
      resolve: (d) => d.planned ?? 0,
    }),
    finished: t.int({
      description: 'How many of these stops are finished. 其中已结束的站数。',
      resolve: (d) => d.finished ?? 0,
    }),
    visited: t.int({
      description:
        'How many enterprises count as visited by a visit that ended on the day. 因当天结束的走访计为已走访的企业数。',
      resolve: (d) => d.visited ?? 0,
    }),
    resumed: t.int({
      description: 'How many enterprises became RESUMED on the day. 当天复工的企业数。',
      resolve: (d) => d.resumed ?? 0,
    }),
    issues: t.int({
      description: 'How many issues were opened on the day. 当天提出的问题数。',
      resolve: (d) => d.issues ?? 0,
    }),
  }),
})

/** The GraphQL type of the campaign's figures, which are part of the union's tally. */
export const CampaignTally = builder.objectRef<Shown<UnionTally>>('CampaignTally').implement({
  description:
    'The figures of the union’s campaign as of one event. They are totals, never differences. 工会行动截至某一事件的统计,均为总数。',
  fields: (t) => {
    const figure = (name: keyof UnionTally, description: string) =>
      t.int({ description, resolve: ({ tally }) => (tally[name] as number | undefined) ?? 0 })
    return {
      id: t.id({
        description:
          'An id for caches: the same for all figures of the union as of now, and another for each past moment. 缓存用的编号:工会现时的统计相同,过去每一时刻各不相同。',
        resolve: (s) => `CampaignTally:${s.key}`,
      }),
      target: figure('target', 'How many enterprises are to be visited in the campaign. 行动要走访的企业家数。'),
      listed: figure('listed', 'How many enterprises are on the campaign’s list now. 行动名单上现有的企业家数。'),
      visited: figure('visited', 'How many enterprises of the list are visited. 名单中已走访的企业家数。'),
      underWay: figure(
        'underWay',
        'How many enterprises of the list are UNDER_WAY, from the first step or the arrival until the visit ends. 名单中望闻问切进行中的企业家数。',
      ),
      planned: figure(
        'planned',
        'How many enterprises of the list have a planned visit that has not begun. 名单中已排而未开始走访的企业家数。',
      ),
      visitedOutside: figure(
        'visitedOutside',
        'How many enterprises outside the list are visited. 名单外已走访的企业家数。',
      ),
      onSite: figure('onSite', 'How many squads are at an enterprise now. 正在企业现场的小分队数。'),
      issues: figure('issues', 'How many issues were opened so far. 已提出的问题总数。'),
      openIssues: figure('openIssues', 'How many of these issues are not closed. 其中未结的问题数。'),
      overdueIssues: figure('overdueIssues', 'How many of the open ones are overdue. 未结的问题中超时的件数。'),
      agencies: t.field({
        type: [agencyRef],
        ...most(shownAgencies),
        description:
          'The agencies that lead the most open issues, at most 8, the most first. 主办未结问题最多的部门,至多 8 个,多的在前。',
        resolve: ({ tally }) => agenciesOf(tally),
      }),
      days: t.field({
        type: [dayRef],
        ...most(shownDays),
        description:
          'The figures of single days, oldest first, at most of the last 60. 各日的统计,旧的在前,至多最近 60 天。',
        resolve: ({ tally }) => listOf(tally.days),
      }),
    }
  },
})

/** The GraphQL type of a squad's tally: where it is, and its stops by day. */
export const SquadTally = builder.objectRef<Shown<SquadFigures> & { squadId: string }>('SquadTally').implement({
  description: 'Where a squad is, and its stops by day, as of one event. 小分队截至某一事件的所在及按日的站数。',
  fields: (t) => ({
    id: t.id({
      description:
        'An id for caches: the same for all figures of the squad as of now, and another for each past moment. 缓存用的编号:小分队现时的统计相同,过去每一时刻各不相同。',
      resolve: (s) => `SquadTally:${s.key}`,
    }),
    squadId: t.id({
      description: 'The global id of the squad. 小分队的编号。',
      resolve: (s) => globalId('Squad', s.squadId),
    }),
    visitId: t.id({
      nullable: true,
      description:
        'The global id of the visit at which the squad is; null where it is at no enterprise. 小分队正在进行的走访的编号,不在企业现场时为空。',
      resolve: ({ tally }) => (tally.visitId ? globalId('Visit', tally.visitId) : null),
    }),
    enterprise: t.prismaField({
      type: 'Enterprise',
      nullable: true,
      description:
        'The enterprise at which the squad is; null where it is at none. 小分队所在的企业,不在企业现场时为空。',
      resolve: (query, { tally }) => {
        const row = { ...query, where: { id: tally.enterpriseId ?? '' } }
        return tally.enterpriseId ? db.enterprise.findUnique(row) : null
      },
    }),
    since: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'The moment at which the squad arrived there; null where it is at no enterprise. 小分队到达该企业的时间,不在企业现场时为空。',
      resolve: ({ tally }) => (tally.since ? new Date(tally.since) : null),
    }),
    step: t.field({
      type: StepEnum,
      nullable: true,
      description:
        'The last step that is done of this visit; null where none is or the squad is at no enterprise. 这次走访最近完成的一步;没有或不在企业现场时为空。',
      resolve: ({ tally }) => tally.step ?? null,
    }),
    steps: t.field({
      type: [StepEnum],
      description: 'The steps that are done of this visit. 这次走访已完成的步骤。',
      resolve: ({ tally }): Step[] => tally.steps ?? [],
    }),
    days: t.field({
      type: [dayRef],
      ...most(shownDays),
      description:
        'The stops of the squad by day, oldest first, at most of the last 60. 小分队各日的站数,旧的在前,至多最近 60 天。',
      resolve: ({ tally }) => listOf(tally.days),
    }),
  }),
})

/** The GraphQL type of the quantities of one item, which are part of the union's tally. */
export const SupplyTally = builder.objectRef<Shown<SupplyFigures> & { code: string }>('SupplyTally').implement({
  description:
    'The quantities of one item over all orders, in the item’s unit, as of one event. 一种物资在全部订单中截至某一事件的数量(按物资单位)。',
  fields: (t) => {
    const quantity = (name: keyof SupplyFigures, description: string) =>
      t.float({ description, resolve: ({ tally }) => tally[name] ?? 0 })
    const enterprises = (name: keyof SupplyFigures, description: string) =>
      t.int({ description, resolve: ({ tally }) => tally[name] ?? 0 })
    return {
      id: t.id({
        description:
          'An id for caches: the same for all figures of the item as of now, and another for each past moment. 缓存用的编号:该物资现时的统计相同,过去每一时刻各不相同。',
        resolve: (s) => `SupplyTally:${s.key}:${s.code}`,
      }),
      code: t.exposeString('code', { description: 'The code of the item, such as MASK. 物资代码,如 MASK。' }),
      requested: quantity('requested', 'How much the enterprises have asked for. 各企业需要的数量。'),
      reserved: quantity(
        'reserved',
        'How much is reserved with suppliers, which does not mean that it is delivered. 已向供应商预定的数量,不等于到货。',
      ),
      dispatched: quantity('dispatched', 'How much has been sent to the enterprises. 已向企业发出的数量。'),
      received: quantity('received', 'How much has arrived at the enterprises. 企业已收到的数量。'),
      accepted: quantity('accepted', 'How much of what arrived was checked and accepted. 收到后验收合格的数量。'),
      enterprisesRequested: enterprises(
        'enterprisesRequested',
        'How many enterprises have asked for the item. 需要该物资的企业数。',
      ),
      enterprisesReserved: enterprises(
        'enterprisesReserved',
        'For how many enterprises the item is reserved. Enterprises have several items, so never add this up over items. 已预定该物资的企业数;同一企业可有多种物资,不可跨物资相加。',
      ),
      enterprisesReceived: enterprises(
        'enterprisesReceived',
        'At how many enterprises some of the item has arrived. 该物资已有到货的企业数。',
      ),
    }
  },
})

/** The GraphQL type of the numbers of enterprises by resumption, with the number of all enterprises of the register. */
export const ResumptionTally = builder.objectRef<Shown<UnionTally>>('ResumptionTally').implement({
  description:
    'How many enterprises of the register there are in each state of resumption, as of one event. 登记企业截至某一事件在各复工状态的家数。',
  fields: (t) => {
    const state = (name: Resumption, description: string) =>
      t.int({ description, resolve: ({ tally }) => tally.resumption?.[name] ?? 0 })
    return {
      id: t.id({
        description:
          'An id for caches: the same for all figures of the union as of now, and another for each past moment. 缓存用的编号:工会现时的统计相同,过去每一时刻各不相同。',
        resolve: (s) => `ResumptionTally:${s.key}`,
      }),
      enterprises: t.int({
        description: 'How many enterprises the register has. 登记的企业总数。',
        resolve: ({ tally }) => tally.enterprises ?? 0,
      }),
      notResumed: state('NOT_RESUMED', 'How many enterprises have not resumed work. 未复工的企业数。'),
      filed: state('FILED', 'How many enterprises have filed for resumption. 已备案的企业数。'),
      approved: state('APPROVED', 'How many enterprises are approved for resumption. 已批准的企业数。'),
      resumed: state('RESUMED', 'How many enterprises have resumed work. 已复工的企业数。'),
      suspended: state('SUSPENDED', 'How many enterprises have stopped work again. 停工的企业数。'),
      days: t.field({
        type: [dayRef],
        ...most(shownDays),
        description:
          'The figures of single days, oldest first, at most of the last 60. 各日的统计,旧的在前,至多最近 60 天。',
        resolve: ({ tally }) => listOf(tally.days),
      }),
    }
  },
})

/** The quantities of these items, in this order, with zeros for an item without orders. */
export const suppliesOf = (key: string, tally: UnionTally, codes: string[]) =>
  codes.map((code) => ({ key, code, tally: tally.supplies?.[code] ?? {} }))
