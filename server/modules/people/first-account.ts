import type { Decision } from '#server/log/write.ts'
import { type NewUnion, unionCreation } from '#server/modules/unions/new-union.ts'
import { accountCreation, type NewAccount } from './new-account.ts'

/** Who leads a union: the role of its first account. */
export const leadingRole = { DISTRICT: 'DISTRICT', SUBDISTRICT: 'COMMAND' } as const

/**
 * What a change decides that makes a union together with its first account, which is the subject. CONFLICT: the username is
 * taken.
 */
export function unionWithAccount(
  union: NewUnion,
  account: Omit<NewAccount, 'role'>,
  passwordHash: string | null,
): Decision & { unionId: string } {
  const { unionId, writes, events } = unionCreation(union)
  const first = accountCreation(unionId, { ...account, role: leadingRole[union.level] }, passwordHash, {
    belongs: null,
    member: null,
    chairs: 0,
  })
  return { ...first, unionId, writes: [...writes, ...first.writes], events: [...events, ...first.events] }
}
