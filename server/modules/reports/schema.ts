import { z } from 'zod'
import { builder } from '#server/platform/builder.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { exportList } from './rules.ts'

const ExportedListEnum = builder.enumType('ExportedList', {
  description: 'A list that can be had as a file. 可导出的列表。',
  values: {
    ENTERPRISES: { description: 'The register. 企业名册。' },
    CAMPAIGN: { description: 'The hundred. 百家名单。' },
    VISITS: { description: 'Visits. 走访。' },
    ISSUES: { description: 'Issues. 问题。' },
    SUPPLY_ORDERS: { description: 'Supply orders. 物资预定。' },
    SUPPLIERS: { description: 'The directory of suppliers. 供应商名录。' },
    SQUADS: { description: 'The squads and their members. 小分队与队员。' },
    POLICIES: { description: 'The documents made known. 政策文件。' },
    ACCOUNTS: { description: 'Who may sign in; for the command centre. 账号。' },
    ROSTER_REFUSED: { description: 'What a roster’s import refused, and why. 名册拒绝行。' },
  } as const,
})

const ExportFilterInput = builder.inputType('ExportFilter', {
  description: 'Narrows the exported list as its query does; INVALID for another list. 导出筛选。',
  fields: (t) => ({
    search: t.string({
      required: false,
      validate: z.string().max(100),
      description: 'For ENTERPRISES. 名称或信用代码。',
    }),
    enterprises: t.field({ type: 'EnterpriseFilter', required: false, description: 'For ENTERPRISES. 企业筛选。' }),
    visits: t.field({ type: 'VisitFilter', required: false, description: 'For VISITS. 走访筛选。' }),
    issues: t.field({ type: 'IssueFilter', required: false, description: 'For ISSUES. 问题筛选。' }),
    supplyOrders: t.field({
      type: 'SupplyOrderFilter',
      required: false,
      description: 'For SUPPLY_ORDERS. 物资预定筛选。',
    }),
  }),
})

const FileFormatEnum = builder.enumType('FileFormat', {
  description: 'The kind of file. 文件格式。',
  values: {
    XLSX: { description: 'A workbook, of at most 100,000 rows. 工作簿。' },
    CSV: { description: 'Comma separated, UTF-8. 逗号分隔文本。' },
  } as const,
})

const downloadRef = builder.objectRef<{ url: string; expiresAt: Date; fileName: string }>('Download').implement({
  description: 'A link to a file, good for five minutes and as long as its session. 下载链接。',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'Where to get it. 地址。' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'The link’s end. 失效时间。' }),
    fileName: t.exposeString('fileName', { description: 'What it is called. 文件名。' }),
  }),
})

builder.queryField('exportList', (t) =>
  t.field({
    type: downloadRef,
    description: 'A list as a file, with the rows that you may see; asked again when it is fetched. 导出列表。',
    args: {
      list: t.arg({ type: ExportedListEnum, description: 'Which list. 列表。' }),
      format: t.arg({ type: FileFormatEnum, description: 'The kind of file. 格式。' }),
      unionId: t.arg.id({ required: false, description: 'The union; may be left out where you have one. 工会。' }),
      filter: t.arg({ type: ExportFilterInput, required: false, description: 'Narrows the list. 筛选。' }),
      rosterId: t.arg.id({ required: false, description: 'The roster, for ROSTER_REFUSED. 名册。' }),
    },
    resolve: (_, { list, format, unionId, filter, rosterId }, context) => {
      const actor = signedIn(context)
      return exportList(actor, {
        list,
        format,
        unionId: theUnion(actor, unionId as string | null),
        rosterId: optionalRowId('RosterImport', rosterId as string | null, 'rosterId'),
        filter: filter ?? {},
        locale: context.locale,
        origin: context.origin,
      })
    },
  }),
)
