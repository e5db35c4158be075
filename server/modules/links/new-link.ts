import { type LinkPurpose, type PersonalLink, Prisma } from '#codegen/prisma/client.ts'
import { hashOf, newSecret } from '#server/modules/people/sessions.ts'
import { addDays, momentsOf, now } from '#server/platform/clock.ts'
import { invalid } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { linkEvents } from './events.ts'
import { daysOfFirst, mostDays } from './limits.ts'

/** The row of a new link, and its secret, which cannot be read again. */
export function newLink(
  link: Pick<PersonalLink, 'unionId' | 'batchId' | 'accountId' | 'purpose' | 'createdById' | 'createdAt' | 'expiresAt'>,
) {
  const secret = newSecret()
  return { secret, row: { id: newId(), ...link, secretHash: hashOf(secret) } }
}

/** A new link with its secret. */
export type NewLink = ReturnType<typeof newLink>

/** The link by which the chair of a union below the district sets the password of the account, and its event. */
export function chairLink(unionId: string, accountId: string, createdById: string, createdAt: Date) {
  const expiresAt = addDays(createdAt, daysOfFirst)
  const purpose = 'SET_PASSWORD'
  const link = newLink({ unionId, accountId, batchId: newId(), createdById, createdAt, purpose, expiresAt })
  return { link, event: linkEvents.created(link.row, { accountId, purpose, expiresAt: expiresAt.toISOString() }) }
}

/** Revokes the links of these accounts for one purpose that were not used yet. */
export const revokeUnused = (accountIds: readonly string[], purpose: LinkPurpose, at: Date): Prisma.Sql => Prisma.sql`
  UPDATE "PersonalLink" SET "revokedAt" = ${at}::timestamptz
  WHERE "accountId" = ANY(${[...accountIds]}::uuid[]) AND purpose = ${purpose}::"LinkPurpose"
    AND "usedAt" IS NULL AND "revokedAt" IS NULL AND "expiresAt" > ${at}::timestamptz`

/** The end of a day by Beijing time. INVALID where that is past or more than 90 days from today. */
export function endOfDay(date: string): Date {
  const end = momentsOf(date).lt
  if (end <= now() || end > addDays(now(), mostDays + 1)) {
    throw invalid('expiresOn', {
      zh: '有效期从今天起,最长 90 天。',
      en: 'A link lasts until a day within 90 days from today.',
    })
  }
  return end
}
