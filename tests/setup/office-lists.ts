import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { aWorkbook } from './workbook.ts'

/** A list as a street office has it: a workbook with the words of the office at the head of its columns. */
export type OfficeList = { name: string; mimeType: string; buffer: Buffer }

const numbers = (many: number) => Array.from({ length: many }, (_, index) => index + 1)

async function list(name: string, head: readonly string[], rows: readonly (string | number)[][]): Promise<OfficeList> {
  const cell = (value: string | number) => ({ value: String(value), type: String })
  const buffer = Buffer.from(await aWorkbook([[...head], ...rows].map((row) => row.map(cell))))
  return { name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer }
}

/** The zones into which the lists divide the street. */
export const zoneNames = ['东片区', '西片区'] as const

const zoneOf = (number: number) => zoneNames[number % zoneNames.length]!
const phoneOf = (series: number, number: number) => `1${series}${String(number).padStart(8, '0')}`

/** The name of an enterprise of the lists, from 1 on. */
export const enterpriseName = (number: number): string => `北院门第${number}号商店`

/** The name of a member of a squad of the lists. */
export const memberName = (squad: number, place: number): string => `队员${squad}之${place}`

const duties = ['宣传员', '指导员', '服务员', '情报员']

/** Ten squads of four members, each with a duty. */
export const squadList = () =>
  list(
    '小分队.xlsx',
    ['小分队', '带队领导', '职务', '小分队电话', '片区', '队员姓名', '职责', '队员电话'],
    numbers(10).flatMap((squad) =>
      duties.map((duty, index) => [
        squad,
        `领导${squad}`,
        '街道办事处副主任',
        phoneOf(38, squad),
        zoneOf(squad),
        memberName(squad, index + 1),
        duty,
        phoneOf(39, squad * 10 + index),
      ]),
    ),
  )

/** Three hundred enterprises of both zones. */
export const enterpriseList = () =>
  list(
    '企业名册.xlsx',
    ['单位名称', '统一社会信用代码', '经营地址', '行业', '职工人数', '负责人', '联系电话', '所属片区'],
    numbers(300).map((number) => [
      enterpriseName(number),
      practiceCreditCode(40_000 + number),
      `莲湖区北院门街道西大街 ${number} 号`,
      '餐饮',
      10 + (number % 50),
      `店主${number}`,
      phoneOf(37, number),
      zoneOf(number),
    ]),
  )

/** The first hundred of them. */
export const hundredList = () =>
  list(
    '百家名单.xlsx',
    ['企业名称'],
    numbers(100).map((number) => [enterpriseName(number)]),
  )

/** Twenty suppliers, in the shape of the table of the city. */
export const supplierList = () =>
  list(
    '防控物资生产企业联系表.xlsx',
    ['企业名称', '联系人', '联系电话', '产品', '日产能'],
    numbers(20).map((number) => [
      `西安第${number}防护用品厂`,
      `厂长${number}`,
      phoneOf(36, number),
      '口罩',
      number * 1000,
    ]),
  )

/** The agencies that work along with the union. */
export const agencyList = () =>
  list(
    '协同部门.xlsx',
    ['类别', '部门名称', '电话'],
    [
      ['税务', '莲湖区税务局', '029-87654321'],
      ['公安', '北院门派出所', '029-87654322'],
      ['社区', '西大街社区', '029-87654323'],
    ],
  )

/** Accounts of those who work at the command centre, and of an agency. */
export const accountList = () =>
  list(
    '账号.xlsx',
    ['用户名', '姓名', '角色', '职级', '部门'],
    [
      ['zhiban', '值班员王芳', '指挥中心', '值班员', ''],
      ['shuiwu', '税务局赵强', '部门', '', '莲湖区税务局'],
    ],
  )
