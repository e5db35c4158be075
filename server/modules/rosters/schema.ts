import { builder } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { allow, signedIn } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { rowId } from '#server/platform/ids.ts'
import { Order } from '#server/platform/keyset.ts'
import { rootList } from '#server/platform/lists.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import type { OrderBy } from '#server/platform/orders.ts'
import { searchArg } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import { visibleRosters } from './access.ts'
import { RosterKindEnum, RosterStateEnum } from './enums.ts'
import { kindOf, type RosterKindName } from './kinds.ts'
import { type RosterQuery, rosterRows, rosterWhere, stateOf } from './lists.ts'
import { rosterOrders } from './orders.ts'
import type { FileSheet } from './problem.ts'
import { RosterOutcomeEnum, RosterRowKindEnum, rowRef } from './row-type.ts'
import { mostFileSheets } from './sheet.ts'
import { RosterSheet } from './sheet-type.ts'
import { undoingOf, undoingRef } from './undoing.ts'
import './apply.ts'
import './column-type.ts'
import './decide.ts'
import './preview.ts'
import './undo.ts'

registerNode('RosterImport', visibleRosters)

builder.prismaNode('RosterImport', {
  id: { field: 'id', description: 'The global id of the roster. 名册的编号。' },
  description:
    'A file of rows that was previewed, and may have been applied and undone. 已预览、已导入或已撤销的名册。',
  select: {
    id: true,
    kind: true,
    fileName: true,
    created: true,
    changed: true,
    unchanged: true,
    refused: true,
    doubtful: true,
    toCheck: true,
    read: true,
    sheets: true,
    createdAt: true,
    appliedAt: true,
    undoneAt: true,
    undone: true,
    kept: true,
  },
  fields: (t) => ({
    kind: t.field({
      type: RosterKindEnum,
      description: 'What its rows are. 名册的种类。',
      resolve: ({ kind }) => kind as RosterKindName,
    }),
    fileName: t.exposeString('fileName', { description: 'The name of the file. 文件的名称。' }),
    created: t.exposeInt('created', { description: 'How many rows make something new. 新增的行数。' }),
    changed: t.exposeInt('changed', {
      description: 'How many rows change something that is there already. 修改的行数。',
    }),
    unchanged: t.exposeInt('unchanged', {
      description: 'How many rows say only what is recorded already. 无变化的行数。',
    }),
    doubtful: t.exposeInt('doubtful', {
      description:
        'How many rows are likely to be about something that is there already and wait for a decision. 疑似已登记、等待判断的行数。',
    }),
    toCheck: t.exposeInt('toCheck', {
      description:
        'How many rows have a cell that could not be read and whose text is kept, to be checked. They are counted among the other figures as well. 有待核单元格的行数,已计入其他各数。',
    }),
    refused: t.exposeInt('refused', { description: 'How many rows cannot be used. 被拒绝的行数。' }),
    read: t.exposeInt('read', {
      description:
        'How many rows were read: as many as are new, changed, unchanged, doubtful and refused together. 读取的行数,等于新增、修改、无变化、存疑、被拒绝的行数之和。',
    }),
    sheets: t.field({
      type: [RosterSheet],
      ...most(mostFileSheets),
      description:
        'The sheets of the file in their order, also those that were left out; a text file is one sheet without a name. 文件的全部工作表(含未读取的),按顺序;文本文件为一张无名称的表。',
      resolve: ({ sheets, kind }) => {
        const of = kindOf(kind)
        return (sheets as unknown as FileSheet[]).map((sheet) => ({ sheet, kind: of }))
      },
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The moment at which the file was previewed. 名册的预览时间。',
    }),
    appliedAt: t.expose('appliedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The moment at which the roster was applied; null until then. 名册的导入时间,未导入为空。',
    }),
    undoneAt: t.expose('undoneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The moment at which the import was undone; null until then. 导入的撤销时间,未撤销为空。',
    }),
    state: t.field({
      type: RosterStateEnum,
      description: 'How far the roster is. 名册的状态。',
      resolve: stateOf,
    }),
    undoing: t.field({
      type: undoingRef,
      nullable: true,
      description:
        'What undoing the import would do now; null where it is not applied or was undone. 现在撤销会怎样;未导入或已撤销为空。',
      resolve: ({ id, kind, appliedAt, undoneAt }, _, context) =>
        appliedAt && !undoneAt ? undoingOf(signedIn(context), { id, kind, appliedAt }) : null,
    }),
    undone: t.exposeInt('undone', {
      description: 'How many rows were taken back when the import was undone. 撤销导入时撤回的行数。',
    }),
    kept: t.exposeInt('kept', {
      description:
        'How many rows stay though the import was undone, because they were used or changed since. 撤销导入时因已被使用或又有变动而保留的行数。',
    }),
    uploadedBy: t.string({
      nullable: true,
      select: { actorId: true },
      description: 'The name of the account that has previewed the file. 预览文件的账号的显示名。',
      resolve: ({ actorId }) => nameOfAccount(actorId),
    }),
    appliedBy: t.string({
      nullable: true,
      select: { appliedById: true },
      description:
        'The name of the account that has applied the roster; null until then. 执行导入的账号的显示名,未导入为空。',
      resolve: ({ appliedById }) => nameOfAccount(appliedById),
    }),
    undoneBy: t.string({
      nullable: true,
      select: { undoneById: true },
      description:
        'The name of the account that has undone the import; null until then. 撤销导入的账号的显示名,未撤销为空。',
      resolve: ({ undoneById }) => nameOfAccount(undoneById),
    }),
    rows: t.connection(
      {
        type: rowRef,
        description: 'The rows in the order of the file. 名册的各行,按文件顺序。',
        args: {
          kinds: t.arg({
            type: [RosterRowKindEnum],
            required: false,
            description:
              'The kinds of which a row is one; rows of all kinds if left out. 行的处理类别,符合其一即可;不填则列出全部。',
          }),
          toCheck: t.arg.boolean({
            required: false,
            description: 'True for the rows alone that have a cell to be checked. 真为只看有待核单元格的行。',
          }),
          outcome: t.arg({
            type: RosterOutcomeEnum,
            required: false,
            description: 'Only rows of which this became when the import was undone. 只列出撤销时作此处理的行。',
          }),
        },
        resolve: ({ id, kind }, args) => rosterRows(id, kindOf(kind), args),
      },
      connectionType(rowRef, 'RosterRow'),
    ),
  }),
})

/** Reads the name of an account. Those that a page asks for are read at once. */
async function nameOfAccount(id: string | null): Promise<string | null> {
  const account = id ? await db.account.findUnique({ where: { id }, select: { displayName: true } }) : null
  return account?.displayName ?? null
}

const newestFirst = new Order('RosterImport', { createdAt: 'timestamptz desc', id: 'uuid desc' })
const rosterConnection = connectionType('RosterImport', 'RosterImport', rosterOrders)

builder.queryField('rosters', (t) =>
  t.connection(
    {
      type: 'RosterImport',
      ...gated,
      description:
        'The rosters of the union that were previewed, applied or undone, newest first. FORBIDDEN: you are not the command centre. 本工会预览过、导入过或撤销过的名册,新的在前。FORBIDDEN:不是指挥中心。',
      args: {
        ...searchArg(
          'Part of the name of the file, up to 100 characters; of several words all must be found. 文件名的一部分,至多 100 字;多个词须全部包含。',
        ),
        kinds: t.arg({
          type: [RosterKindEnum],
          required: false,
          description: 'The kinds of which a roster is one; all if left out. 名册的种类,符合其一即可;不填则列出全部。',
        }),
        states: t.arg({
          type: [RosterStateEnum],
          required: false,
          description:
            'The states in one of which a roster is; all if left out. 名册的状态,符合其一即可;不填则列出全部。',
        }),
        ...rosterOrders.args,
      },
      resolve: (_, args, context, info) => {
        const viewer = signedIn(context)
        allow(viewer, 'COMMAND')
        const where = rosterWhere(viewer, args as RosterQuery)
        const offer = rosterOrders.offer(viewer, args, args.orderBy as OrderBy | null)
        return rootList(
          { model: 'RosterImport', type: 'RosterImport' },
          { where, order: newestFirst, offer },
          args,
          context,
          info,
        )
      },
    },
    rosterConnection,
  ),
)

builder.queryField('roster', (t) =>
  t.prismaField({
    type: 'RosterImport',
    nullable: true,
    description:
      'One roster, for the command centre; null where you may see none with this id. INVALID: the id is not valid. NOT_FOUND: it is an id of another type. 一份名册,仅供指挥中心;无权查看或不存在时为空。INVALID:编号无效。NOT_FOUND:编号属于其他类型。',
    args: { id: t.arg.id({ description: 'The global id of the roster. 名册的编号。' }) },
    resolve: (query, _, { id }, context) =>
      db.rosterImport.findFirst({
        ...query,
        where: { AND: [{ id: rowId('RosterImport', id, 'id') }, visibleRosters(signedIn(context))] },
      }),
  }),
)
