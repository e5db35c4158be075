import { z } from 'zod'
import { Prisma, type WallPairing } from '#codegen/prisma/client.ts'
import { type Read, root, value } from '#server/log/load.ts'
import { insert, update } from '#server/log/rows.ts'
import { type Decision, type Plan, write } from '#server/log/write.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { AppError, conflict } from '#server/platform/errors.ts'
import { isPublic } from '#server/platform/public.ts'
import { db } from '#server/postgres/db.ts'
import { wallEvents } from './events.ts'
import { beginSession, type NewSession, sessionOf, sessionPayload } from './session-payload.ts'
import { begunFrom, hashOf, newSession, type Origin, renewSecret } from './sessions.ts'
import { limitGuesses } from './sign-in-limits.ts'

const PairWallInput = builder.inputType('PairWallInput', {
  description: 'What a device shows to become a wall. 设备成为大屏所需的配对码。',
  fields: (t) => ({
    clientId: t.field({
      type: 'UUID',
      description:
        'A UUID that the device makes. The same one sent again within the 15 minutes of the code gets a session again, for a device whose answer was lost. 由设备生成的 UUID;配对码有效的 15 分钟内重复发送,可再次得到会话。',
    }),
    code: t.string({
      validate: z.string().min(1).max(100),
      description: 'The one-use code that stands in the link. 配对链接中的一次性配对码。',
    }),
  }),
})

builder.mutationField('pairWall', (t) =>
  t.field({
    ...isPublic,
    type: sessionPayload('PairWallPayload'),
    description:
      'Gives a device that shows a one-use code the session of a wall, which lasts a year from its last use. UNAUTHENTICATED: no link has this code. CONFLICT: it was used or has expired, or its wall is disabled. UNAVAILABLE: too many attempts have failed. 设备用一次性配对码换取大屏会话,有效期为最后一次使用起一年。UNAUTHENTICATED:没有这个配对码。CONFLICT:已使用、已过期,或大屏账号已停用。UNAVAILABLE:失败次数太多。',
    args: { input: t.arg({ type: PairWallInput, description: 'The code of the device. 设备的配对码。' }) },
    resolve: async (_, { input }, context) => beginSession(context, await pairWall(input, context), 'WALL'),
  }),
)

/**
 * Opens the session of a wall for a one-use code; while the code lasts the same device may ask again and gets another
 * secret. The author is the wall's account, as nobody is signed in. UNAUTHENTICATED where no link has the code, CONFLICT
 * where it was used or has expired, or the wall is disabled: of two devices at once the second learns that it was used.
 */
async function pairWall(input: typeof PairWallInput.$inferInput, origin: Origin): Promise<NewSession> {
  const pairing = await limitGuesses(origin.address, () =>
    db.wallPairing.findUnique({ where: { codeHash: hashOf(input.code) } }),
  )
  if (!pairing) throw wrongCode
  if (pairing.expiresAt <= now()) throw spentCode()
  const plan: Plan<{ isGood: Read<boolean> }, ReturnType<typeof wallPaired>> = {
    load: { lock: [root('Account', pairing.accountId)], read: { isGood: readGood(pairing) } },
    decide: ({ isGood }, at) => wallPaired(pairing, origin, isGood, at),
  }
  const { decision, subjectId } = await write({ ...pairing, rank: null }, 'pairWall', input, plan, origin)
  const session = await sessionOf(decision?.secret ?? (await renewSecret(subjectId!)))
  if (!session) throw wrongCode
  return session
}

/** Reads whether the code is not used yet and not expired, and its wall not disabled. */
const readGood = ({ id }: WallPairing): Read<boolean> =>
  value(Prisma.sql`
    SELECT p."usedAt" IS NULL AND p."expiresAt" > ${now()}::timestamptz AND a."disabledAt" IS NULL AS value
    FROM "WallPairing" p JOIN "Account" a ON a.id = p."accountId" WHERE p.id = ${id}::uuid`)

function wallPaired(
  { id, unionId, accountId, name }: WallPairing,
  origin: Origin,
  isGood: boolean,
  usedAt: Date,
): Decision & { secret: string } {
  if (!isGood) throw spentCode()
  const { row, secret } = newSession({ unionId, accountId, kind: 'WALL', name, ...begunFrom(origin) })
  return {
    subjectId: row.id,
    writes: [update('WallPairing', id, { usedAt }), insert('Session', row)],
    events: [wallEvents.paired({ id: accountId }, { sessionId: row.id })],
    secret,
  }
}

const wrongCode = new AppError('UNAUTHENTICATED', {
  zh: '没有这个配对链接,请检查网址是否完整。',
  en: 'There is no such pairing link: check that the address is whole.',
})

const spentCode = () =>
  conflict({
    zh: '配对链接已使用或已过期,请重新生成。',
    en: 'The pairing link was used or has expired: make a new one.',
  })
