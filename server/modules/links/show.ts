import { z } from 'zod'
import { hashOf } from '#server/modules/people/sessions.ts'
import { limitGuesses } from '#server/modules/people/sign-in-limits.ts'
import { builder } from '#server/platform/builder.ts'
import { isPublic } from '#server/platform/public.ts'
import { db } from '#server/postgres/db.ts'
import { LinkPurposeEnum, LinkStateEnum } from './enums.ts'
import { mostOpenings } from './limits.ts'
import { unknownLink } from './open.ts'
import { noteOpening } from './openings.ts'
import { type LinkState, stateOf } from './state.ts'

const ShowLinkInput = builder.inputType('ShowLinkInput', {
  description: 'The secret of a personal link. 专用链接的密钥。',
  fields: (t) => ({
    secret: t.string({
      validate: z.string().min(1).max(100),
      description: 'What stands behind # in the address of the link. 链接网址中 # 之后的部分。',
    }),
  }),
})

type ShownLink = Awaited<ReturnType<typeof findLink>> & { state: LinkState }

const ShowLinkPayload = builder.objectRef<NonNullable<ShownLink>>('ShowLinkPayload').implement({
  description: 'The answer to the mutation showLink: whose link it is. 操作 showLink 的结果:这是谁的链接。',
  fields: (t) => ({
    purpose: t.expose('purpose', { type: LinkPurposeEnum, description: 'What the link is for. 链接的用途。' }),
    state: t.expose('state', {
      type: LinkStateEnum,
      description: 'How far the link was before it was shown now. 此次打开之前链接的状态。',
    }),
    displayName: t.string({
      description: 'The name of the person or the enterprise. 本人姓名或企业名称。',
      resolve: ({ account }) => account.displayName,
    }),
    unionName: t.string({
      description: 'The name of the union that gave the link. 发出链接的工会。',
      resolve: ({ union }) => union.name,
    }),
    username: t.string({
      nullable: true,
      description:
        'The name to sign in by later; null where the link cannot be used any more. 以后登录用的用户名;链接已不能用时为空。',
      resolve: ({ account, state }) => (state === 'WAITING' || state === 'OPENED' ? account.username : null),
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'The moment after which the link cannot be used. 链接的到期时间。',
    }),
  }),
})

builder.mutationField('showLink', (t) =>
  t.field({
    ...isPublic,
    type: ShowLinkPayload,
    description:
      'Says whose personal link it is, and notes that it was opened and by what kind of device. UNAUTHENTICATED: there is no such link. UNAVAILABLE: too many attempts have failed. 说明这是谁的专用链接,并记下打开的时间与设备类别。UNAUTHENTICATED:没有这条链接。UNAVAILABLE:失败次数太多。',
    args: { input: t.arg({ type: ShowLinkInput, description: 'The secret of the link. 链接的密钥。' }) },
    resolve: async (_, { input }, context) => {
      const link = await limitGuesses(context.address, () => findLink(input.secret))
      if (!link) throw unknownLink()
      const state = stateOf(link)
      await noteOpening(link, mostOpenings, context.userAgent)
      return { ...link, state }
    },
  }),
)

const findLink = (secret: string) =>
  db.personalLink.findUnique({
    where: { secretHash: hashOf(secret), purpose: { not: 'ISSUE' } },
    include: {
      account: { select: { displayName: true, username: true } },
      union: { select: { name: true } },
    },
  })
