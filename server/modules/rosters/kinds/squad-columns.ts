import type { Duty } from '#codegen/prisma/enums.ts'
import { choicesCell, countCell, inputCell, textCell } from '#server/modules/rosters/cells.ts'
import { wordList } from '#server/modules/rosters/header.ts'
import type { Column } from '#server/modules/rosters/kind.ts'
import { phoneCell } from '#server/modules/rosters/readings.ts'
import { DutyEnum } from '#server/modules/squads/enums.ts'
import { highestNumber } from '#server/modules/squads/limits.ts'
import { line } from '#server/platform/text.ts'
import { zonesColumn } from './named-zones.ts'

/** The columns of a roster of squads: those of the squad itself, and then those of its member. */
export const squadColumns = {
  squad: {
    name: { zh: '小分队', en: 'Squad' },
    words: wordList('小分队 | 小分队号 | 小分队序号 | 队号 | 分队 | squad | squad number'),
    cell: countCell(1, highestNumber),
    hint: {
      zh: '序号,如 3;同一小分队的后几行可以不填',
      en: 'Its number, such as 3; it may be left out in the further rows of a squad',
    },
    example: '3',
  },
  cadreName: {
    name: { zh: '带队领导', en: 'Leading cadre' },
    words: wordList('带队领导 | 带队领导姓名 | 带队人 | 领队 | 队长 | leading cadre | cadre'),
    cell: inputCell(line(1, 50)),
    hint: { zh: '新小分队必填,写在第一行', en: 'Needed for a new squad, in its first row' },
    example: '王建国',
  },
  cadreTitle: {
    name: { zh: '职务', en: 'Title' },
    words: wordList('职务 | 领导职务 | 带队领导职务 | title | cadre title'),
    cell: inputCell(line(1, 50)),
    hint: { zh: '带队领导的职务;新小分队必填', en: 'The post of the leading cadre; needed for a new squad' },
    example: '街道办事处副主任',
  },
  phone: {
    name: { zh: '小分队电话', en: 'Squad phone' },
    phoneOf: 'cadreName',
    words: wordList('小分队电话 | 小分队联系电话 | 分队电话 | squad phone'),
    cell: phoneCell,
    hint: { zh: '手机号,或带区号的电话;新小分队必填', en: 'A phone number; needed for a new squad' },
    example: '13800000000',
  },
  zones: zonesColumn,
  member: {
    name: { zh: '队员姓名', en: 'Member' },
    words: wordList('队员姓名 | 队员 | 成员 | 成员姓名 | 姓名 | member | member name | name'),
    cell: inputCell(line(1, 50)),
    hint: { zh: '一行一名队员', en: 'One member a row' },
    example: '李敏',
  },
  duties: {
    name: { zh: '职责', en: 'Duties' },
    words: wordList('职责 | 队员职责 | 分工 | 角色 | duties | duty'),
    cell: choicesCell<Duty>(DutyEnum, {
      COMMUNICATOR: ['宣传员'],
      GUIDE: ['指导员'],
      SERVICE: ['服务员'],
      INFORMANT: ['情报员', '问题情报员', '信息员'],
    }),
    hint: {
      zh: '宣传员、指导员、服务员、情报员,可以兼任',
      en: 'Communicator, Guide, Service or Informant; several with commas between',
    },
    example: '宣传员、指导员',
  },
  memberPhone: {
    name: { zh: '队员电话', en: 'Member phone' },
    phoneOf: 'member',
    cell: phoneCell,
    hint: { zh: '手机号,或带区号的电话;新队员必填', en: 'A phone number; needed for a new member' },
    example: '13900000000',
  },
  agency: {
    name: { zh: '所属部门', en: 'Agency' },
    words: wordList('所属部门 | 部门 | 派出部门 | 所属单位 | agency'),
    cell: textCell(1, 50),
    hint: { zh: '队员来自哪个协同部门,写名称', en: 'The name of the agency that the member comes from' },
    example: '',
  },
} satisfies Record<string, Column>

/** The values of a row of a roster of squads. */
export type SquadEntry = {
  squad?: number | null
  cadreName?: string | null
  cadreTitle?: string | null
  phone?: string | null
  zones?: string[] | null
  member?: string | null
  duties?: Duty[] | null
  memberPhone?: string | null
  agency?: string | null
}
