import { z } from 'zod'
import { minuteMs, now } from '#server/platform/clock.ts'
import type { Context } from '#server/platform/context.ts'
import { signedLinks } from '#server/platform/signed-links.ts'

/** The path with which the links of photos begin. */
export const path = '/papers/'

const slotMs = 10 * minuteMs

const content = z.object({
  session: z.string(),
  paper: z.string(),
  size: z.enum(['bytes', 'small']),
  locale: z.enum(['zh', 'en']),
})

/** What the link of a photo asks for. The rights of its session are read again when the link is used. */
export type Link = z.infer<typeof content>

/** The links by which photos are shown. */
export const paperLinks = signedLinks('papers', content)

/**
 * A link to a photo for ten to twenty minutes: it is the same one for ten, so that a page that is read again need not fetch the
 * photo again. Null in a subscription, of which many get the same answer.
 */
export async function linkTo(paper: string, size: Link['size'], { actor, locale, origin }: Context) {
  if (!actor?.sessionId) return null
  const expiresAt = new Date((Math.floor(now().getTime() / slotMs) + 2) * slotMs)
  return `${origin}${path}${await paperLinks.sign({ session: actor.sessionId, paper, size, locale }, expiresAt)}`
}
