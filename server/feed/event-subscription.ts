import type { EventKind } from '#server/log/catalogue.ts'
import type { LoggedEvent } from '#server/log/events.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { audienceOf } from './audience.ts'
import { type EventMessage, oneByOne } from './batch.ts'
import { type BeginArgs, beginArgs, beginningOf, epochDescription } from './beginning.ts'
import { Source } from './source.ts'
import { Subjects } from './subjects.ts'

const messageRef = builder.objectRef<EventMessage & { subjects: Subjects | null }>('EventMessage').implement({
  description:
    'One event; or a heartbeat, at least every five seconds, where `event` is null. 单个事件;event 为空即心跳,至少每五秒一次。',
  fields: (t) => ({
    epoch: t.exposeID('epoch', {
      description: epochDescription,
    }),
    reset: t.exposeBoolean('reset', {
      description:
        'True where the log cannot be followed from your `after`: begin anew. The subscription ends. 为真时无法从 after 续接,须重新开始,订阅随即结束。',
    }),
    through: t.exposeInt('through', {
      description: 'The seq after which to resume when the connection is lost. 断线后由此事件号继续。',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'The moment at which the log was read. 读取日志的时间。' }),
    event: t.field({
      type: 'BoardEvent',
      nullable: true,
      description: 'The event that happened; null in a heartbeat. 发生的事件,心跳时为空。',
      resolve: ({ event, subjects }) => (event && subjects ? { ...event, subjects } : null),
    }),
  }),
})

/**
 * Adds a subscription field for integrators, which delivers the events of one of these kinds, one event a message. A
 * module calls it with kinds of its own.
 */
export function addEventSubscription(name: string, description: string, kinds: readonly EventKind[]): void {
  const selects = (event: LoggedEvent) => kinds.some((kind) => kind.is(event))
  builder.subscriptionField(name, (t) =>
    t.field({
      type: messageRef,
      description,
      args: beginArgs,
      subscribe: (_, args, context) =>
        new Source({ ...beginningOf(context, args as BeginArgs), selects, rootValuesOf: oneByOne }),
      resolve: (message, _, context) => ({
        ...message,
        subjects: message.event ? new Subjects([message.event], audienceOf(signedIn(context))) : null,
      }),
    }),
  )
}
