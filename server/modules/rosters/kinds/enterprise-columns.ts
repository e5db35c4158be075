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
    '统一社会信用代码 | 统一社会信用代码号 | 社会统一信用代码 | 社会信用代码 | 统一信用代码 | 信用代码 | 信用代码号 | 统一代码 | 信用机构代码 | 机构信用代码 | 社会信用代码证号 | 社会信用代码证 | 统一社会信用代码证号 | 代码 | 纳税人识别号 | 纳税识别号 | 税号 | 社会信用代码纳税人识别号 | 营业执照号 | 营业执照号码 | 营业执照注册号 | 营业执照编号 | 营业执照 | 执照号 | 执照号码 | 注册号 | 工商注册号 | 组织机构代码 | 机构代码 | unified social credit code | unified social credit identifier | social credit code | credit code | uscc | usci | uniscid | uniscode | unicode | creditcode | shxydm | tyshxydm | nsrsbh | taxpayer id | tax id | business licence number | business license number | licence number | license number | registration number | regno',
  ),
  cell: creditCodeCell,
  hint: { zh: '18 位,以文本格式填写', en: '18 characters, entered as text' },
  example: '91610104MA6U0001XD',
}

/** The column with the name of an enterprise. */
export const enterpriseNameColumn: Column = {
  name: { zh: '企业名称', en: 'Enterprise name' },
  words: wordList(
    '企业名称 | 单位名称 | 公司名称 | 企业全称 | 单位全称 | 公司全称 | 企业名 | 单位名 | 公司名 | 企业字号 | 字号名称 | 纳税人名称 | 市场主体名称 | 主体名称 | 商户名称 | 商家名称 | 商铺名称 | 商店名称 | 店铺名称 | 门店名称 | 店面名称 | 个体户名称 | 个体工商户名称 | 经营户名称 | 经营主体名称 | 经营者名称 | 厂商名称 | 厂家名称 | 工厂名称 | 机构名称 | 组织名称 | 法人名称 | 用人单位名称 | 用人单位 | 用工单位名称 | 用工单位 | 法人单位名称 | 法人单位 | 用户名称 | 客户名称 | 被访单位 | 名称全称 | 全称 | 户名 | 店名 | 字号 | 商号 | 企业 | 单位 | 公司 | 商户 | 商家 | 商铺 | 店铺 | 门店 | 厂商 | 厂家 | 纳税人 | 市场主体 | 用户 | 名称 | enterprise name | company name | business name | entity name | organization name | organisation name | firm name | shop name | store name | merchant name | taxpayer name | trade name | legal name | entname | ent name | qymc | dwmc | nsrmc | enterprise | company | business | firm | merchant | shop | name',
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
      '经营地址 | 实际经营地址 | 生产经营地址 | 生产经营地 | 实际经营地 | 经营场所 | 生产经营场所 | 经营场所地址 | 经营地点 | 营业地址 | 营业场所 | 办公地址 | 办公地点 | 企业地址 | 单位地址 | 公司地址 | 商铺地址 | 店铺地址 | 门店地址 | 厂址 | 店址 | 详细地址 | 通讯地址 | 通信地址 | 联系地址 | 地址 | 所在地址 | 所在地 | 坐落地址 | 具体地址 | 位置 | 地点 | 注册地址 | 住所 | 住所地 | 注册住所 | 登记住所 | 企业住所 | business address | operating address | operating location | place of business | premises | oploc | op loc | address | addr | location | registered address | registered office | domicile | dom',
    ),
    cell: textCell(1, 200),
    mayClear: true,
    hint: { zh: '经营地址,至多 200 字', en: 'Where it works, up to 200 characters' },
    example: '北院门街道北大街 1 号',
  },
  industry: {
    name: { zh: '行业', en: 'Industry' },
    words: wordList(
      '行业 | 行业类别 | 所属行业 | 行业类型 | 行业分类 | 行业门类 | 行业名称 | 行业大类 | 国民经济行业 | 业态 | 经营业态 | 经营类别 | 经营类型 | 经营项目 | 主营业务 | 主营 | 主营行业 | 主营项目 | 主要业务 | 经营内容 | 产业类别 | industry | industry type | industry name | industryphy | industryco | sector | line of business | main business',
    ),
    cell: textCell(1, 50),
    mayClear: true,
    hint: { zh: '至多 50 字', en: 'Up to 50 characters' },
    example: '餐饮',
  },
  headcount: {
    name: { zh: '员工人数', en: 'Headcount' },
    words: wordList(
      '员工人数 | 职工人数 | 从业人数 | 从业人员数 | 从业人员人数 | 从业人员 | 企业人数 | 单位人数 | 公司人数 | 员工总数 | 职工总数 | 员工总人数 | 职工总人数 | 总人数 | 在职人数 | 在岗人数 | 在职员工 | 在职职工 | 在职职工人数 | 在岗职工人数 | 用工人数 | 用工总数 | 用工数 | 人员数量 | 人员总数 | 人员人数 | 员工数量 | 职工数量 | 人数 | 员工数 | 职工数 | 员工 | 职工 | 人员规模 | 复工人数 | 返岗人数 | 到岗人数 | headcount | head count | number of employees | number of staff | no of employees | employee count | employees | staff | staff number | empnum | emp num | workforce',
    ),
    cell: headcountCell(1_000_000),
    mayClear: true,
    hint: { zh: '整数,不详留空', en: 'A whole number; empty where it is not known' },
    example: '56',
  },
  contactName: {
    name: { zh: '负责人', en: 'Owner' },
    words: wordList(
      '联系人 | 联系人员 | 企业联系人 | 单位联系人 | 公司联系人 | 日常联系人 | 复工联系人 | 负责人 | 企业负责人 | 单位负责人 | 主要负责人 | 现场负责人 | 经营负责人 | 店长 | 老板 | 经营者 | 经营人 | 经营业主 | 业主 | 户主 | 店主 | 法定代表人 | 法人代表 | 法人 | 法定代表人或负责人 | 法人姓名 | 财务负责人 | 办税人 | 办税员 | contact | contact person | contact name | linkman | person in charge | owner | manager | operator | proprietor | legal representative | legal rep | lerep | le rep | principal',
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
      '卫生联系人 | 防疫联系人 | 卫生防疫联系人 | 健康联系人 | 疫情防控联系人 | 防控联系人 | 防疫负责人 | 疫情防控负责人 | 防疫专员 | 防疫员 | 卫生员 | 防控责任人 | 防疫责任人 | 防控专员 | health contact | epidemic contact',
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
    words: wordList(
      '片区 | 所属片区 | 片区名称 | 责任片区 | 包联片区 | 片 | 网格 | 所属网格 | 网格名称 | 片区网格 | 网格片区 | 所在片区 | 所在网格 | zone | zone name | grid',
    ),
    isSheetName: true,
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
