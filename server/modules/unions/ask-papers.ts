import { Prisma, type TradeUnion } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { one, root } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { notFound } from '#server/platform/errors.ts'
import { db } from '#server/postgres/db.ts'
import { unionEvents } from './events.ts'

const AskPapersInput = builder.inputType('AskPapersInput', {
  description: 'Whether the union asks for the papers of a resumption. 工会是否要求复工材料。',
  fields: (t) => ({
    ...changeFields(t),
    asked: t.boolean({
      description: 'True: it asks for them, and a list of them is kept. False: it does not. 真:要求并登记;假:不要求。',
    }),
  }),
})

/** Says whether enterprises hand in the papers of a resumption. What was recorded stays where the union no longer asks. */
export const askPapers = deed('askPapers', {
  does: {
    en: 'Says whether the union asks for the papers of a resumption. What was recorded is kept when it no longer does.',
    zh: '设定本工会是否要求复工材料;不再要求时,已登记的保留。',
  },
  errors: {},
  input: AskPapersInput,
  roles: ['COMMAND'],
  payload: (t) => ({
    union: t.prismaField({
      type: 'TradeUnion',
      description: 'The union as it stands after the change. 操作后的工会。',
      resolve: (query, { subjectId }) => db.tradeUnion.findUniqueOrThrow({ ...query, where: { id: subjectId! } }),
    }),
  }),
  load: ({ unionId }) => ({
    lock: [root('TradeUnion', unionId)],
    read: {
      union: one<TradeUnion>(Prisma.sql`SELECT * FROM "TradeUnion" WHERE id = ${unionId}::uuid`, () => notFound()),
    },
  }),
  decide({ union }, { asked }) {
    if (union.asksPapers === asked) return { subjectId: union.id, writes: [], events: [] }
    return {
      subjectId: union.id,
      writes: [update('TradeUnion', union.id, { asksPapers: asked })],
      events: [unionEvents.papersAsked(union, { asked })],
    }
  },
})
