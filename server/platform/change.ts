import type { InputFieldBuilder, ObjectFieldBuilder } from '@pothos/core'
import { builder, type Types } from './builder.ts'

/** What a mutation has recorded about itself: the number of its last event and the row that it is about. */
type Receipt = { clientId: string; seq: number | null; subjectId: string | null }

/** The fields that the input of every mutation has. */
export const changeFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  clientId: t.field({
    type: 'UUID',
    description:
      'A UUID that the caller makes for this change. Sent again, it gets the first answer and changes nothing. 由调用方生成的编号,重发不会重复执行。',
  }),
  happenedAt: t.field({
    type: 'DateTime',
    required: false,
    description:
      'When it happened, if earlier than now: at most sixty days ago and at most five minutes ahead. 发生时间,补录时填写;最早六十天前,不得晚于当前时间五分钟以上。',
  }),
})

/**
 * Makes the payload type of a mutation: the receipt, and the fields that are read again with the rights of the caller.
 */
export function payload<F extends object>(
  name: string,
  fields: (t: ObjectFieldBuilder<Types, Receipt>) => (F & Record<string, never>) | F,
) {
  const ref = builder.objectRef<Receipt>(`${name}Payload`)
  ref.implement({
    description: `What the mutation ${name[0]!.toLowerCase()}${name.slice(1)} answers. 操作 ${name[0]!.toLowerCase()}${name.slice(1)} 的结果。`,
    fields: (t) => ({
      clientId: t.field({
        type: 'UUID',
        description: 'The clientId of the input. 调用方在请求中给出的编号。',
        resolve: (r) => r.clientId,
      }),
      seq: t.exposeInt('seq', {
        nullable: true,
        description:
          'The seq of the last event that the mutation has written; null when it has written none. 写入的最后一个事件号;没有写入则为空。',
      }),
      ...(fields(t as never) as object),
    }),
  })
  return ref
}
