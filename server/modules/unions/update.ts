import { Prisma, type TradeUnion } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { one, root } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { db } from '#server/postgres/db.ts'
import { unionEvents } from './events.ts'
import { orNone, unionNames } from './names.ts'

const UpdateUnionInput = builder.inputType('UpdateUnionInput', {
  description: 'What is to be changed of the union; what is left out stays. 要修改的工会信息,未填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    name: t.string({
      required: false,
      validate: unionNames.name,
      description: 'The full name of the union, 1 to 60 characters. 工会的全称,1 至 60 字。',
    }),
    shortName: t.string({
      required: false,
      validate: unionNames.shortName,
      description:
        'What the union is called in few words, at most 20 characters; an empty text for none. 工会的简称,至多 20 字;留空为没有。',
    }),
    districtName: t.string({
      required: false,
      validate: unionNames.districtName,
      description:
        'The name of the district, at most 30 characters; an empty text for none. 所在区的名称,至多 30 字;留空为没有。',
    }),
  }),
})

/** The command centre puts right what its union is called. */
export const updateUnion = deed('updateUnion', {
  does: {
    en: 'Changes the name, the short name or the district of the union of the command centre.',
    zh: '修改本工会的名称、简称或所在区。',
  },
  errors: {},
  input: UpdateUnionInput,
  roles: ['COMMAND'],
  payload: (t) => ({
    union: t.prismaField({
      type: 'TradeUnion',
      description: 'The union as it stands after the change. 修改后的工会。',
      resolve: (query, _, __, context) =>
        db.tradeUnion.findUniqueOrThrow({ ...query, where: { id: signedIn(context).unionId } }),
    }),
  }),
  load: ({ unionId }) => ({
    lock: [root('TradeUnion', unionId)],
    read: {
      union: one<TradeUnion>(Prisma.sql`SELECT * FROM "TradeUnion" WHERE id = ${unionId}::uuid`, notFound),
    },
  }),
  decide({ union }, input) {
    const names = {
      name: input.name ?? union.name,
      shortName: input.shortName == null ? union.shortName : orNone(input.shortName),
      districtName: input.districtName == null ? union.districtName : orNone(input.districtName),
    }
    const isSame = Object.entries(names).every(([field, name]) => name === union[field as keyof typeof names])
    if (isSame) return { subjectId: union.id, writes: [], events: [] }
    return {
      subjectId: union.id,
      writes: [update('TradeUnion', union.id, names)],
      events: [unionEvents.updated({ id: union.id }, {})],
    }
  },
})
