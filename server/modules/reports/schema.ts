import { z } from 'zod'
import type { RosterKind } from '#codegen/prisma/enums.ts'
import { audit, doneBy } from '#server/log/audit.ts'
import { RosterKindEnum } from '#server/modules/rosters/enums.ts'
import { builder, unionArg } from '#server/platform/builder.ts'
import { localDate, now } from '#server/platform/clock.ts'
import { type Actor, signedIn, theUnion } from '#server/platform/context.ts'
import { invalid, type Locale } from '#server/platform/errors.ts'
import { gated } from '#server/platform/gated.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { allowExport } from './access.ts'
import { ExportedListEnum } from './enums.ts'
import { auditedFilter, checkFilter, type ExportFilter } from './filter.ts'
import { signLink } from './link.ts'
import { hasPhones, isOfRoster, type ListName, lists } from './lists.ts'
import type { TableFormat } from './table-file.ts'

const ExportFilterInput = builder.inputType('ExportFilter', {
  description:
    'Narrows and orders the exported list as its query does. INVALID: the filter or the order is another list’s, or the list is too long for the order. 按列表自己的筛选与排序导出。INVALID:筛选或排序不属于要导出的列表,或列表过长不能这样排序。',
  fields: (t) => ({
    search: t.string({
      required: false,
      validate: z.string().max(100),
      description:
        'What the list’s own query is searched for, up to 100 characters; for ENTERPRISES, VISITS, ISSUES, SUPPLY_ORDERS, SUPPLIERS and ACCOUNTS. 与列表查询相同的搜索词,至多 100 字,用于企业、走访、问题、物资预定、供应商与账号。',
    }),
    enterprises: t.field({
      type: 'EnterpriseFilter',
      required: false,
      description: 'Which enterprises are exported; for ENTERPRISES only. 导出哪些企业,仅用于企业名册。',
    }),
    visits: t.field({
      type: 'VisitFilter',
      required: false,
      description: 'Which visits are exported; for VISITS only. 导出哪些走访,仅用于走访记录。',
    }),
    issues: t.field({
      type: 'IssueFilter',
      required: false,
      description: 'Which issues are exported; for ISSUES only. 导出哪些问题,仅用于问题清单。',
    }),
    supplyOrders: t.field({
      type: 'SupplyOrderFilter',
      required: false,
      description: 'Which supply orders are exported; for SUPPLY_ORDERS only. 导出哪些物资预定,仅用于物资预定清单。',
    }),
    enterpriseOrder: t.field({
      type: 'EnterpriseOrderBy',
      required: false,
      description:
        'The order of the exported rows, oldest first if left out; for ENTERPRISES only. 导出各行的排序,不填则旧的在前,仅用于企业名册。',
    }),
    visitOrder: t.field({
      type: 'VisitOrderBy',
      required: false,
      description:
        'The order of the exported rows, oldest first if left out; for VISITS only. 导出各行的排序,不填则旧的在前,仅用于走访记录。',
    }),
    issueOrder: t.field({
      type: 'IssueOrderBy',
      required: false,
      description:
        'The order of the exported rows, oldest first if left out; for ISSUES only. 导出各行的排序,不填则旧的在前,仅用于问题清单。',
    }),
    supplyOrderOrder: t.field({
      type: 'SupplyOrderOrderBy',
      required: false,
      description:
        'The order of the exported rows, oldest first if left out; for SUPPLY_ORDERS only. 导出各行的排序,不填则旧的在前,仅用于物资预定清单。',
    }),
    supplierOrder: t.field({
      type: 'SupplierOrderBy',
      required: false,
      description:
        'The order of the exported rows, oldest first if left out; for SUPPLIERS only. 导出各行的排序,不填则旧的在前,仅用于供应商名录。',
    }),
    accountOrder: t.field({
      type: 'AccountOrderBy',
      required: false,
      description:
        'The order of the exported rows, oldest first if left out; for ACCOUNTS only. 导出各行的排序,不填则旧的在前,仅用于账号。',
    }),
  }),
})

const FileFormatEnum = builder.enumType('FileFormat', {
  description: 'The format of an exported file. 导出文件的格式。',
  values: {
    XLSX: { description: 'An Excel workbook of at most 100,000 rows. Excel 工作簿,至多 100,000 行。' },
    CSV: { description: 'Comma-separated text in UTF-8, of any length. UTF-8 编码的逗号分隔文本,行数不限。' },
  } as const,
})

const downloadRef = builder.objectRef<{ url: string; expiresAt: Date; fileName: string }>('Download').implement({
  description:
    'A link to a file. It works for five minutes, and only while the session that asked for it lasts. 文件的下载链接,五分钟内且会话未结束时有效。',
  fields: (t) => ({
    url: t.exposeString('url', {
      description: 'The address from which the file is fetched by GET. 用 GET 下载文件的地址。',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'When the link stops working. 链接的失效时间。',
    }),
    fileName: t.exposeString('fileName', {
      description: 'The name of the file, with the list’s title and today’s date. 文件名,含列表标题与当天日期。',
    }),
  }),
})

builder.queryField('exportList', (t) =>
  t.field({
    type: downloadRef,
    ...gated,
    description:
      'Gives a link to a list as a file, with the rows that you may see when you fetch it. FORBIDDEN: your role may not export this list. NOT_FOUND: you see no such roster. INVALID: the filter is another list’s, or a roster or its kind is missing or named for another list. 生成列表文件的下载链接,内容为下载时您能看到的行。FORBIDDEN:您的角色不能导出这个列表。NOT_FOUND:找不到名册。INVALID:筛选条件不属于这个列表,或名册及其种类未指明、用于别的列表。',
    args: {
      list: t.arg({ type: ExportedListEnum, description: 'The list to export. 要导出的列表。' }),
      format: t.arg({ type: FileFormatEnum, description: 'The format of the file. 文件的格式。' }),
      ...unionArg,
      filter: t.arg({
        type: ExportFilterInput,
        required: false,
        description:
          'Which rows of the list are exported; all where it is left out. 导出列表中的哪些行,不填则全部导出。',
      }),
      rosterId: t.arg.id({
        required: false,
        description:
          'The global id of the roster; for ROSTER_REFUSED and ROSTER_DOUBTFUL only, which need it. 名册的编号,仅导出名册的拒绝行、存疑行时填写,且必填。',
      }),
      phonesFor: t.arg.string({
        required: false,
        validate: line(2, 200),
        description:
          'Why the file has to have phone numbers in full, 2 to 200 characters, for the audit; they are masked where it is left out. For the command centre, and for ENTERPRISES, SUPPLIERS, SQUADS, ROSTER_REFUSED and ROSTER_DOUBTFUL only. 文件为何须含完整电话,2 至 200 字,记入审计;不填则电话中间几位隐去。仅供指挥中心,用于企业、供应商、小分队与名册的拒绝行、存疑行。',
      }),
      rosterKind: t.arg({
        type: RosterKindEnum,
        required: false,
        description:
          'The kind of roster; for ROSTER_TEMPLATE only, which needs it. 名册的种类,仅下载模板时填写,且必填。',
      }),
    },
    resolve: (_, { list, format, unionId, filter, rosterId, rosterKind, phonesFor }, context) => {
      const actor = signedIn(context)
      return exportList(actor, {
        list,
        format,
        unionId: theUnion(actor, unionId as string | null),
        rosterId: optionalRowId('RosterImport', rosterId as string | null, 'rosterId'),
        rosterKind: rosterKind ?? null,
        filter: filter ?? {},
        reason: phonesFor ?? '',
        locale: context.locale,
        origin: context.origin,
        address: context.address,
      })
    },
  }),
)

type ExportRequest = {
  list: ListName
  format: TableFormat
  unionId: string
  rosterId: string | null
  rosterKind: RosterKind | null
  filter: ExportFilter
  /** Why the file has phone numbers in full; empty where they are masked. */
  reason: string
  locale: Locale
  /** The server's address as the caller sees it, with which the link begins. */
  origin: string
  /** The caller's IP address. */
  address: string
}

/**
 * Makes a link from which the list can be fetched for five minutes, with the rows that the actor may see at that time.
 * FORBIDDEN where the role may not export the list. INVALID where a roster or its kind is missing or is named for another list, or
 * where the filter is another list's.
 */
async function exportList(actor: Actor, request: ExportRequest) {
  const { list, format, unionId, rosterId, rosterKind, filter, locale, address, reason } = request
  allowExport(actor, list, reason)
  if (reason && !hasPhones(list)) {
    throw invalid('phonesFor', { zh: '这个列表没有电话。', en: 'This list has no phone numbers.' })
  }
  if (isOfRoster(list) !== (rosterId !== null)) {
    throw invalid('rosterId', { zh: '请指明是哪份名册。', en: 'Say which roster, and only for a list of its rows.' })
  }
  if ((list === 'ROSTER_TEMPLATE') !== (rosterKind !== null)) {
    throw invalid('rosterKind', { zh: '请指明名册的种类。', en: 'Say which kind, and only for ROSTER_TEMPLATE.' })
  }
  checkFilter(list, filter)
  const { title } = await lists[list]({
    viewer: actor,
    unionId,
    locale,
    rosterId,
    rosterKind,
    filter,
    withPhones: false,
  })
  await audit({
    ...doneBy(actor, address),
    kind: 'EXPORT',
    unionId,
    list,
    filter: auditedFilter(filter, rosterId),
    reason,
  })
  const fileName = `${title}-${localDate(now())}.${format.toLowerCase()}`
  const { token, expiresAt } = await signLink({
    session: actor.sessionId,
    union: unionId,
    list,
    format,
    roster: rosterId,
    kind: rosterKind,
    filter,
    locale,
    fileName,
    reason,
  })
  return { url: `${request.origin}/downloads/${token}`, expiresAt, fileName }
}
