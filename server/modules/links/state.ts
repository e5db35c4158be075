import type { PersonalLink, Prisma } from '#codegen/prisma/client.ts'
import { now } from '#server/platform/clock.ts'
import { conflict, type Sentence } from '#server/platform/errors.ts'

/** What decides how far a link is. */
export type LinkTimes = Pick<PersonalLink, 'expiresAt' | 'openedAt' | 'usedAt' | 'revokedAt'>

export type LinkState = 'WAITING' | 'OPENED' | 'USED' | 'EXPIRED' | 'REVOKED'

/** How far a link is now. */
export function stateOf({ expiresAt, openedAt, usedAt, revokedAt }: LinkTimes): LinkState {
  if (revokedAt) return 'REVOKED'
  if (usedAt) return 'USED'
  if (expiresAt <= now()) return 'EXPIRED'
  return openedAt ? 'OPENED' : 'WAITING'
}

/** The Prisma filter for links in a state. */
export function inState(state: LinkState): Prisma.PersonalLinkWhereInput {
  const inUse = { revokedAt: null }
  switch (state) {
    case 'REVOKED':
      return { revokedAt: { not: null } }
    case 'USED':
      return { ...inUse, usedAt: { not: null } }
    case 'EXPIRED':
      return { ...inUse, usedAt: null, expiresAt: { lte: now() } }
    case 'OPENED':
      return { ...inUse, usedAt: null, expiresAt: { gt: now() }, openedAt: { not: null } }
    case 'WAITING':
      return { ...inUse, usedAt: null, expiresAt: { gt: now() }, openedAt: null }
  }
}

const sentences: Record<Exclude<LinkState, 'WAITING' | 'OPENED'>, Sentence> = {
  USED: {
    zh: '这条链接已经用过,只能用一次。请向工会要一条新的。',
    en: 'This link was used already and works once only: ask the union for a new one.',
  },
  EXPIRED: {
    zh: '这条链接已经过期。请向工会要一条新的。',
    en: 'This link has expired: ask the union for a new one.',
  },
  REVOKED: {
    zh: '这条链接已经撤销。请向工会要一条新的。',
    en: 'This link was revoked: ask the union for a new one.',
  },
}

/** CONFLICT, with a sentence for whoever holds the link, where it cannot be used any more; null where it can. */
export function overError(link: LinkTimes): Error | null {
  const state = stateOf(link)
  return state === 'WAITING' || state === 'OPENED' ? null : conflict(sentences[state])
}

/** Throws CONFLICT, with a sentence for whoever holds the link, where it cannot be used any more. */
export function checkUsable(link: LinkTimes): void {
  const error = overError(link)
  if (error) throw error
}
