import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { oneOrNull, rootsOf } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { chairLink, revokeUnused } from './new-link.ts'
import { linkOnce } from './payload.ts'

const CreateChairLinkInput = builder.inputType('CreateChairLinkInput', {
  description: 'Whose chair sets the password anew. 由哪个工会的主席重新设定密码。',
  fields: (t) => ({
    ...changeFields(t),
    unionId: t.id({ description: 'The global id of a union below the district. 本区所辖工会的编号。' }),
  }),
})

/**
 * The district makes a link by which the chair of a union below it sets the password: the first was lost or has expired, or
 * the password was forgotten and nobody of the union can sign in any more. The union's log tells who made it.
 */
export const createChairLink = deed('createChairLink', {
  does: {
    en: 'Makes a link by which the chair of a union below the district sets the password, anew where there is one. An earlier such link that was not used yet is revoked.',
    zh: '为所辖工会的主席生成设定密码的链接(已有密码的重新设定);尚未使用的旧链接随即撤销。',
  },
  errors: {
    NOT_FOUND: { en: 'the district has no such union below it', zh: '本区没有这个工会' },
    CONFLICT: { en: 'no account of a chair is in use there', zh: '该工会没有在用的主席账号' },
  },
  input: CreateChairLinkInput,
  roles: ['DISTRICT'],
  ids: { unionId: 'TradeUnion' },
  load(actor, { unionId }) {
    if (!actor.unionIds.includes(unionId)) throw notFound('unionId')
    return {
      lock: [{ ...rootsOf('Account', chairsOf(unionId)), unionId }],
      read: { chair: oneOrNull<{ id: string }>(Prisma.sql`${chairsOf(unionId)} ORDER BY id LIMIT 1`) },
    }
  },
  decide({ chair }, { unionId }, { actor, at }) {
    if (!chair) throw noChair(unionId)
    const { link, event } = chairLink(unionId, chair.id, actor.accountId, at)
    return {
      subjectId: chair.id,
      unionId,
      writes: [revokeUnused([chair.id], 'SET_PASSWORD', at), insert('PersonalLink', link.row)],
      events: [event],
      secret: link,
    }
  },
  payload: (t) => ({
    displayName: t.string({
      description: 'The name of the chair, to whom the link is given. 主席姓名,链接交给此人。',
      resolve: async ({ subjectId }) => (await readChair(subjectId!)).displayName,
    }),
    username: t.string({
      description: 'The name by which the chair signs in. 主席的用户名。',
      resolve: async ({ subjectId }) => (await readChair(subjectId!)).username,
    }),
    ...linkOnce(t),
  }),
})

/** The accounts of chairs of the union that are in use. The link is for the oldest. */
const chairsOf = (unionId: string): Prisma.Sql => Prisma.sql`
  SELECT id FROM "Account"
  WHERE "unionId" = ${unionId}::uuid AND role = 'COMMAND' AND rank = 'CHAIR' AND "disabledAt" IS NULL`

/** Who the chair is, for the district that has made the link. */
const readChair = (id: string) =>
  db.account.findUniqueOrThrow({ where: { id }, select: { displayName: true, username: true } })

const noChair = (unionId: string) =>
  conflict(
    { zh: '该工会没有在用的主席账号。', en: 'No account of a chair is in use in this union.' },
    globalId('TradeUnion', unionId),
  )
