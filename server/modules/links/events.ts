import { z } from 'zod'
import { DeviceKind, LinkPurpose } from '#codegen/prisma/enums.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { visibleLinks } from './access.ts'

/** The events of a personal link. */
export const linkEvents = declareEvents(
  {
    noun: 'link',
    subjectType: 'PersonalLink',
    subject: ({ id }: { id: string }) => ({ id }),
    mayKnow: visibleLinks,
    makesOld: ['personalLinks'],
  },
  {
    created: {
      description: { en: 'A personal link was made for an account.', zh: '为一个账号生成了专用链接。' },
      facts: { accountId: z.guid(), purpose: z.enum(LinkPurpose), expiresAt: z.iso.datetime() },
      line: { zh: '{{actor}} |生成了专用链接|', en: '{{actor}} |made a personal link|' },
      onWall: false,
      audit: 'RIGHT_CHANGE',
    },
    opened: {
      description: { en: 'A personal link was opened for the first time.', zh: '专用链接首次被打开。' },
      facts: { accountId: z.guid(), device: z.enum(DeviceKind) },
      line: { zh: '|专用链接被打开|', en: '|A personal link was opened|' },
      onWall: false,
    },
    used: {
      description: { en: 'A personal link was used.', zh: '专用链接已使用。' },
      facts: { accountId: z.guid(), purpose: z.enum(LinkPurpose) },
      line: { zh: '{{actor}} |使用了专用链接|', en: '{{actor}} |used a personal link|' },
      onWall: false,
      audit: 'SIGN_IN',
    },
    revoked: {
      description: { en: 'A personal link was revoked.', zh: '撤销了一条专用链接。' },
      facts: { accountId: z.guid() },
      line: { zh: '{{actor}} |撤销了专用链接|', en: '{{actor}} |revoked a personal link|' },
      onWall: false,
      audit: 'RIGHT_CHANGE',
    },
  },
)
