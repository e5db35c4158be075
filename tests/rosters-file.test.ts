import fc from 'fast-check'
import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { isCreditCode } from '#server/modules/enterprises/credit-code.ts'
import { checkRow } from '#server/modules/rosters/compare.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'
import { code, columnsOf, csv, header, other, read } from './setup/roster-reading.ts'
import { aRawWorkbook, aWorkbook, gbk, millionRows, rawRow } from './setup/workbook.ts'

describe('a workbook as an office keeps it', () => {
  test('title rows, headers in any order with synonyms, numbers, full width, empty rows and a total', async () => {
    const bytes = await aWorkbook([
      [{ value: '北院门街道企业名册', columnSpan: 6 }, null, null, null, null, null],
      [{ value: '填报单位:街道总工会' }, null, null, null, null, null],
      ['序号', '联系电话', '*单位名称', '社会信用代码', '职工人数(人)', '备注'],
      [
        { value: 1, type: Number },
        { value: 13800000000, type: Number },
        ' 西安 回坊 食品 有限公司 ',
        '91610199mal00001x'.toUpperCase().replace(/[0-9]/g, wide) + code[17],
        { value: 56, type: Number },
        '',
      ],
      [null, null, null, null, null, null],
      [{ value: 2, type: Number }, '029-87654321', '钟楼百货', other, '120人', ''],
      ['合计', null, null, null, { value: 176, type: Number }, null],
      ['填表人:张三', null, null, null, null, null],
    ])
    const file = await read(bytes, '名册.xlsx')
    expect(file.sheets[0]!.headerRow).toBe(3)
    expect(file.headers).toEqual(['序号', '联系电话', '*单位名称', '社会信用代码', '职工人数(人)', '备注'])
    expect(columnsOf(file)).toEqual({ contactPhone: 1, name: 2, creditCode: 3, headcount: 4 })
    expect(file.rows.map(({ row, cells }) => [row, cells])).toEqual([
      [4, { contactPhone: '13800000000', name: '西安回坊食品有限公司', creditCode: code, headcount: '56' }],
      [6, { contactPhone: '029-87654321', name: '钟楼百货', creditCode: other, headcount: '120人' }],
    ])
    expect(file.rows[1]!.original).toEqual(['2', '029-87654321', '钟楼百货', other, '120人', ''])
    expect(file.sheets[0]!.skipped).toEqual([7, 8])
    expect(file.rows.map(({ cells }) => checkRow(enterpriseRoster, cells).ok)).toEqual([true, true])
  })

  test('group titles merged over their headers, and one zone merged beside its enterprises', async () => {
    const bytes = await aWorkbook([
      ['名册', null, null, null, null, null, null],
      [
        { value: '片区', rowSpan: 2 },
        { value: '企业名称', rowSpan: 2 },
        { value: '信用代码', rowSpan: 2 },
        { value: '联系人', columnSpan: 2 },
        null,
        { value: '工会主席', columnSpan: 2 },
        null,
      ],
      [null, null, null, '姓名', '电话', '姓名', '电话'],
      [{ value: '一片区', rowSpan: 2 }, '甲公司', code, '张 三', '13800000001', '李四', '13800000002'],
      [null, '乙公司', other, '', '', '', ''],
    ])
    const file = await read(bytes, '名册.xlsx')
    expect(file.sheets[0]!.headerRow).toBe(3)
    expect(file.rows[0]!.cells).toEqual({
      zone: '一片区',
      name: '甲公司',
      creditCode: code,
      contactName: '张三',
      contactPhone: '13800000001',
      unionChairName: '李四',
      unionChairPhone: '13800000002',
    })
    expect(file.rows[1]!.cells.zone).toBe('一片区')
  })

  test('codes and phones as numbers: written out where exact, refused where digits are lost', async () => {
    const file = await read(
      aRawWorkbook(
        `<sheetData>${rawRow(1, ['名称', '信用代码', '手机', '人数'])}${rawRow(2, ['甲公司', { n: '9.1610199000000102E+17' }, { n: '1.38e10' }, { n: '50.0' }])}${rawRow(4, ['乙公司', code, '13800000000.0', '1200'])}</sheetData>`,
      ),
      'a.xlsx',
    )
    expect(file.rows.map(({ row }) => row)).toEqual([2, 4])
    expect(checkRow(enterpriseRoster, file.rows[0]!.cells)).toEqual({
      ok: false,
      reasons: [{ column: 'creditCode', reason: 'LOST_DIGITS' }],
    })
    expect(file.rows[0]!.cells).toMatchObject({ contactPhone: '13800000000', headcount: '50' })
    expect(checkRow(enterpriseRoster, file.rows[1]!.cells)).toEqual({
      ok: true,
      value: { name: '乙公司', creditCode: code, contactPhone: '13800000000', headcount: 1200 },
      texts: [],
    })
  })

  test('borders drawn down to the last row are no rows', async () => {
    const rows = rawRow(1, ['名称', '信用代码']) + rawRow(3, ['甲公司', code]) + millionRows(true)
    const file = await read(aRawWorkbook(`<sheetData>${rows}</sheetData>`), 'a.xlsx')
    expect(file.rows.map(({ row }) => row)).toEqual([3])
  })

  test('the sheet with the headers is read, also behind a cover sheet', async () => {
    const { default: write } = await import('write-excel-file/node')
    const bytes = await write([
      { sheet: '说明', data: [['请按模板填写']] },
      {
        sheet: '名册',
        data: [
          ['Company name', 'Credit code', 'Tel'],
          ['A Ltd', code, '13800000000'],
        ],
      },
    ]).toBuffer()
    expect((await read(bytes, 'a.xlsx')).rows).toHaveLength(1)
  })
})

describe('text files', () => {
  const text = `企业名称\t统一社会信用代码\t地址\n西安碑林书店\t${code}\t北院门１２号\n`
  test.each([
    ['UTF-8', strToU8(text)],
    ['UTF-8 with BOM', strToU8(`\uFEFF${text}`)],
    ['GBK', gbk(text)],
    ['UTF-16 as Excel writes it', new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
    ['commas', gbk(text.replaceAll('\t', ','))],
    ['semicolons', strToU8(text.replaceAll('\t', ';'))],
  ])('%s', async (_, bytes) => {
    const file = await read(bytes, '名册.csv')
    expect(file.rows).toEqual([
      {
        sheet: '',
        row: 2,
        cells: { name: '西安碑林书店', creditCode: code, address: '北院门12号' },
        original: ['西安碑林书店', code, '北院门１２号'],
      },
    ])
  })

  test('quoted separators, empty lines and headers repeated on each page keep the row numbers right', async () => {
    const file = await csv(`名册,,\n${header},,\n"甲,公司",${code},13800000000\n\n${header}乙公司,="${other}",\n`)
    expect(file.rows.map(({ row, cells }) => [row, cells.name, cells.creditCode])).toEqual([
      [4, '甲,公司', code],
      [7, '乙公司', other],
    ])
  })

  test('digits that a spreadsheet cut before it saved the text are refused, never guessed', async () => {
    const file = await csv(`${header}甲公司,9.16102E+17,1.38E+10\n乙公司,916101990000001000,13800000000.0\n`)
    expect(file.rows.map(({ cells }) => checkRow(enterpriseRoster, cells))).toEqual([
      {
        ok: false,
        reasons: [{ column: 'creditCode', reason: 'LOST_DIGITS' }],
      },
      { ok: false, reasons: [{ column: 'creditCode', reason: 'LOST_DIGITS' }] },
    ])
  })

  test('a bare phone belongs to the person before it; a preferred column wins over its like', async () => {
    const file = await csv(
      '企业名称,信用代码,注册地址,经营地址,负责人,电话,联系人,手机,座机,工会主席,电话,防疫联系人,电话\n',
    )
    expect(columnsOf(file)).toEqual({
      name: 0,
      creditCode: 1,
      address: 3,
      contactName: 6,
      contactPhone: 7,
      unionChairName: 9,
      unionChairPhone: 10,
      healthContactName: 11,
      healthContactPhone: 12,
    })
  })
})

describe('one row', () => {
  const row = { name: '甲公司', creditCode: code }
  test.each([
    [{ ...row, headcount: '1,200人' }, { headcount: 1200 }],
    [{ ...row, headcount: '' }, { headcount: null }],
    [{ ...row, contactPhone: '+86 138-0000-0000' }, { contactPhone: '13800000000' }],
    [{ ...row, contactPhone: '（029）8765 4321转801' }, { contactPhone: '029-87654321-801' }],
    [
      { ...row, contactPhone: '无', address: '——' },
      { contactPhone: null, address: null },
    ],
  ])('%o', (cells, value) => {
    expect(checkRow(enterpriseRoster, cells)).toMatchObject({ ok: true, value })
  })

  test.each([
    [{ name: '', creditCode: '' }, 'name REQUIRED'],
    [{ name: '甲', creditCode: code }, 'name TOO_SHORT'],
    [{ name: '甲'.repeat(101), creditCode: code }, 'name TOO_LONG'],
    [{ ...row, creditCode: '123' }, 'creditCode CODE_SHORT'],
    [{ ...row, creditCode: `${code.slice(0, 17)}${code[17] === '0' ? '1' : '0'}` }, 'creditCode CODE_CHECK'],
  ])('%o is refused: %s', (cells, expected) => {
    const checked = checkRow(enterpriseRoster, cells)
    expect(
      checked.ok
        ? ''
        : checked.reasons.map((cell) => `${cell.column} ${'reason' in cell ? cell.reason : ''}`).join(', '),
    ).toBe(expected)
  })

  test('the check character: a real code is right, and no single changed character stays unnoticed', () => {
    expect(isCreditCode('91440300708461136T')).toBe(true)
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
    fc.assert(
      fc.property(fc.nat(17), fc.constantFrom(...alphabet), (at, character) => {
        const changed = code.slice(0, at) + character + code.slice(at + 1)
        expect(isCreditCode(changed)).toBe(changed === code)
      }),
    )
  })
})

const wide = (digit: string): string => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)
