import { builder, unionArg } from '#server/platform/builder.ts'
import { type Context, signedIn, theUnion } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { audienceOf } from './audience.ts'

/** The values of the arguments of a subscription or of a page of the log. */
export type BeginArgs = { unionId?: string | null; after: number; epoch?: string | null }

/**
 * The union, seq and epoch at which a subscriber or a page begins. NOT_FOUND: the viewer sees no such union. INVALID: `after` is
 * negative, or the viewer has several unions and names none.
 */
export function beginningOf(context: Context, { unionId, after, epoch }: BeginArgs) {
  if (after < 0) throw invalid('after', { zh: 'after 不能为负。', en: 'after may not be negative.' })
  return { unionId: theUnion(audienceOf(signedIn(context)), unionId), after, epoch }
}

/** What an epoch is, wherever the API has one. */
export const epochDescription =
  'The id of this life of the log; it changes when the database is restored from a backup, and when another database server takes over. 日志的世代编号,从备份恢复或由另一台数据库服务器接管后改变。'

/** The argument that says after which event to begin. */
export const afterArg = builder.args((t) => ({
  after: t.int({
    description:
      'The last seq that you know, after which to begin; 0 for the whole log. 已知的最后事件号,从其后开始;0 为全部。',
  }),
}))

/** The arguments of every subscription: which union's log, and where to begin. */
export const beginArgs = {
  ...unionArg,
  ...afterArg,
  ...builder.args((t) => ({
    epoch: t.id({
      required: false,
      description:
        'The epoch from which you know that seq: where the log has another one now, it answers with reset. 该事件号所属的日志世代;与现在的世代不同时以 reset 回复。',
    }),
  })),
}
