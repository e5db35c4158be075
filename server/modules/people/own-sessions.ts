import type { Session } from '#codegen/prisma/client.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { signedIn } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { DeviceKindEnum, SessionKindEnum } from './enums.ts'
import { mostSessions } from './limits.ts'
import { lifetimes } from './sessions.ts'
import { ViewerRef } from './viewer.ts'

const OwnSessionRef = builder.objectRef<Session>('OwnSession').implement({
  description: 'A session by which somebody is signed in to the own account. 自己账号的一次登录。',
  fields: (t) => ({
    id: t.id({
      description: 'The global id of the session, for endOwnSessions. 登录的编号,用于 endOwnSessions。',
      resolve: ({ id }) => globalId('OwnSession', id),
    }),
    kind: t.expose('kind', { type: SessionKindEnum, description: 'How somebody signed in. 登录的方式。' }),
    device: t.expose('device', {
      type: DeviceKindEnum,
      nullable: true,
      description: 'On what kind of device it was begun; null where that is not known. 登录所用的设备类别,未知为空。',
    }),
    address: t.exposeString('address', {
      description:
        'The IP address from which it was begun; empty where that is not known. 登录时的 IP 地址,未知为空文本。',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was begun. 登录的时间。' }),
    usedAt: t.expose('usedAt', {
      type: 'DateTime',
      description: 'When it was last used, exact to the minute. 最近一次使用的时间,精确到分钟。',
    }),
    isCurrent: t.boolean({
      description: 'Whether it is the session that asks. 是否就是当前这次登录。',
      resolve: ({ id }, _, context) => id === signedIn(context).sessionId,
    }),
  }),
})

builder.objectField(ViewerRef, 'sessions', (t) =>
  t.field({
    type: [OwnSessionRef],
    ...most(mostSessions),
    description:
      'The sessions by which somebody is signed in to this account, the one that was used last first, at most 50; tokens are not among them. 这个账号现在的登录,最近使用的在前,至多 50 个,不含令牌。',
    resolve: async (_, __, context) => {
      const { accountId } = signedIn(context)
      const time = now().getTime()
      const isUsed = (['BROWSER', 'WALL', 'DEVICE'] as const).map((kind) => ({
        kind,
        usedAt: { gt: new Date(time - lifetimes[kind].idle) },
      }))
      return db.session.findMany({
        where: { accountId, endedAt: null, expiresAt: { gt: new Date(time) }, OR: isUsed },
        orderBy: [{ usedAt: 'desc' }, { id: 'desc' }],
        take: mostSessions,
      })
    },
  }),
)
