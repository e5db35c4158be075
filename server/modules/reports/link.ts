import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { RosterKind } from '#codegen/prisma/enums.ts'
import { minuteMs, now } from '#server/platform/clock.ts'
import { db } from '#server/postgres/db.ts'
import type { ExportFilter } from './filter.ts'
import type { ListName } from './lists.ts'

const keyName = 'downloads'
const lifetimeMs = 5 * minuteMs

const content = z.object({
  session: z.string(),
  union: z.string(),
  list: z.custom<ListName>((value) => typeof value === 'string'),
  format: z.enum(['XLSX', 'CSV']),
  roster: z.string().nullable(),
  kind: z.enum(RosterKind).nullable(),
  filter: z.custom<ExportFilter>((value) => typeof value === 'object' && value !== null),
  locale: z.enum(['zh', 'en']),
  fileName: z.string(),
  expires: z.number(),
})

/** What a download link asks for. The rights of its session are read again when the link is used. */
export type Link = z.infer<typeof content>

/** Makes the token of a download link, which is valid for five minutes, and the moment at which it expires. */
export async function signLink(link: Omit<Link, 'expires'>): Promise<{ token: string; expiresAt: Date }> {
  const expires = now().getTime() + lifetimeMs
  const body = Buffer.from(JSON.stringify({ ...link, expires })).toString('base64url')
  return { token: `${body}.${await signature(body)}`, expiresAt: new Date(expires) }
}

/** Reads a token. Null where none of our servers has signed it; 'expired' where its five minutes are over. */
export async function readLink(token: string): Promise<Link | 'expired' | null> {
  const [body = '', mac = '', ...more] = token.split('.')
  const signed = Buffer.from(await signature(body))
  if (more.length > 0 || signed.length !== mac.length || !timingSafeEqual(signed, Buffer.from(mac))) return null
  const link = content.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
  return link.expires > now().getTime() ? link : 'expired'
}

const signature = async (body: string): Promise<string> =>
  createHmac('sha256', await signingKey())
    .update(body)
    .digest('base64url')

/** The key by which all nodes sign. The first node that needs one makes it and stores it in the database. */
async function signingKey(): Promise<Uint8Array> {
  const existing = await db.secret.findUnique({ where: { name: keyName } })
  if (existing) return existing.value
  await db.secret.createMany({ data: [{ name: keyName, value: randomBytes(32) }], skipDuplicates: true })
  return (await db.secret.findUniqueOrThrow({ where: { name: keyName } })).value
}
