import { writeEvents } from '#server/log/write.ts'
import type { NewUnion } from '#server/modules/unions/new-union.ts'
import { unionWithAccount } from './first-account.ts'
import { accountCreation, type NewAccount, newAccountLoad } from './new-account.ts'
import { hashPassword } from './passwords.ts'

/**
 * Creates an account from a command on the server, when there is no account yet that could: for a new union, for practice
 * data and by `create-account`. Returns its row id. Without a password nobody can sign in to it. CONFLICT and INVALID as
 * in `accountCreation`.
 */
export async function setUpAccount(unionId: string, input: NewAccount & { password: string | null }): Promise<string> {
  const { password, ...account } = input
  const passwordHash = password === null ? null : await hashPassword(password)
  let id = ''
  await writeEvents(unionId, {
    load: newAccountLoad(unionId, account),
    decide(surroundings) {
      const creation = accountCreation(unionId, account, passwordHash, surroundings)
      id = creation.subjectId
      return creation
    },
  })
  return id
}

/** Creates a union and its first account from a command on the server: both or none. CONFLICT: the username is taken. */
export async function setUpUnionWithAccount(
  union: NewUnion,
  { password, ...account }: Omit<NewAccount, 'role'> & { password: string },
): Promise<void> {
  const creation = unionWithAccount(union, account, await hashPassword(password))
  await writeEvents(creation.unionId, { load: { lock: [], read: {} }, decide: () => creation })
}
