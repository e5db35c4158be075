import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { inboxRef } from './inbox-type.ts'

/** The payload of every deed on one's own inbox: the inbox after it. */
export const inboxPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  inbox: t.field({
    type: inboxRef,
    description: 'Your inbox after the change. 操作后的本人提醒。',
    resolve: (_, __, context) => ({ actor: signedIn(context) }),
  }),
})
