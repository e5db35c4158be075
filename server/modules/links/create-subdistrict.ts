import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { oneOrNull, type Read, root, value } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import type { Decision } from '#server/log/write.ts'
import { unionWithAccount } from '#server/modules/people/first-account.ts'
import { newUsername } from '#server/modules/people/new-account.ts'
import { checkChoice, hashPassword, newPassword } from '#server/modules/people/passwords.ts'
import { mostUnions } from '#server/modules/unions/limits.ts'
import { orNone, unionNames } from '#server/modules/unions/names.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { db } from '#server/postgres/db.ts'
import { chairLink, type NewLink } from './new-link.ts'
import { linkOnce } from './payload.ts'

const CreateSubdistrictInput = builder.inputType('CreateSubdistrictInput', {
  description:
    'A union of a sub-district, and the first account of its command centre. 街道总工会及其指挥中心的第一个账号。',
  fields: (t) => ({
    ...changeFields(t),
    name: t.string({
      validate: unionNames.name,
      description:
        'The full name of the union, 1 to 60 characters, which no other union of the district has. 工会的全称,1 至 60 字,本区内不能重名。',
    }),
    shortName: t.string({
      required: false,
      validate: unionNames.shortName,
      description: 'What the union is called in few words, at most 20 characters. 工会的简称,至多 20 字。',
    }),
    displayName: t.string({
      validate: line(1, 100),
      description:
        'The name of the person who leads the command centre, 1 to 100 characters. 指挥中心负责人的姓名,1 至 100 字。',
    }),
    username: t.string({
      validate: newUsername,
      description:
        'The name to sign in by: 2 to 40 letters, digits or the signs . _ - and no other account’s name. 用户名,2 至 40 个字母、数字或 . _ -,不能与其他账号重复。',
    }),
    password: t.string({
      required: false,
      validate: newPassword,
      description:
        'The password, 8 to 200 characters. Where it is left out, a personal link is made by which the person sets one. 密码,8 至 200 个字符;不填则生成专用链接,由本人设定。',
    }),
  }),
})

/** The district makes a union below it, with the account that makes all others there. */
export const createSubdistrict = deed('createSubdistrict', {
  does: {
    en: 'Makes a union of a sub-district below the district, with the first account of its command centre, and the link by which its person sets the password.',
    zh: '在本区建立一个街道总工会、其指挥中心的第一个账号,以及供本人设定密码的链接。',
  },
  errors: {
    CONFLICT: {
      en: 'a union of the district has this name, the username is taken, or the district has a hundred unions',
      zh: '本区已有同名的工会,或用户名已被使用,或已有一百个工会',
    },
    INVALID: {
      en: 'the password is a common one or holds a name',
      zh: '密码太常见,或含有用户名、姓名',
    },
  },
  input: CreateSubdistrictInput,
  roles: ['DISTRICT'],
  unhashed: ['password'],
  prepare: async ({ password, clientId }) => (password ? hashPassword(password, clientId) : null),
  hashed: (passwordHash) => ({ passwordHash }),
  load: ({ unionId }, { name }) => ({
    lock: [root('TradeUnion', unionId)],
    read: { namesake: readUnionOfName(unionId, name), count: readCount(unionId) },
  }),
  decide(
    { namesake, count },
    { name, shortName, displayName, username, password },
    { actor, at, prepared: passwordHash },
  ): Decision & { secret?: NewLink } {
    if (namesake) throw nameTaken(namesake.id)
    if (count >= mostUnions) throw noMoreUnions()
    const union = { name, shortName: orNone(shortName), level: 'SUBDISTRICT', parentId: actor.unionId } as const
    if (password) checkChoice(password, { username, displayName })
    const first = { username, displayName, mustChangePassword: passwordHash !== null }
    const creation = unionWithAccount(union, first, passwordHash)
    const decision = { ...creation, subjectId: creation.unionId }
    if (passwordHash) return decision
    const { link, event } = chairLink(creation.unionId, creation.subjectId, actor.accountId, at)
    return {
      ...decision,
      writes: [...decision.writes, insert('PersonalLink', link.row)],
      events: [...decision.events, event],
      secret: link,
    }
  },
  payload: (t) => ({
    union: t.prismaField({
      type: 'TradeUnion',
      description: 'The union that was made. 新建的工会。',
      resolve: (query, { subjectId }, _, context) =>
        db.tradeUnion.findFirstOrThrow({
          ...query,
          where: { id: subjectId!, parentId: signedIn(context).unionId },
        }),
    }),
    ...linkOnce(t),
  }),
})

const readUnionOfName = (parentId: string, name: string): Read<{ id: string } | null> =>
  oneOrNull(Prisma.sql`SELECT id FROM "TradeUnion" WHERE "parentId" = ${parentId}::uuid AND name = ${name}`)

const readCount = (parentId: string): Read<number> =>
  value(Prisma.sql`SELECT count(*)::int AS value FROM "TradeUnion" WHERE "parentId" = ${parentId}::uuid`)

const noMoreUnions = () =>
  conflict({ zh: `一个区至多 ${mostUnions} 个工会。`, en: `A district has at most ${mostUnions} unions.` })

/** CONFLICT that shows the union which has the name. */
const nameTaken = (unionId: string) =>
  conflict(
    { zh: '本区已经有同名的工会。', en: 'There is a union of that name in the district already.' },
    globalId('TradeUnion', unionId),
  )
