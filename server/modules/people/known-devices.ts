import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { dayMs, now } from '#server/platform/clock.ts'
import type { Context } from '#server/platform/context.ts'
import { signedLinks } from '#server/platform/signed-links.ts'
import { deviceCookie } from './cookie.ts'

// A browser in which an account has signed in proves it by a cookie that our servers have signed: attempts from there are counted
// by themselves, so that somebody who guesses elsewhere shuts nobody out (OWASP, device cookies). The cookie names the row of the
// account and a number that was drawn by lot, and says nothing about a person.

/** That an account has signed in at a device. */
const signed = signedLinks('devices', z.strictObject({ account: z.guid(), device: z.string().max(20) }))

/** No browser keeps a cookie for longer. */
const keptMs = 400 * dayMs

/** How many accounts of one browser are known. A computer of an office has a few; the cookie goes with every request. */
const mostAccounts = 3

const between = '~'

type Known = { account: string; device: string; token: string }

/** The accounts that have signed in at the device of this request, the latest first. What is not signed by us is left out. */
async function knownBy({ deviceCookie: cookie }: Pick<Context, 'deviceCookie'>): Promise<Known[]> {
  if (!cookie) return []
  const tokens = cookie.split(between).slice(0, mostAccounts)
  const known = await Promise.all(tokens.map(async (token) => ({ token, read: await signed.read(token) })))
  return known.flatMap(({ token, read }) => (read && read !== 'expired' ? [{ ...read, token }] : []))
}

/** The device of this request, where some account has signed in there before; null where none has. */
export const knownDeviceOf = async (caller: Pick<Context, 'deviceCookie'>): Promise<string | null> =>
  (await knownBy(caller))[0]?.device ?? null

/** The device of this request, where the account has signed in there before or is signed in there now; null where it has not. */
export async function deviceOf(context: Context, accountId: string | null): Promise<string | null> {
  if (context.actor && context.actor.accountId === accountId) return context.actor.sessionId
  return (await knownBy(context)).find(({ account }) => account === accountId)?.device ?? null
}

/** Makes the browser remember that the account has signed in there. */
export async function rememberDevice(context: Context, accountId: string): Promise<void> {
  const known = await knownBy(context)
  const device = known.find(({ account }) => account === accountId)?.device ?? randomBytes(9).toString('base64url')
  const token = await signed.sign({ account: accountId, device }, new Date(now().getTime() + keptMs))
  const others = known.filter(({ account }) => account !== accountId).map((each) => each.token)
  const value = [token, ...others].slice(0, mostAccounts).join(between)
  context.setHeader?.('set-cookie', deviceCookie(context.origin, value, keptMs / 1000))
}
