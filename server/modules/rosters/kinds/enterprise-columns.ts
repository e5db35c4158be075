import type { ContactKind } from '#codegen/prisma/enums.ts'
import { creditCodeCell, textCell } from '#server/modules/rosters/cells.ts'
import { wordList } from '#server/modules/rosters/header.ts'
import type { Column } from '#server/modules/rosters/kind.ts'
import { headcountCell, phoneCell } from '#server/modules/rosters/readings.ts'

const phoneHint = { zh: '手机号,或带区号的电话', en: 'A mobile phone, or a phone with its area code' }
const personHint = { zh: '姓名,至多 50 字', en: 'A name of up to 50 characters' }

/** The column by whose credit code an enterprise is found. */
export const creditCodeColumn: Column = {
  name: { zh: '统一社会信用代码', en: 'Credit code' },
  words: wordList(
    '统一社会信用代码 | 社会统一信用代码 | 社会信用代码 | 统一信用代码 | 信用代码 | 统一代码 | 社会信用代码证号 | unified social credit code | social credit code | credit code | uscc',
  ),
  cell: creditCodeCell,
  hint: { zh: '18 位,以文本格式填写', en: '18 characters, entered as text' },
  example: '91610104MA6U0001XD',
}

/** The column with the name of an enterprise. */
export const enterpriseNameColumn: Column = {
  name: { zh: '企业名称', en: 'Enterprise name' },
  words: wordList(
    '企业名称 | 单位名称 | 公司名称 | 企业全称 | 单位全称 | 企业 | 单位 | 公司 | 名称 | enterprise name | company name | enterprise | company | name',
  ),
  cell: textCell(2, 100),
  hint: { zh: '全称,2 至 100 字', en: 'The full name, 2 to 100 characters' },
  example: '西安回坊食品有限公司',
}

/** The columns of a roster of enterprises. */
export const enterpriseColumns = {
  name: { ...enterpriseNameColumn, isRequired: true },
  creditCode: {
    ...creditCodeColumn,
    decides: true,
    hint: { zh: '18 位,以文本格式填写;没有的留空', en: '18 characters, entered as text; empty where there is none' },
  },
  address: {
    name: { zh: '地址', en: 'Address' },
    words: wordList(
      '经营地址 | 实际经营地址 | 办公地址 | 企业地址 | 单位地址 | 详细地址 | 地址 | 所在地址 | 注册地址 | 住所 | business address | address | registered address',
    ),
    cell: textCell(1, 200),
    mayClear: true,
    hint: { zh: '经营地址,至多 200 字', en: 'Where it works, up to 200 characters' },
    example: '北院门街道北大街 1 号',
  },
  industry: {
    name: { zh: '行业', en: 'Industry' },
    words: wordList('行业 | 行业类别 | 所属行业 | 行业类型 | 行业分类 | 行业门类 | industry | sector'),
    cell: textCell(1, 50),
    mayClear: true,
    hint: { zh: '至多 50 字', en: 'Up to 50 characters' },
    example: '餐饮',
  },
  headcount: {
    name: { zh: '员工人数', en: 'Headcount' },
    words: wordList(
      '员工人数 | 职工人数 | 从业人数 | 企业人数 | 单位人数 | 员工总数 | 职工总数 | 在职人数 | 人数 | 员工数 | 职工数 | headcount | number of employees | employees | staff',
    ),
    cell: headcountCell(1_000_000),
    mayClear: true,
    hint: { zh: '整数,不详留空', en: 'A whole number; empty where it is not known' },
    example: '56',
  },
  contactName: {
    name: { zh: '负责人', en: 'Owner' },
    words: wordList(
      '联系人 | 企业联系人 | 单位联系人 | 负责人 | 企业负责人 | 单位负责人 | 主要负责人 | contact | contact person | owner',
    ),
    cell: textCell(1, 50),
    mayClear: true,
    hint: personHint,
    example: '张三',
  },
  contactPhone: {
    name: { zh: '负责人电话', en: 'Owner phone' },
    phoneOf: 'contactName',
    cell: phoneCell,
    mayClear: true,
    hint: phoneHint,
    example: '13800000000',
  },
  unionChairName: {
    name: { zh: '工会主席', en: 'Union chair' },
    words: wordList('工会主席 | 工会负责人 | 工会联系人 | union chair | trade union chair'),
    cell: textCell(1, 50),
    mayClear: true,
    hint: personHint,
    example: '李四',
  },
  unionChairPhone: {
    name: { zh: '工会主席电话', en: 'Union chair phone' },
    phoneOf: 'unionChairName',
    cell: phoneCell,
    mayClear: true,
    hint: phoneHint,
    example: '029-87654321',
  },
  healthContactName: {
    name: { zh: '防疫联系人', en: 'Health contact' },
    words: wordList(
      '卫生联系人 | 防疫联系人 | 卫生防疫联系人 | 健康联系人 | 疫情防控联系人 | 防控联系人 | 防疫负责人 | 疫情防控负责人 | 防疫专员 | 防疫员 | 卫生员 | health contact',
    ),
    cell: textCell(1, 50),
    mayClear: true,
    hint: personHint,
    example: '王五',
  },
  healthContactPhone: {
    name: { zh: '防疫联系人电话', en: 'Health contact phone' },
    phoneOf: 'healthContactName',
    cell: phoneCell,
    mayClear: true,
    hint: phoneHint,
    example: '13900000000',
  },
  zone: {
    name: { zh: '片区', en: 'Zone' },
    words: wordList('片区 | 所属片区 | 网格 | 所属网格 | 片区网格 | 网格片区 | 所在片区 | 所在网格 | zone | grid'),
    cell: textCell(1, 50),
    mayClear: true,
    hint: { zh: '已划分的片区的名称', en: 'The name of one of the union’s zones' },
    example: '一片区',
  },
} satisfies Record<string, Column>

/** One of the columns that a roster of enterprises can have. */
export type EnterpriseColumn = keyof typeof enterpriseColumns

/** The values of a row of a roster of enterprises. */
export type EnterpriseEntry = { name: string; headcount?: number | '' | null } & {
  [column in Exclude<EnterpriseColumn, 'name' | 'headcount'>]?: string | null
}

/** The columns that hold the name and the phone number of each kind of contact. */
export const contactColumns = [
  { kind: 'OWNER', name: 'contactName', phone: 'contactPhone' },
  { kind: 'UNION_CHAIR', name: 'unionChairName', phone: 'unionChairPhone' },
  { kind: 'HEALTH', name: 'healthContactName', phone: 'healthContactPhone' },
] as const satisfies { kind: ContactKind; name: EnterpriseColumn; phone: EnterpriseColumn }[]
