import type { LoggedEvent, LoneEvent } from '#server/log/events.ts'
import { builder } from '#server/platform/builder.ts'
import { type Context, signedIn } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { audienceOf } from './audience.ts'
import { Subjects } from './subjects.ts'

/**
 * An event as the schema resolves it: its row, and the subjects of its batch, which read other rows as the viewer. An event
 * of a history has no tally of the union.
 */
export type BoardEvent = LoneEvent & Partial<Pick<LoggedEvent, 'unionTally'>> & { subjects: Subjects }

declare module '#server/platform/builder.ts' {
  interface PlainObjects {
    BoardEvent: BoardEvent
  }
}

const actorRef = builder.objectRef<{ id: string; displayName: string }>('EventActor').implement({
  description: 'The account that caused an event. 引起事件的账号。',
  fields: (t) => ({
    id: t.id({ description: 'The global id of the account. 账号的编号。', resolve: (a) => globalId('Account', a.id) }),
    displayName: t.exposeString('displayName', {
      description: 'The name of the account that others are shown. 给别人看的显示名。',
    }),
  }),
})

builder.objectType('BoardEvent', {
  description:
    'An event of the union’s log: what happened, and the figures right after it. The rows that it is about are read anew when it is sent, so they may be newer than the event. 工会日志中的一个事件及其后的统计;所涉及的对象在发送时重新读取,可能比事件更新。',
  fields: (t) => ({
    seq: t.exposeInt('seq', {
      description:
        'The number of the event in the union’s log, from 1 and without gaps. 事件在工会日志中的编号,从 1 起连续无缺。',
    }),
    at: t.expose('at', {
      type: 'DateTime',
      description: 'The moment at which the server recorded the event. 事件的记录时间。',
    }),
    happenedAt: t.expose('happenedAt', {
      type: 'DateTime',
      description:
        'The moment at which it happened, which may lie before it was recorded. 事件的发生时间,可能早于记录时间。',
    }),
    name: t.exposeString('name', {
      description: 'The name of the event as noun.verb, such as visit.arrived. 事件名,如 visit.arrived。',
    }),
    actor: t.field({
      type: actorRef,
      nullable: true,
      description: 'The account that caused the event; null where the system did. 引起事件的账号,系统引起的为空。',
      resolve: (event) =>
        event.actorId
          ? db.account.findUnique({ where: { id: event.actorId }, select: { id: true, displayName: true } })
          : null,
    }),
  }),
})

/** Rows of the log as values of BoardEvent, whose subjects are read with the rights of the caller. */
export const boardEventsOf = (events: readonly (LoggedEvent | LoneEvent)[], context: Context): BoardEvent[] => {
  const subjects = new Subjects(events, audienceOf(signedIn(context)))
  return events.map((event) => ({ ...event, subjects }))
}
