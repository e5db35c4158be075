import { type CellText, Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { one, root } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { visibleCellTexts } from './access.ts'
import { cellTextEvents } from './events.ts'

const CheckCellTextInput = builder.inputType('CheckCellTextInput', {
  description: 'Which text of a cell somebody has checked. 已核实的单元格原文。',
  fields: (t) => ({
    ...changeFields(t),
    cellTextId: t.id({ description: 'The global id of the text of the cell. 单元格原文的编号。' }),
  }),
})

/** Somebody has checked a cell that could not be read: what is kept is right, or was put right at its subject. */
export const checkCellText = deed('checkCellText', {
  does: {
    en: 'Says that somebody has checked a cell that could not be read: what is kept is right, or was put right.',
    zh: '说明读不出来的单元格已经核实:登记的内容无误,或已更正。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such text', zh: '找不到这条原文' },
    CONFLICT: { en: 'it was checked already, or could be read', zh: '已经核实,或不需要核实' },
  },
  input: CheckCellTextInput,
  roles: ['COMMAND'],
  ids: { cellTextId: 'CellText' },
  load: (actor, { cellTextId }) => ({
    lock: [root('CellText', cellTextId)],
    read: {
      cellText: one<CellText>(
        Prisma.sql`
          SELECT t.* FROM "CellText" t WHERE t.id = ${cellTextId}::uuid AND ${visibleCellTexts.sql(actor, 't')}`,
        () => notFound('cellTextId'),
      ),
    },
  }),
  decide({ cellText: { id, column, isDoubtful } }, _, { at, actor }) {
    if (!isDoubtful) throw alreadyChecked(id)
    const columns = { isDoubtful: false, checkedAt: at, checkedById: actor.accountId }
    return {
      subjectId: id,
      writes: [update('CellText', id, columns)],
      events: [cellTextEvents.checked({ id }, { column })],
    }
  },
  payload: (t) => ({
    cellText: t.prismaField({
      type: 'CellText',
      description: 'The text as it stands after the change. 核实后的单元格原文。',
      resolve: (query, { subjectId }, _, context) =>
        db.cellText.findFirstOrThrow({
          ...query,
          where: { AND: [{ id: subjectId! }, visibleCellTexts(signedIn(context))] },
        }),
    }),
  }),
})

/** CONFLICT: nothing is to be checked. */
const alreadyChecked = (id: string) =>
  conflict({ zh: '这一处已经核实。', en: 'This was checked already.' }, globalId('CellText', id))
