import { batchLoader } from '#server/platform/batch-loader.ts'
import { builder } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { signedIn } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { globalId, globalIdOf } from '#server/platform/ids.ts'
import { Order } from '#server/platform/keyset.ts'
import { rootList } from '#server/platform/lists.ts'
import { readNodes, registerNode } from '#server/platform/nodes.ts'
import { allowAudit, visibleAuditEntries } from './access.ts'
import { AuditKindEnum } from './enums.ts'
import { auditWhere } from './lists.ts'

registerNode('AuditEntry', visibleAuditEntries)

builder.prismaNode('AuditEntry', {
  id: { field: 'id', description: 'The global id of the entry. 记录的编号。' },
  description:
    'An entry of the audit: who signed in, failed to, changed a right, took data out or read a phone number, when and from where. Nobody can change or delete it; it is kept for a year. 审计记录:谁在何时何地登录、登录失败、变动权限、取走数据或查看电话;任何人不能修改或删除,保存一年。',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it was done. 发生的时间。' }),
    kind: t.expose('kind', { type: AuditKindEnum, description: 'What was done, as a kind of act. 记录的种类。' }),
    account: t.relation('account', {
      nullable: true,
      description:
        'The account that did it, or to which somebody tried to sign in; null where the server itself did it. 操作的账号,或被尝试登录的账号;由服务器自己完成的为空。',
    }),
    address: t.exposeString('address', {
      description:
        'The IP address from which it was done; empty where it was done on the server. 来源 IP 地址,在服务器上完成的为空文本。',
    }),
    event: t.exposeString('event', {
      nullable: true,
      description:
        'The name of the event that says what changed, such as account.disabled; null where nothing changed. 说明变动内容的事件名,如 account.disabled;没有变动的为空。',
    }),
    subject: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      description:
        'To whom or what it was done, such as an account or a contact; null where it is about a list, or no longer there. 操作的对象,如账号或联系人;关于列表的,或对象已不在的,为空。',
      select: { subjectType: true, subjectId: true },
      resolve: ({ subjectType, subjectId }, _, context, info) =>
        subjectType && subjectId
          ? batchLoader({ context, info, key: 'subject' }, (ids) =>
              readNodes(
                ids.map((id) => globalIdOf(id, 'id')),
                context,
                info,
              ),
            ).load(globalId(subjectType, subjectId))
          : null,
    }),
    list: t.exposeString('list', {
      nullable: true,
      description:
        'The list that was taken out, as exportList names it; null for all others. 被取走的列表,与 exportList 的取值相同;其他为空。',
    }),
    filter: t.string({
      nullable: true,
      description:
        'How the list was narrowed and ordered, as JSON; null where it was whole. 列表的筛选与排序(JSON);未筛选的为空。',
      select: { filter: true },
      resolve: ({ filter }) => (filter === null ? null : JSON.stringify(filter)),
    }),
    rows: t.exposeInt('rows', {
      nullable: true,
      description: 'How many rows were sent; null where none are known. 送出的行数,未知为空。',
    }),
    reason: t.exposeString('reason', {
      description: 'Why, as whoever did it said; empty where nobody was asked. 操作人填写的理由,不要求填写的为空文本。',
    }),
  }),
})

const AuditFilterInput = builder.inputType('AuditFilter', {
  description: 'Narrows the list of entries of the audit. 审计记录的筛选条件。',
  fields: (t) => ({
    kinds: t.field({
      type: [AuditKindEnum],
      required: false,
      description: 'Only entries of these kinds; all if left out. 只看这些种类,不填为全部。',
    }),
    accountId: t.id({
      required: false,
      description:
        'Only what this account did, and sign-ins that somebody tried to it; its global id. 只看这个账号的操作,以及对它的登录尝试。',
    }),
    days: t.field({
      type: 'DateRange',
      required: false,
      description: 'Only what was done on these days. 只看这些天。',
    }),
  }),
})

const rows = { model: 'AuditEntry', type: 'AuditEntry' } as const
const newestFirst = new Order('AuditEntry', { at: 'timestamptz desc', id: 'uuid desc' })

builder.queryField('auditEntries', (t) =>
  t.connection(
    {
      type: 'AuditEntry',
      ...gated,
      description:
        'The audit of the union, newest first. FORBIDDEN: you are not the chair of the command centre. NOT_FOUND: the id is one of another type. INVALID: an id is not valid, or the days are the wrong way round. 本工会的审计记录,新的在前。FORBIDDEN:不是指挥中心的主席。NOT_FOUND:编号属于其他类型。INVALID:编号无效,或起止日期颠倒。',
      args: {
        filter: t.arg({
          type: AuditFilterInput,
          required: false,
          description: 'Which entries the list shows; all of them if left out. 筛选条件,不填则列出全部。',
        }),
      },
      resolve: (_, { filter, ...args }, context, info) => {
        const actor = signedIn(context)
        allowAudit(actor)
        const offer = { always: [], short: [], asked: null }
        return rootList(rows, { where: auditWhere(actor, filter), order: newestFirst, offer }, args, context, info)
      },
    },
    connectionType('AuditEntry', 'AuditEntry'),
  ),
)
