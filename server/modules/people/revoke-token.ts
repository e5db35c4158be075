import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { tokenEvents } from './events.ts'
import { tokenLoad } from './load.ts'
import { tokenPayload } from './payload.ts'

const RevokeTokenInput = builder.inputType('RevokeTokenInput', {
  description: 'Which token is revoked. 撤销哪个令牌。',
  fields: (t) => ({
    ...changeFields(t),
    tokenId: t.id({ description: 'The global id of the token. 令牌的编号。' }),
  }),
})

/** Revokes a token: requests with it are refused from now on, and its open connections are closed. */
export const revokeToken = deed('revokeToken', {
  does: {
    en: 'Revokes a token, which stops working at once.',
    zh: '撤销令牌,令牌立即失效。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such token', zh: '找不到这个令牌' },
    CONFLICT: { en: 'the token is revoked already', zh: '这个令牌已经撤销' },
  },
  input: RevokeTokenInput,
  roles: ['COMMAND'],
  ids: { tokenId: 'Token' },
  payload: tokenPayload,
  load: (actor, { tokenId }) => tokenLoad(actor, tokenId),
  decide({ token }, _, { at }) {
    if (token.endedAt) {
      throw conflict({ zh: '这个令牌已经撤销。', en: 'This token is revoked already.' }, globalId('Token', token.id))
    }
    return {
      subjectId: token.id,
      writes: [update('Session', token.id, { endedAt: at })],
      events: [tokenEvents.revoked(token, { accountId: token.accountId })],
    }
  },
})
