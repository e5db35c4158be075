import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { RosterFileError } from '#server/modules/rosters/errors.ts'
import { headerPlanOf } from '#server/modules/rosters/kind.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'
import { answerRoster, type RosterFile, type RosterTask } from '#server/modules/rosters/parse.ts'
import { withZones } from '#server/modules/rosters/sheets.ts'
import { code, columnsOf, csv, other, read, reasonOf } from './setup/roster-reading.ts'
import { sheetsFile } from './setup/sheets.ts'

const head = ['企业名称', '统一社会信用代码', '联系电话']
const one = ['甲公司', code, '13800138000']
const two = ['乙公司', other, '13900139000']
const namesOf = ({ rows }: RosterFile) => rows.map(({ sheet, row, cells }) => [sheet, row, cells.name])
const sheetsOf = ({ sheets }: RosterFile) => sheets.map(({ name, reason, rows }) => [name, reason, rows])

describe('the sheets of a workbook', () => {
  it('are all read that have a header and are visible; the others are named with the reason', async () => {
    const file = await read(
      sheetsFile([
        { name: '旧表', state: 'hidden', rows: [head, ['作废', other, '']] },
        { name: '底稿', state: 'veryHidden', rows: [head, ['作废', other, '']] },
        {
          name: '汇总',
          rows: [
            ['片区', '户数'],
            ['一片', '35'],
          ],
        },
        { name: '图', isChart: true },
        { name: '空', rows: [] },
        { name: '一片', rows: [['名单'], head, one, ['合计', '1']] },
        {
          name: '二片',
          rows: [
            ['税号', '商户名称'],
            [other, '乙公司'],
          ],
        },
      ]),
      'a.xlsx',
    )
    expect(namesOf(file)).toEqual([
      ['一片', 3, '甲公司'],
      ['二片', 2, '乙公司'],
    ])
    expect(sheetsOf(file)).toEqual([
      ['旧表', 'HIDDEN', 0],
      ['底稿', 'HIDDEN', 0],
      ['汇总', 'NO_HEADER', 0],
      ['图', 'CHART', 0],
      ['空', 'EMPTY', 0],
      ['一片', null, 1],
      ['二片', null, 1],
    ])
    expect(file.sheets[5]).toMatchObject({ headerRow: 2, skipped: [4] })
    expect(file.headers).toEqual([...head, '税号', '商户名称'])
    expect(file.rows[1]!.original).toEqual(['', '', '', other, '乙公司'])
  })

  it('give their name as the zone where no column does', async () => {
    const file = await read(
      sheetsFile([
        { name: '鼓楼片', rows: [head, one] },
        { name: '其他', rows: [head, two] },
      ]),
      'a.xlsx',
    )
    const zones = withZones(enterpriseRoster, file, ['鼓楼片区', '钟楼片区']).map(({ cells }) => cells.zone)
    expect(zones).toEqual(['鼓楼片区', undefined])
  })

  it('are each told of where none can be read, and what is hidden is not taken instead', async () => {
    const refused = read(
      sheetsFile([
        {
          name: '汇总',
          rows: [
            ['片区', '户数'],
            ['一片', '35'],
          ],
        },
        {
          name: '名单',
          rows: [
            ['地址', '户数'],
            ['北院门', '3'],
          ],
        },
      ]),
      'a.xlsx',
    )
    const error = await refused.catch((thrown: unknown) => thrown as RosterFileError)
    expect(error).toBeInstanceOf(RosterFileError)
    expect((error as RosterFileError).sentence.zh).toMatch(/“汇总”:没有找到表头.*“名单”:没有找到表头/)
    expect((error as RosterFileError).details.sheets).toMatchObject([
      { name: '汇总', headerRow: 1, headers: [{ header: '片区' }, { header: '户数', column: null }] },
      {
        name: '名单',
        headers: [
          { header: '地址', column: 'address' },
          { header: '户数', column: null },
        ],
      },
    ])
    const hidden = sheetsFile([{ name: '名单', state: 'hidden', rows: [head, one] }])
    expect(await reasonOf(read(hidden, 'a.xlsx'))).toBe('ONLY_HIDDEN')
  })
})

describe('a header', () => {
  it('may stand in three rows without merged cells, under a title', async () => {
    const file = await read(
      sheetsFile([
        {
          name: '名单',
          rows: [
            ['复工企业台账'],
            ['基本信息', '', '', '联系方式', '', '人员'],
            ['企业', '', '地址', '联系人', '', '员工人数'],
            ['名称', '统一社会信用代码', '', '姓名', '电话', ''],
            ['甲公司', code, '示例路', '张三', '13800138000', '12'],
          ],
        },
      ]),
      'a.xlsx',
    )
    expect(file.sheets[0]!.headerRow).toBe(4)
    expect(columnsOf(file)).toEqual({
      name: 0,
      creditCode: 1,
      address: 2,
      contactName: 3,
      contactPhone: 4,
      headcount: 5,
    })
    expect(file.rows).toHaveLength(1)
  })

  it.each([
    ['纳税人名称', '纳税人识别号'],
    ['商户名称', '社会信用代码'],
    ['门店名称', '营业执照号'],
    ['厂商名称', '税号'],
    ['复工企业名称', '企业统一社会信用代码'],
    ['企业/单位名称', '统一社会信用代码/组织机构代码'],
    ['企業名稱', '統一社會信用代碼'],
    ['ENTNAME', 'UNISCID'],
    ['1. 填报单位名称（必填）', '＊信用代码（18 位）'],
    ['字 号 名 称', '统一社会信用代码:'],
  ])('%s, %s', async (name, number) => {
    const file = await csv(`${name},${number},备注\n甲公司,${code},\n`)
    expect(file.rows.map(({ cells }) => cells)).toEqual([{ name: '甲公司', creditCode: code }])
    expect(file.sheets[0]!.headers.map(({ column }) => column)).toEqual(['name', 'creditCode', null])
  })

  it('means what somebody has said, now or of an earlier file with the same words', async () => {
    const bytes = strToU8(`甲列,乙列,地址,\n甲公司,${code},示例路,鼓楼片区\n`)
    const task: RosterTask = { bytes, fileName: 'a.csv', plan: headerPlanOf(enterpriseRoster) }
    expect(await answerRoster(task)).toMatchObject({ reason: 'NO_HEADER', sheets: [{ headerRow: 1 }] })
    const mapping = [
      { header: '甲列', column: 'name' },
      { header: '乙列', column: 'creditCode' },
      { header: '地址', column: null },
      { header: '(D)', column: 'zone' },
    ]
    const said = await answerRoster({ ...task, mapping })
    if (!('file' in said)) throw new Error(said.reason)
    expect(said.file.rows[0]!.cells).toEqual({ name: '甲公司', creditCode: code, zone: '鼓楼片区' })
    const remembered = new Map([[said.file.sheets[0]!.key!, mapping]])
    const again = await answerRoster({ ...task, remembered })
    expect(again).toMatchObject({ file: { sheets: [{ isRemembered: true, rows: 1 }], rows: said.file.rows } })
  })
})
