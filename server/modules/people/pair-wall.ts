import { z } from 'zod'
import { write } from '#server/log/old-write.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { AppError } from '#server/platform/errors.ts'
import { db } from '#server/postgres/db.ts'
import { wallEvents } from './events.ts'
import { beginSession, type NewSession, sessionOf, sessionPayload } from './session-payload.ts'
import { hashOf, openSession, renewSecret } from './sessions.ts'

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
    type: sessionPayload('PairWallPayload'),
    description:
      'Gives a device that shows a one-use code the session of a wall, which lasts a year from its last use. UNAUTHENTICATED: the code is wrong, used or expired. 设备用一次性配对码换取大屏会话,有效期为最后一次使用起一年。UNAUTHENTICATED:配对码无效、已使用或已过期。',
    args: { input: t.arg({ type: PairWallInput, description: 'The code of the device. 设备的配对码。' }) },
    resolve: async (_, { input }, context) => beginSession(context, await pairWall(input), 'WALL'),
  }),
)

/**
 * Opens the session of a wall for a one-use code; while the code lasts the same device may ask again and gets another
 * secret. The author is the wall's account, as nobody is signed in. UNAUTHENTICATED where the code is wrong, used or
 * expired.
 */
async function pairWall(input: typeof PairWallInput.$inferInput): Promise<NewSession> {
  const pairing = await db.wallPairing.findUnique({ where: { codeHash: hashOf(input.code) } })
  if (!pairing || pairing.expiresAt <= now()) throw wrongCode
  let secret: string | null = null
  const { subjectId } = await write(pairing, 'pairWall', input, async (tx, at) => {
    const { count } = await tx.wallPairing.updateMany({ where: { id: pairing.id, usedAt: null }, data: { usedAt: at } })
    if (!count) throw wrongCode
    const { id, ...opened } = await openSession(tx, {
      unionId: pairing.unionId,
      accountId: pairing.accountId,
      kind: 'WALL',
      name: pairing.name,
    })
    secret = opened.secret
    return { subjectId: id, events: [wallEvents.paired({ id: pairing.accountId }, { sessionId: id })] }
  })
  const session = await sessionOf(secret ?? (await renewSecret(subjectId!)))
  if (!session) throw wrongCode
  return session
}

const wrongCode = new AppError('UNAUTHENTICATED', {
  zh: '配对链接无效、已使用或已过期,请重新生成。',
  en: 'The pairing link is wrong, used or expired: make a new one.',
})
