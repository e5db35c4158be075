import { randomUUID } from 'node:crypto'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { oneOrNull, root } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { minuteMs, now } from '#server/platform/clock.ts'
import { newId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { wallEvents } from './events.ts'
import { insertAccount } from './new-account.ts'
import { hashOf, newSecret } from './sessions.ts'

const lifetimeMs = 15 * minuteMs

const CreateWallPairingInput = builder.inputType('CreateWallPairingInput', {
  description: 'Which wall a device is to become. 让设备成为哪块大屏。',
  fields: (t) => ({
    ...changeFields(t),
    name: t.string({
      validate: line(1, 100),
      description:
        'The name of the wall, such as the place where it hangs, 1 to 100 characters. 大屏名称,如悬挂的位置,1 至 100 字。',
    }),
  }),
})

/** Makes a code that works once, within 15 minutes, and makes a device the wall of this name. */
export const createWallPairing = deed('createWallPairing', {
  does: {
    en: 'Makes a link that works once, within 15 minutes, and makes the device that opens it the wall of this name. The wall gets an account if it has none.',
    zh: '生成一次性的大屏配对链接,15 分钟内有效;打开链接的设备成为这块大屏,没有账号时自动建立。',
  },
  errors: {},
  input: CreateWallPairingInput,
  roles: ['COMMAND'],
  load: ({ unionId }, { name }) => ({
    lock: [root('TradeUnion', unionId)],
    read: {
      wall: oneOrNull<{ id: string }>(Prisma.sql`
        SELECT id FROM "Account"
        WHERE "unionId" = ${unionId}::uuid AND role = 'WALL' AND "displayName" = ${name} AND "disabledAt" IS NULL
        ORDER BY id LIMIT 1`),
    },
  }),
  decide({ wall }, { name }, { actor: { unionId } }) {
    const { id: accountId, writes } = wall ? { ...wall, writes: [] } : insertAccount(unionId, aWall(name), null)
    const code = newSecret()
    const createdAt = now()
    const expiresAt = new Date(createdAt.getTime() + lifetimeMs)
    const pairing = { id: newId(), unionId, accountId, codeHash: hashOf(code), name, createdAt, expiresAt }
    return {
      subjectId: pairing.id,
      writes: [...writes, insert('WallPairing', pairing)],
      events: [wallEvents.pairingCreated({ id: accountId }, {})],
      secret: code,
    }
  },
  payload: (t) => ({
    link: t.string({
      nullable: true,
      description:
        'The link to open on the device within 15 minutes. It is shown once: null where the same clientId is sent again. 15 分钟内在设备上打开的配对链接,只显示一次;重复发送同一 clientId 时为空。',
      resolve: ({ secret }, _, context) => (secret ? `${context.origin}/board#pair=${secret}` : null),
    }),
  }),
})

/** Each wall has an account of its own, so that it can be seen in the list and disabled like any other. */
const aWall = (displayName: string) => ({
  username: `wall-${randomUUID().slice(0, 8)}`,
  displayName,
  role: 'WALL' as const,
})
