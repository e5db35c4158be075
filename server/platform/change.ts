import type { InputFieldBuilder, ObjectFieldBuilder } from '@pothos/core'
import { builder, type Types } from './builder.ts'

type Receipt = { clientId: string; seq: number | null; subjectId: string | null }

/** What every mutation's input carries. */
export const changeFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  clientId: t.field({
    type: 'UUID',
    description:
      'Made by the caller; the same one again gets the first answer and changes nothing. 由调用方生成,重发不会重复执行。',
  }),
  happenedAt: t.field({
    type: 'DateTime',
    required: false,
    description: 'When it happened, if that was earlier than now. 发生时间(补录时填写)。',
  }),
})

/** The payload of a mutation: the receipt and what `fields` re-reads as the caller. */
export function payload<F extends object>(
  name: string,
  fields: (t: ObjectFieldBuilder<Types, Receipt>) => (F & Record<string, never>) | F,
) {
  const ref = builder.objectRef<Receipt>(`${name}Payload`)
  ref.implement({
    description: `The answer to ${name}. 操作结果。`,
    fields: (t) => ({
      clientId: t.field({ type: 'UUID', description: "The caller's own id. 调用方编号。", resolve: (r) => r.clientId }),
      seq: t.exposeInt('seq', {
        nullable: true,
        description: 'The seq of the last event it wrote. 写入的最后一个事件号。',
      }),
      ...(fields(t as never) as object),
    }),
  })
  return ref
}
