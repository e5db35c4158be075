import type { Event } from '#codegen/prisma/client.ts'
import { mayKnow } from '#server/log/catalogue.ts'
import { builder } from '#server/platform/builder.ts'
import { type Context, signedIn, theUnion } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { db, snapshot } from '#server/postgres/db.ts'
import { audienceOf } from './audience.ts'
import { type Batch, type EventMessage, oneByOne } from './batch.ts'
import { Source } from './source.ts'
import { Subjects } from './subjects.ts'

/** An event as it is delivered: the row, and the batch's subjects as the viewer may see them. */
export type BoardEvent = Event & { subjects: Subjects }

declare module '#server/platform/builder.ts' {
  interface PlainObjects {
    BoardEvent: BoardEvent
  }
}

const actorRef = builder.objectRef<{ id: string; displayName: string }>('EventActor').implement({
  description: 'Who did it. 操作人。',
  fields: (t) => ({
    id: t.id({ description: 'Global id of the account. 账号编号。', resolve: (a) => globalId('Account', a.id) }),
    displayName: t.exposeString('displayName', { description: 'The name on the board. 显示名。' }),
  }),
})

builder.objectType('BoardEvent', {
  description: 'What happened, and the tallies right after it. Subjects are read again when it is delivered. 事件。',
  fields: (t) => ({
    seq: t.exposeInt('seq', { description: 'Its number in the union’s stream; dense. 事件号。' }),
    at: t.expose('at', { type: 'DateTime', description: 'When the centre recorded it. 记录时间。' }),
    happenedAt: t.expose('happenedAt', { type: 'DateTime', description: 'When it happened. 发生时间。' }),
    name: t.exposeString('name', { description: 'noun.verb, such as visit.arrived. 事件名。' }),
    actor: t.field({
      type: actorRef,
      nullable: true,
      description: 'Who did it; null for the system. 操作人。',
      resolve: (event) =>
        event.actorId
          ? db.account.findUnique({ where: { id: event.actorId }, select: { id: true, displayName: true } })
          : null,
    }),
  }),
})

const batchRef = builder.objectRef<Batch & { delivered: BoardEvent[] }>('EventBatch').implement({
  description:
    'Everything in (after, through] that the viewer may see; empty as a heartbeat. Continuity: after equals the last through. 一批事件。',
  fields: (t) => ({
    epoch: t.exposeID('epoch', { description: 'The life of the log; changes after a restore. 日志世代。' }),
    reset: t.exposeBoolean('reset', { description: 'The cursor is void: take the snapshot again. 需重新取全貌。' }),
    after: t.exposeInt('after', { description: 'Where the batch begins. 起点。' }),
    through: t.exposeInt('through', { description: 'Where it ends: resume from here. 终点,断线后由此继续。' }),
    head: t.exposeInt('head', { description: 'The newest seq of the stream. 最新事件号。' }),
    at: t.expose('at', {
      type: 'DateTime',
      description: 'When the log was seen to end at `head`: as of then. 截至时间。',
    }),
    events: t.field({ type: ['BoardEvent'], description: 'In order of seq. 事件。', resolve: (b) => b.delivered }),
  }),
})

const messageRef = builder.objectRef<EventMessage & { subjects: Subjects | null }>('EventMessage').implement({
  description: 'One event, or a heartbeat where event is null. 单个事件;event 为空即心跳。',
  fields: (t) => ({
    epoch: t.exposeID('epoch', { description: 'The life of the log. 日志世代。' }),
    reset: t.exposeBoolean('reset', { description: 'The cursor is void: start again. 需重新开始。' }),
    through: t.exposeInt('through', { description: 'Resume from here. 断线后由此继续。' }),
    at: t.expose('at', { type: 'DateTime', description: 'The server’s time. 时间。' }),
    event: t.field({
      type: 'BoardEvent',
      nullable: true,
      description: 'What happened; null is the heartbeat. 事件。',
      resolve: ({ event, subjects }) => (event && subjects ? { ...event, subjects } : null),
    }),
  }),
})

/** Arguments of every subscription: where to begin. */
type From = { unionId?: string | null; after: number; epoch?: string | null }

/** Where a subscriber begins: NOT_FOUND for a union that is not the viewer's, INVALID for a negative `after`. */
function begin(context: Context, { unionId, after, epoch }: From) {
  if (after < 0) throw invalid('after', { zh: 'after 不能为负。', en: 'after may not be negative.' })
  return { unionId: theUnion(audienceOf(signedIn(context)), unionId), after, epoch }
}

/** Events with their subjects, as the caller may see them. */
export const deliver = (events: Event[], context: Context): BoardEvent[] => {
  const subjects = new Subjects(events, audienceOf(signedIn(context)))
  return events.map((event) => ({ ...event, subjects }))
}

const unionArg = 'The union; may be left out where you have one. 工会,只有一个时可省略。'
const afterArg = 'The last seq you know; 0 for all. 已知的最后事件号。'
const epochArg = 'The epoch you know it from. 已知的日志世代。'

builder.subscriptionField('boardEvents', (t) =>
  t.field({
    type: batchRef,
    description:
      'Every event after `after`, in order, once; the first batch at once, a heartbeat every 5 s. 实时事件流。',
    args: {
      unionId: t.arg.id({ required: false, description: unionArg }),
      after: t.arg.int({ description: afterArg }),
      epoch: t.arg.id({ required: false, description: epochArg }),
    },
    subscribe: (_, args, context) => new Source({ ...begin(context, args as From), values: (batch) => [batch] }),
    resolve: (batch, _, context) => ({ ...batch, delivered: deliver(batch.events, context) }),
  }),
)

/** A narrow subscription for integrators: one event a message. */
const narrow = (name: string, description: string, wanted: (event: Event) => boolean) =>
  builder.subscriptionField(name, (t) =>
    t.field({
      type: messageRef,
      description,
      args: {
        unionId: t.arg.id({ required: false, description: unionArg }),
        after: t.arg.int({ description: afterArg }),
        epoch: t.arg.id({ required: false, description: epochArg }),
      },
      subscribe: (_, args, context) => new Source({ ...begin(context, args as From), wanted, values: oneByOne }),
      resolve: (message, _, context) => ({
        ...message,
        subjects: message.event ? new Subjects([message.event], audienceOf(signedIn(context))) : null,
      }),
    }),
  )

narrow('visitProgressed', 'A visit was planned, arrived, went a step on, or ended. 走访进展。', (event) =>
  event.name.startsWith('visit.'),
)
narrow('issueOpened', 'A new issue. 新问题。', (event) => event.name === 'issue.opened')
narrow('orderFulfilled', 'What was received or accepted of an order has changed. 物资到货或验收。', (event) =>
  ['supply.received', 'supply.accepted'].includes(event.name),
)

const pageRef = builder
  .objectRef<{ epoch: string; head: number; through: number; events: BoardEvent[] }>('EventPage')
  .implement({
    description: 'A page of the log. 事件日志一页。',
    fields: (t) => ({
      epoch: t.exposeID('epoch', { description: 'The life of the log. 日志世代。' }),
      head: t.exposeInt('head', { description: 'The newest seq. 最新事件号。' }),
      through: t.exposeInt('through', { description: 'Ask on from here. 下一页由此开始。' }),
      events: t.field({ type: ['BoardEvent'], description: 'In order of seq. 事件。', resolve: (page) => page.events }),
    }),
  })

builder.queryField('events', (t) =>
  t.field({
    type: pageRef,
    description: 'The log after `after`, at most 100 events of which you see those you may. 事件日志。',
    args: {
      unionId: t.arg.id({ required: false, description: unionArg }),
      after: t.arg.int({ description: afterArg }),
      first: t.arg.int({ defaultValue: 50, description: 'At most 100. 每页条数,至多 100。' }),
    },
    resolve: (_, { unionId, after, first }, context) => {
      if (first < 1 || first > 100 || after < 0) {
        throw invalid('first', {
          zh: 'first 须在 1 到 100 之间。',
          en: 'first is between 1 and 100, after not negative.',
        })
      }
      const viewer = audienceOf(signedIn(context))
      const union = theUnion(viewer, unionId == null ? null : String(unionId))
      return snapshot(async (tx) => {
        const stream = await tx.stream.findUniqueOrThrow({ where: { unionId: union } })
        const rows = await tx.event.findMany({
          where: { unionId: union, seq: { gt: after } },
          orderBy: { seq: 'asc' },
          take: first,
        })
        const seen = rows.filter((event) => mayKnow(viewer, event))
        const through = rows.at(-1)?.seq ?? after
        return { epoch: stream.epoch, head: stream.head, through, events: deliver(seen, context) }
      })
    },
  }),
)
