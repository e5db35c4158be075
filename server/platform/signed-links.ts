import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { z } from 'zod'
import { databaseUrl, db } from '#server/postgres/db.ts'
import { now } from './clock.ts'

/** Links that our servers sign, and that open until they expire. */
export type SignedLinks<L> = {
  /** The part of a link that says what it asks for, with the signature. */
  sign: (link: L, expiresAt: Date) => Promise<string>
  /** Reads such a part. Null where none of our servers has signed it for these links; 'expired' where it opens no more. */
  read: (token: string) => Promise<L | 'expired' | null>
}

/** Links of one kind, with a key of their own, of which each asks for something of this shape. */
export function signedLinks<L extends object>(keyName: string, shape: z.ZodType<L>): SignedLinks<L> {
  const signature = async (body: string) =>
    createHmac('sha256', await signingKey(keyName))
      .update(body)
      .digest('base64url')
  return {
    async sign(link, expiresAt) {
      const body = Buffer.from(JSON.stringify({ ...link, expires: expiresAt.getTime() })).toString('base64url')
      return `${body}.${await signature(body)}`
    },
    async read(token) {
      const [body = '', mac = '', ...more] = token.split('.')
      const [signed, given] = [Buffer.from(await signature(body)), Buffer.from(mac)]
      if (more.length > 0 || signed.length !== given.length || !timingSafeEqual(signed, given)) return null
      const { expires, ...link } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { expires: number }
      return expires > now().getTime() ? shape.parse(link) : 'expired'
    },
  }
}

/** The keys that were read last. Anybody may ask for an address that looks like a link, and a key never changes. */
const keys = new LRUCache<string, Uint8Array, string>({
  max: 100,
  fetchMethod: (_key, _stale, { context }) => readKey(context),
})

/** The key by which all nodes sign what has this name in this database. */
const signingKey = async (name: string): Promise<Uint8Array> =>
  (await keys.fetch(`${databaseUrl} ${name}`, { context: name }))!

/** Reads the key. The first node that needs one makes it and stores it. */
async function readKey(name: string): Promise<Uint8Array> {
  const existing = await db.secret.findUnique({ where: { name } })
  if (existing) return existing.value
  await db.secret.createMany({ data: [{ name, value: randomBytes(32) }], skipDuplicates: true })
  return (await db.secret.findUniqueOrThrow({ where: { name } })).value
}
