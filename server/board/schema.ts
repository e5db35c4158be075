import { audienceOf } from '#server/feed/audience.ts'
import { deliver } from '#server/feed/schema.ts'
import { builder } from '#server/platform/builder.ts'
import { dateOf, now } from '#server/platform/clock.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { noteRead } from './answer-cache.ts'
import './event-fields.ts'
import { allowBoard } from './access.ts'
import { BoardCell } from './cell-type.ts'
import { type BoardRows, type Moment, readBoard, readMoment } from './snapshot.ts'
import { CampaignTally, ResumptionTally, SquadTally, SupplyTally, suppliesOf } from './tally-types.ts'

const trendRef = builder.objectRef<BoardRows['trend'][number]>('TrendPoint').implement({
  description: 'A day of the trend. 趋势一点。',
  fields: (t) => ({
    date: t.field({ type: 'Date', description: 'The local date. 日期。', resolve: (p) => dateOf(p.date) }),
    resumed: t.exposeInt('resumed', { description: 'Resumed by the end of it. 当日累计复工。' }),
  }),
})

const boardSquadRef = builder.objectRef<BoardRows['squads'][number]>('BoardSquad').implement({
  description: 'A squad on the board, always in numbered order. 看板上的小分队。',
  fields: (t) => ({
    squad: t.field({ type: 'Squad', description: 'The squad. 小分队。', resolve: (s) => s }),
    now: t.field({
      type: SquadTally,
      description: 'Where it is and its stops. 现状。',
      resolve: (s) => ({ key: s.id, squadId: s.id, tally: s.now }),
    }),
  }),
})

const boardRef = builder.objectRef<BoardRows>('Board').implement({
  description: 'The board as of one seq: snapshot first, then boardEvents after it. 看板全貌。',
  fields: (t) => ({
    id: t.id({ description: 'One board a union. 编号。', resolve: (b) => globalId('TradeUnion', b.unionId) }),
    epoch: t.exposeID('epoch', { description: 'The life of the log. 日志世代。' }),
    seq: t.exposeInt('seq', { description: 'Everything up to this seq is in it. 截至事件号。' }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'When it was read. 截至时间。' }),
    title: t.string({ description: 'The campaign. 行动名称。', resolve: (b) => b.campaign?.title ?? '' }),
    campaign: t.field({
      type: CampaignTally,
      description: 'The campaign’s figures. 行动统计。',
      resolve: (b) => ({ key: b.unionId, tally: b.tally }),
    }),
    squads: t.field({ type: [boardSquadRef], description: 'By number. 小分队,按编号。', resolve: (b) => b.squads }),
    cells: t.field({
      type: [BoardCell],
      description: 'The hundred, by position. 百家,按位置。',
      resolve: (b) => b.cells,
    }),
    recentIssues: t.field({
      type: ['Issue'],
      description: 'The newest issues that you may see, at most 20. 最新问题。',
      resolve: (b) => b.issues,
    }),
    supplyItems: t.field({
      type: ['SupplyItem'],
      description: 'The items, in order. 物资品种。',
      resolve: (b) => b.items,
    }),
    supplies: t.field({
      type: [SupplyTally],
      description: 'Quantities by item. 物资统计。',
      resolve: (b) =>
        suppliesOf(
          b.unionId,
          b.tally,
          b.items.map((item) => item.code),
        ),
    }),
    resumption: t.field({
      type: ResumptionTally,
      description: 'Enterprises by resumption. 复工统计。',
      resolve: (b) => ({ key: b.unionId, tally: b.tally }),
    }),
    trend: t.field({
      type: [trendRef],
      description: 'Resumed, the last fourteen days. 近十四日复工趋势。',
      resolve: (b) => b.trend,
    }),
    recentEvents: t.field({
      type: ['BoardEvent'],
      description: 'The newest events that you may see, at most 20, in order. 最新事件。',
      resolve: (b, _, context) => deliver(b.events, context),
    }),
  }),
})

const momentRef = builder.objectRef<Moment>('BoardMoment').implement({
  description: 'The figures as they stood at a past moment. 某一时刻的统计。',
  fields: (t) => {
    const key = (m: Moment) => `${m.unionId}@${m.seq}`
    return {
      seq: t.exposeInt('seq', { description: 'The last event at or before it. 当时事件号。' }),
      asOf: t.expose('asOf', { type: 'DateTime', description: 'The time of that event. 截至时间。' }),
      campaign: t.field({
        type: CampaignTally,
        description: 'The campaign’s figures. 行动统计。',
        resolve: (m) => ({ key: key(m), tally: m.tally }),
      }),
      squads: t.field({
        type: [SquadTally],
        description: 'By number. 小分队,按编号。',
        resolve: (m) => m.squads.map(({ squadId, tally }) => ({ key: `${squadId}@${m.seq}`, squadId, tally })),
      }),
      supplies: t.field({
        type: [SupplyTally],
        description: 'Quantities by item. 物资统计。',
        resolve: (m) => suppliesOf(key(m), m.tally),
      }),
      resumption: t.field({
        type: ResumptionTally,
        description: 'Enterprises by resumption. 复工统计。',
        resolve: (m) => ({ key: key(m), tally: m.tally }),
      }),
    }
  },
})

const unionArg = 'The union; may be left out where you have one. 工会,只有一个时可省略。'

builder.queryFields((t) => ({
  board: t.field({
    type: boardRef,
    description: 'The board now. 看板。',
    args: { unionId: t.arg.id({ required: false, description: unionArg }) },
    resolve: async (_, { unionId }, context) => {
      const actor = signedIn(context)
      allowBoard(actor)
      return noteRead(context, await readBoard(audienceOf(actor), theUnion(actor, unionId as string | null)))
    },
  }),
  boardAt: t.field({
    type: momentRef,
    description: 'The figures at a past minute; NOT_FOUND before the first event. 回看某一时刻。',
    args: {
      unionId: t.arg.id({ required: false, description: unionArg }),
      at: t.arg({ type: 'DateTime', description: 'The moment; not in the future. 时刻。' }),
    },
    resolve: (_, { unionId, at }, context) => {
      const actor = signedIn(context)
      allowBoard(actor)
      if (at > now()) throw invalid('at', { zh: '时刻不能在将来。', en: 'The moment may not lie in the future.' })
      return readMoment(theUnion(actor, unionId as string | null), at)
    },
  }),
}))
