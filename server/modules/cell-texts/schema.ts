import { builder } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { allow, signedIn } from '#server/platform/context.ts'
import { globalId, optionalRowId } from '#server/platform/ids.ts'
import { Order } from '#server/platform/keyset.ts'
import { rootList } from '#server/platform/lists.ts'
import { registerNode } from '#server/platform/nodes.ts'
import type { OrderBy } from '#server/platform/orders.ts'
import { maskPhone, maskPhonesIn } from '#server/platform/phones.ts'
import { visibleCellTexts } from './access.ts'
import { cellTextOrders } from './orders.ts'
import './check.ts'

registerNode('CellText', visibleCellTexts)

builder.prismaNode('CellText', {
  id: { field: 'id', description: 'The global id of the text. 原文的编号。' },
  description:
    'The text of a roster’s cell as it stood, kept where the value that was read of it says less. 名册单元格的原文,读出的内容不及原文时保留。',
  fields: (t) => ({
    subjectType: t.exposeString('subjectType', {
      description: 'The type of what the row was about, such as Enterprise. 所属对象的类型,如 Enterprise。',
    }),
    subjectId: t.id({
      description: 'The global id of what the row was about, such as an enterprise. 所属对象(如企业)的编号。',
      resolve: ({ subjectType, subjectId }) => globalId(subjectType, subjectId),
    }),
    rosterId: t.id({
      description: 'The global id of the roster from which the text is. 原文出自哪份名册的编号。',
      resolve: ({ rosterId }) => globalId('RosterImport', rosterId),
    }),
    name: t.exposeString('name', {
      description: 'What the row was about, as it was called then. 所属对象当时的名称。',
    }),
    sheet: t.exposeString('sheet', {
      description: 'The name of the sheet of its file; empty for a text file. 工作表的名称,文本文件为空文本。',
    }),
    row: t.exposeInt('row', { description: 'The number of the row in its sheet. 在工作表中的行号。' }),
    column: t.exposeString('column', {
      description: 'The key of the column, the same in every language. 列的标识,与语言无关。',
    }),
    header: t.string({
      description: 'What the column is called, in the caller’s language. 列的名称,以调用方的语言。',
      resolve: ({ title, titleEn }, _, { locale }) => (locale === 'zh' ? title : titleEn),
    }),
    text: t.string({
      description:
        'The text as it stood, with the middle of phone numbers masked. revealPhone gives it whole. 原文,电话中间几位隐去,完整原文见 revealPhone。',
      select: { text: true, column: true },
      resolve: ({ text, column }) => (column.toLowerCase().endsWith('phone') ? maskPhone(text) : maskPhonesIn(text)),
    }),
    isDoubtful: t.exposeBoolean('isDoubtful', {
      description:
        'True where somebody has to check it; false once somebody has, or where a value was read. 待核为真;已核实,或已读出内容的为假。',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When the roster was applied. 名册的导入时间。' }),
    checkedAt: t.expose('checkedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When somebody said that it is checked; null before. 核实的时间,未核实为空。',
    }),
  }),
})

const rows = { model: 'CellText', type: 'CellText' } as const
const newestFirst = new Order('CellText', { id: 'uuid desc' })

builder.queryField('cellTexts', (t) =>
  t.connection(
    {
      type: 'CellText',
      description:
        'The texts of roster cells that are kept, newest first, for the command centre. FORBIDDEN: you are not the command centre. NOT_FOUND: an id is one of another type. INVALID: an id is not valid. 保留的名册单元格原文,新的在前,仅供指挥中心。FORBIDDEN:不是指挥中心。NOT_FOUND:编号属于其他类型。INVALID:编号无效。',
      args: {
        enterpriseId: t.arg.id({
          required: false,
          description: 'Only those of this enterprise; its global id. 只看这家企业的。',
        }),
        isDoubtful: t.arg.boolean({
          required: false,
          description:
            'True for those to be checked, false for the others; all if left out. 真为待核的,假为其余的,不填为全部。',
        }),
        ...cellTextOrders.args,
      },
      resolve: (_, { enterpriseId, isDoubtful, orderBy, ...args }, context, info) => {
        const viewer = signedIn(context)
        allow(viewer, 'COMMAND')
        const subjectId = optionalRowId('Enterprise', enterpriseId as string | null, 'enterpriseId')
        const narrowed = { ...(subjectId && { subjectId }), ...(isDoubtful != null && { isDoubtful }) }
        const where = {
          AND: [visibleCellTexts(viewer), narrowed],
        }
        const offer = cellTextOrders.offer(viewer, { filter: null }, orderBy as OrderBy | null)
        return rootList(rows, { where, order: newestFirst, offer }, args, context, info)
      },
    },
    connectionType('CellText', 'CellText', cellTextOrders),
  ),
)
