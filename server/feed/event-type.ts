import type { LoggedEvent, LoneEvent } from '#server/log/events.ts'
import { builder } from '#server/platform/builder.ts'
import { type Context, signedIn } from '#server/platform/context.ts'
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
    timeInDoubt: t.exposeBoolean('timeInDoubt', {
      description:
        'Whether happenedAt is a guess, because the clock of the phone that gave it was set meanwhile. 发生时间是否为推算:手机时钟中途被调过。',
    }),
    name: t.exposeString('name', {
      description: 'The name of the event as noun.verb, such as visit.arrived. 事件名,如 visit.arrived。',
    }),
  }),
})

/** Rows of the log as values of BoardEvent, whose subjects are read with the rights of the caller. */
export const boardEventsOf = (events: readonly (LoggedEvent | LoneEvent)[], context: Context): BoardEvent[] => {
  const subjects = new Subjects(events, audienceOf(signedIn(context)))
  return events.map((event) => ({ ...event, subjects }))
}
