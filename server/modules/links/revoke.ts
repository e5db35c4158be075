import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { endSessions, readOpenSessions } from '#server/modules/people/end-sessions.ts'
import { checkRank } from '#server/modules/people/ranks.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict, type Sentence } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { visibleLinks } from './access.ts'
import { linkEvents } from './events.ts'
import { accountOfLink, type Link, readLink } from './load.ts'
import { linkPayload } from './payload.ts'
import { stateOf } from './state.ts'

const RevokeLinkInput = builder.inputType('RevokeLinkInput', {
  description: 'Which personal link is revoked. 撤销哪条专用链接。',
  fields: (t) => ({
    ...changeFields(t),
    linkId: t.id({ description: 'The global id of the link. 链接的编号。' }),
  }),
})

/** Revokes a link: it cannot be used any more, and a device that has signed in by it is signed out. */
export const revokeLink = deed('revokeLink', {
  does: {
    en: 'Revokes a personal link. It cannot be used any more, and a device that has signed in by it is signed out at once.',
    zh: '撤销专用链接;不能再用,凭它登录的设备立即退出。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such link', zh: '找不到这条链接' },
    FORBIDDEN: { en: 'its account has a higher rank than you', zh: '链接的账号职级高于您' },
    CONFLICT: {
      en: 'the link is revoked already, has expired, or has set a password and so is over',
      zh: '链接已经撤销、已经过期,或已用于设置密码而失效',
    },
  },
  input: RevokeLinkInput,
  roles: ['COMMAND'],
  ids: { linkId: 'PersonalLink' },
  payload: linkPayload,
  load: (actor, { linkId }) => ({
    lock: [accountOfLink(linkId)],
    read: {
      link: readLink(Prisma.sql`l.id = ${linkId}::uuid AND ${visibleLinks.sql(actor, 'l')}`),
      sessions: readOpenSessions(Prisma.sql`"linkId" = ${linkId}::uuid`),
    },
  }),
  decide({ link, sessions }, _, { at, actor }) {
    checkRank(actor, link.account.rank)
    checkOpen(link)
    const { id, accountId } = link
    const ended = endSessions(accountId, sessions, 'link_revoked', at)
    return {
      subjectId: id,
      writes: [update('PersonalLink', id, { revokedAt: at }), ...ended.writes],
      events: [linkEvents.revoked(link, { accountId }), ...ended.events],
    }
  },
})

/** CONFLICT where there is nothing left to revoke. */
function checkOpen(link: Link): void {
  const over = (sentence: Sentence) => conflict(sentence, globalId('PersonalLink', link.id))
  if (link.revokedAt) throw over({ zh: '这条链接已经撤销。', en: 'This link is revoked already.' })
  if (stateOf(link) === 'EXPIRED') throw over({ zh: '这条链接已经过期。', en: 'This link has expired.' })
  if (link.usedAt && link.purpose === 'SET_PASSWORD') {
    throw over({
      zh: '这条链接已用于设置密码;如需收回,请重设密码或停用账号。',
      en: 'This link has set a password: set another one, or disable the account.',
    })
  }
}
