import type { PersonalLink } from '#codegen/prisma/client.ts'
import { hashOf, newSecret } from '#server/modules/people/sessions.ts'
import { newId } from '#server/platform/ids.ts'

/** The row of a new link, and its secret, which cannot be read again. */
export function newLink(
  link: Pick<PersonalLink, 'unionId' | 'batchId' | 'accountId' | 'purpose' | 'createdById' | 'createdAt' | 'expiresAt'>,
) {
  const secret = newSecret()
  return { secret, row: { id: newId(), ...link, secretHash: hashOf(secret) } }
}

/** A new link with its secret. */
export type NewLink = ReturnType<typeof newLink>
