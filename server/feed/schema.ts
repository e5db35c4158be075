import { mayKnow } from '#server/log/catalogue.ts'
import { readEvents } from '#server/log/events.ts'
import { builder, unionArg } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { most } from '#server/platform/most.ts'
import { snapshot } from '#server/postgres/db.ts'
import { audienceOf } from './audience.ts'
import type { Batch } from './batch.ts'
import { afterArg, type BeginArgs, beginArgs, beginningOf, epochDescription } from './beginning.ts'
import { type BoardEvent, boardEventsOf } from './event-type.ts'
import { Source } from './source.ts'

const batchRef = builder.objectRef<Batch & { delivered: BoardEvent[] }>('EventBatch').implement({
  description:
    'The events after `after` up to `through` that you may see. A batch without events is a heartbeat, at least every five seconds. Each batch begins where the last one ended. 从 after 之后到 through 为止您可见的事件;没有事件的一批即心跳,至少每五秒一次;每批从上一批的终点开始。',
  fields: (t) => ({
    epoch: t.exposeID('epoch', {
      description: epochDescription,
    }),
    reset: t.exposeBoolean('reset', {
      description:
        'True where the log cannot be followed from your `after`: read the board again. The subscription ends. 为真时无法从 after 续接,须重新读取看板,订阅随即结束。',
    }),
    after: t.exposeInt('after', { description: 'The seq after which the batch begins. 这一批的起点,不含此号。' }),
    through: t.exposeInt('through', {
      description:
        'The seq at which the batch ends: resume after it when the connection is lost. 这一批的终点,断线后由此继续。',
    }),
    head: t.exposeInt('head', { description: 'The newest seq of the union’s log. 工会日志的最新事件号。' }),
    at: t.expose('at', {
      type: 'DateTime',
      description: 'The moment at which the log was read and ended at `head`. 读到日志止于 head 的时间。',
    }),
    events: t.field({
      type: ['BoardEvent'],
      description: 'The events that you may see, in the order of their numbers. 您可见的事件,按事件号排列。',
      // how many events come in one batch is not known before: a page of the log has twenty where nothing else is said
      ...most(20),
      resolve: (b) => b.delivered,
    }),
  }),
})

builder.subscriptionField('boardEvents', (t) =>
  t.field({
    type: batchRef,
    description:
      'Every event after `after` that you may see, once and in order. The first batch comes at once, and a heartbeat every five seconds. after 之后您可见的全部事件,按顺序、不重复;首批立即发送,每五秒一次心跳。',
    args: beginArgs,
    subscribe: (_, args, context) =>
      new Source({ ...beginningOf(context, args as BeginArgs), rootValuesOf: (batch) => [batch] }),
    resolve: (batch, _, context) => ({ ...batch, delivered: boardEventsOf(batch.events, context) }),
  }),
)

const pageRef = builder
  .objectRef<{ epoch: string; head: number; through: number; events: BoardEvent[] }>('EventPage')
  .implement({
    description: 'A page of the union’s log of events. 工会事件日志的一页。',
    fields: (t) => ({
      epoch: t.exposeID('epoch', {
        description: epochDescription,
      }),
      head: t.exposeInt('head', { description: 'The newest seq of the union’s log. 工会日志的最新事件号。' }),
      through: t.exposeInt('through', {
        description: 'The seq after which the next page begins. 下一页从此事件号之后开始。',
      }),
      events: t.field({
        type: ['BoardEvent'],
        description: 'The events that you may see, in the order of their numbers. 您可见的事件,按事件号排列。',
        // counted by `first` of the page
        ...most(1),
        resolve: (page) => page.events,
      }),
    }),
  })

builder.queryField('events', (t) =>
  t.field({
    type: pageRef,
    description:
      'The union’s log after `after`. A page covers `first` events and shows those of them that you may see. INVALID: `first` is not between 1 and 100, or `after` is negative. after 之后的工会日志;每页包含 first 个事件,只显示您可见的。INVALID:first 不在 1 到 100 之间,或 after 为负。',
    args: {
      ...unionArg,
      ...afterArg,
      first: t.arg.int({
        defaultValue: 50,
        description: 'How many events of the log the page covers, from 1 to 100. 每页包含的事件数,1 至 100。',
      }),
    },
    resolve: (_, { unionId, after, first }, context) => {
      const from = beginningOf(context, { unionId, after })
      if (first < 1 || first > 100) {
        throw invalid('first', { zh: 'first 须在 1 到 100 之间。', en: 'first is between 1 and 100.' })
      }
      const viewer = audienceOf(signedIn(context))
      return snapshot(async (tx) => {
        const stream = await tx.stream.findUniqueOrThrow({ where: { unionId: from.unionId } })
        const rows = await readEvents(tx, from.unionId, { after, take: first })
        const visible = rows.filter((event) => mayKnow(viewer, event))
        const through = rows.at(-1)?.seq ?? after
        return { epoch: stream.epoch, head: stream.head, through, events: boardEventsOf(visible, context) }
      })
    },
  }),
)
