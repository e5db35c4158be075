import { audienceOf } from '#server/feed/audience.ts'
import { epochDescription } from '#server/feed/beginning.ts'
import { boardEventsOf } from '#server/feed/event-type.ts'
import { mostPlaces } from '#server/modules/campaigns/limits.ts'
import { mostSquads } from '#server/modules/squads/limits.ts'
import { mostItems } from '#server/modules/supplies/limits.ts'
import { builder, unionArg } from '#server/platform/builder.ts'
import { dateOf, now } from '#server/platform/clock.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { gated } from '#server/platform/gated.ts'
import { globalId, optionalRowId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { noteRead } from './answer-cache.ts'
import './campaign-figures.ts'
import './event-fields.ts'
import { allowBoard } from './access.ts'
import { BoardCell } from './cell-type.ts'
import { type BoardRows, type Moment, readBoard, readLastTime, readMoment, recent, trendDays } from './snapshot.ts'
import { CampaignTally, ResumptionTally, SquadTally, SupplyTally, suppliesOf } from './tally-types.ts'

const trendRef = builder.objectRef<BoardRows['trend'][number]>('TrendPoint').implement({
  description: 'One day of the trend of resumption. 复工趋势中的一天。',
  fields: (t) => ({
    date: t.field({
      type: 'Date',
      description: 'The local date of the day. 当天的日期。',
      resolve: (p) => dateOf(p.date),
    }),
    resumed: t.exposeInt('resumed', {
      description:
        'How many enterprises were RESUMED at the end of the day, or are now where it is today. 当天结束时(今天为此刻)已复工的企业数。',
    }),
  }),
})

const boardSquadRef = builder.objectRef<BoardRows['squads'][number]>('BoardSquad').implement({
  description: 'A squad on the board, with where it is now. 看板上的一支小分队及其现状。',
  fields: (t) => ({
    squad: t.field({ type: 'Squad', description: 'The squad that is shown. 所显示的小分队。', resolve: (s) => s }),
    now: t.field({
      type: SquadTally,
      description: 'Where the squad is now, and its stops by day. 小分队的所在及按日的站数。',
      resolve: (s) => ({ key: s.id, squadId: s.id, tally: s.now }),
    }),
  }),
})

const boardRef = builder.objectRef<BoardRows>('Board').implement({
  description:
    'All that the board of a union shows, as of one seq. Follow boardEvents after this seq for what comes next. 工会看板的全部内容,截至一个事件号;其后的变化由 boardEvents 推送。',
  fields: (t) => ({
    id: t.id({
      description:
        'The global id of the union, which has one board; that of the campaign where it is a closed one. 工会的编号,每个工会一块看板;显示已结束的行动时为该行动的编号。',
      resolve: (b) =>
        b.campaign?.state === 'CLOSED' ? globalId('Campaign', b.campaign.id) : globalId('TradeUnion', b.unionId),
    }),
    unionId: t.id({
      description: 'The global id of the union. 工会的编号。',
      resolve: (b) => globalId('TradeUnion', b.unionId),
    }),
    subject: t.field({
      type: 'Campaign',
      nullable: true,
      description: 'The campaign that the board shows; null where there is none. 看板所显示的行动,没有时为空。',
      resolve: (b) => b.campaign,
    }),
    epoch: t.exposeID('epoch', {
      description: epochDescription,
    }),
    seq: t.exposeInt('seq', {
      description: 'The number of the last event that the board contains. 看板所含的最后一个事件号。',
    }),
    asOf: t.expose('asOf', {
      type: 'DateTime',
      description:
        'The time at which the last event of the board was recorded; boardAt of this moment has the same figures. 看板最后一个事件的记录时间;以此时刻查询 boardAt 得到同样的数。',
    }),
    title: t.string({
      description: 'The title of the campaign; empty where there is none. 行动的名称,没有行动时为空文本。',
      resolve: (b) => b.campaign?.title ?? '',
    }),
    campaign: t.field({
      type: CampaignTally,
      description:
        'The figures of the union’s campaign; of a closed one those that it kept. 工会行动的统计;已结束的行动为其保留的统计。',
      resolve: (b) => b.figures,
    }),
    squads: t.field({
      type: [boardSquadRef],
      ...most(mostSquads),
      description: 'The squads in the order of their numbers. 小分队,按序号排列。',
      resolve: (b) => b.squads,
    }),
    cells: t.field({
      type: [BoardCell],
      ...most(mostPlaces),
      description: 'The places of the campaign’s list, in their order. 行动名单的各个位置,按顺序排列。',
      resolve: (b) => b.cells,
    }),
    recentIssues: t.field({
      type: ['Issue'],
      ...most(recent),
      description:
        'The newest issues that you may see, newest first, at most 20. 您可见的最新问题,新的在前,至多 20 个。',
      resolve: (b) => b.issues,
    }),
    unresolvedIssues: t.field({
      type: ['Issue'],
      ...most(recent),
      description:
        'The open issues that call most for a hand and that you may see, at most 20: by urgency, of one urgency the oldest first. 您可见的、最须处理的未结问题,至多 20 个:按紧急程度,同一程度旧的在前。',
      resolve: (b) => b.unresolved,
    }),
    supplyItems: t.field({
      type: ['SupplyItem'],
      ...most(mostItems),
      description: 'The items of the union, in their order. 本工会的物资,按顺序排列。',
      resolve: (b) => b.items,
    }),
    supplies: t.field({
      type: [SupplyTally],
      ...most(mostItems),
      description: 'The quantities of each item over all orders. 各种物资在全部订单中的数量。',
      resolve: (b) =>
        suppliesOf(
          b.unionId,
          b.tally,
          b.items.map((item) => item.code),
        ),
    }),
    resumption: t.field({
      type: ResumptionTally,
      description: 'How many enterprises there are in each state of resumption. 各复工状态的企业数。',
      resolve: (b) => ({ key: b.unionId, tally: b.tally }),
    }),
    trend: t.field({
      type: [trendRef],
      ...most(trendDays),
      description:
        'How many enterprises of the register were RESUMED on each of the last fourteen days, oldest first, by the days from which their states hold: what was recorded late or corrected is right in the days before as well. 近十四天每天已复工的在册企业数,旧的在前;按复工日期计,补登与更正的也算在当天。',
      resolve: (b) => b.trend,
    }),
    recentEvents: t.field({
      type: ['BoardEvent'],
      ...most(recent),
      description:
        'The newest events that you may see, in the order of their numbers, at most 20. 您可见的最新事件,按事件号排列,至多 20 个。',
      resolve: (b, _, context) => boardEventsOf(b.events, context),
    }),
  }),
})

const momentRef = builder.objectRef<Moment>('BoardMoment').implement({
  description: 'The figures of a union as they stood at a past moment. 工会在过去某一时刻的统计。',
  fields: (t) => {
    const key = (m: Moment) => `${m.unionId}@${m.seq}`
    return {
      seq: t.exposeInt('seq', {
        description: 'The number of the last event at or before the moment. 该时刻或之前最后一个事件的事件号。',
      }),
      asOf: t.expose('asOf', {
        type: 'DateTime',
        description: 'The time at which that event was recorded. 该事件的记录时间。',
      }),
      campaign: t.field({
        type: CampaignTally,
        description: 'The figures of the union’s campaign. 工会行动的统计。',
        resolve: (m) => ({ key: key(m), tally: m.tally }),
      }),
      squads: t.field({
        type: [SquadTally],
        ...most(mostSquads),
        description: 'The squads in the order of their numbers. 小分队,按序号排列。',
        resolve: (m) => m.squads.map(({ squadId, tally }) => ({ key: `${squadId}@${m.seq}`, squadId, tally })),
      }),
      supplies: t.field({
        type: [SupplyTally],
        ...most(mostItems),
        ...most(mostItems),
        description: 'The quantities of each item over all orders. 各种物资在全部订单中的数量。',
        resolve: (m) =>
          suppliesOf(
            key(m),
            m.tally,
            m.items.map((item) => item.code),
          ),
      }),
      resumption: t.field({
        type: ResumptionTally,
        description: 'How many enterprises there are in each state of resumption. 各复工状态的企业数。',
        resolve: (m) => ({ key: key(m), tally: m.tally }),
      }),
    }
  },
})

builder.queryFields((t) => ({
  board: t.field({
    type: boardRef,
    ...gated,
    description:
      'The board of the union as it is now. FORBIDDEN: you are neither the command centre, the district nor a wall, and have no token with the scope BOARD. INVALID: the id of the campaign is not valid. NOT_FOUND: there is no such campaign of the union that has begun. 工会看板的现状。FORBIDDEN:不是指挥中心、区总工会或大屏,令牌也无 BOARD 范围。INVALID:行动的编号无效。NOT_FOUND:没有这次行动,或它尚未开始。',
    args: {
      ...unionArg,
      campaignId: t.arg.id({
        required: false,
        description:
          'The global id of the campaign that is shown, such as a closed one; the active one if left out. 所显示行动的编号,可为已结束的;不填为进行中的行动。',
      }),
    },
    resolve: async (_, { unionId, campaignId }, context) => {
      const actor = signedIn(context)
      allowBoard(actor)
      const campaign = optionalRowId('Campaign', campaignId, 'campaignId')
      const union = theUnion(actor, unionId as string | null)
      return noteRead(context, await readBoard(audienceOf(actor), union, campaign ?? null))
    },
  }),
  boardAt: t.field({
    type: momentRef,
    ...gated,
    description:
      'The figures of the union as they stood at a past moment. FORBIDDEN: as for board. NOT_FOUND: the moment lies before the first event. INVALID: it lies in the future. 工会在过去某一时刻的统计。FORBIDDEN:同 board。NOT_FOUND:早于第一个事件。INVALID:时刻在将来。',
    args: {
      ...unionArg,
      at: t.arg({
        type: 'DateTime',
        description: 'The moment whose figures are asked for; it may not lie in the future. 要回看的时刻,不能在将来。',
      }),
    },
    resolve: async (_, { unionId, at }, context) => {
      const actor = signedIn(context)
      allowBoard(actor)
      const union = theUnion(actor, unionId as string | null)
      // events have the time of the database, which may be ahead of that of this node
      if (at > now() && at > (await readLastTime(union))) {
        throw invalid('at', { zh: '时刻不能在将来。', en: 'The moment may not lie in the future.' })
      }
      return readMoment(union, at)
    },
  }),
}))
