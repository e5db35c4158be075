import { strToU8 } from 'fflate'
import { describe, expect, it, test } from 'vitest'
import { codeFaultWords, creditCodeOf, readCreditCode } from '#server/modules/enterprises/credit-code.ts'
import { code, csv, header, other, read, reasonOf } from './setup/roster-reading.ts'
import { sheetsFile } from './setup/sheets.ts'

const rows = [
  ['企业名称', '统一社会信用代码', '地址'],
  ['甲公司', code, '一路'],
  ['乙公司', other, ''],
]
const utf16 = (text: string, mark: string) => new Uint8Array(Buffer.from(mark + text, 'utf16le'))
const swapped = (bytes: Uint8Array) => new Uint8Array(Buffer.from(bytes).swap16())
const text = (separator: string) => rows.map((cells) => cells.join(separator)).join('\r\n')

describe('a list of two enterprises', () => {
  test.each([
    ['cells without addresses', sheetsFile([{ name: '名单', bare: true, rows }])],
    ['UTF-16 little-endian without its mark', utf16(text(','), '')],
    ['UTF-16 big-endian without its mark', swapped(utf16(text(','), ''))],
    ['UTF-16 big-endian', swapped(utf16(text('\t'), '\uFEFF'))],
    ['bars', strToU8(text('|'))],
    ['full-width commas', strToU8(text('，'))],
    ['SpreadsheetML 2003', strToU8(spreadsheetMl())],
  ])('%s', async (_, bytes) => {
    const file = await read(bytes, 'a')
    expect(file.rows.map(({ cells }) => [cells.name, cells.creditCode, cells.address])).toEqual(rows.slice(1))
  })
})

describe('a quote that does not end', () => {
  const lines = Array.from({ length: 20 }, (_, n) => `商店${n},${code},1380013800${n % 10}`)
  it('is found on the line where it begins', async () => {
    const spoilt = lines.with(1, `"${lines[1]}`).with(18, `"老字号",${code},`)
    expect(await reasonOf(csv(header + spoilt.join('\n')))).toBe('UNCLOSED_QUOTE')
    const last = lines.with(4, `"${lines[4]}`).with(9, `商店,${code},"`)
    const error = await csv(header + last.join('\n')).catch((thrown: { sentence: { en: string } }) => thrown)
    expect((error as { sentence: { en: string } }).sentence.en).toContain('line 6')
  })

  it('is a character within a line, and a cell may have line breaks', async () => {
    const file = await csv(`${header}"老字号"食品店,${code},"1380\n0138000"\n乙公司,${other},\n`)
    expect(file.rows.map(({ row, cells }) => [row, cells.name])).toEqual([
      [2, '"老字号"食品店'],
      [4, '乙公司'],
    ])
  })
})

it('reads past thousands of empty columns, and refuses what stands too far to the right', async () => {
  const tail = ','.repeat(15_990)
  const wide = Array.from({ length: 50 }, (_, n) => `商店${n},${code},${tail}`).join('\n')
  expect((await csv(`${header.trim() + tail}\n${wide}`)).rows).toHaveLength(50)
  expect(await reasonOf(csv(`${header}甲公司,${code},,${tail}x\n`))).toBe('TOO_MANY_COLUMNS')
})

describe('a credit code', () => {
  const spaced = code.replace(/(.{4})(?=.)/g, '$1-')
  test.each([
    spaced,
    `${code}.`,
    `代码：${code}`,
    `统一社会信用代码: ${code}`,
    code.replace(/(.{6})/g, '$1 '),
    `（${code}）`,
  ])('%s is forgiven', (written) => expect(readCreditCode(written)).toEqual({ code }))

  test.each([
    [`${code.slice(0, 15)}O${code.slice(16)}`, /第 16 位是字母 O /],
    [code.slice(2), /只有 16 位.*少 2 位/],
    [`${code}0`, /有 19 位.*多 1 位/],
    [`9X${code.slice(2, 4)}A${code.slice(5)}`, /第 3 至 8 位应为数字/],
    [code.slice(0, 17) + (code[17] === '0' ? '1' : '0'), /最后一位/],
    ['9.16102E+17', /末几位已丢失/],
  ])('%s: says what is wrong', (written, sentence) => {
    const read = readCreditCode(written)
    expect('code' in read ? '' : codeFaultWords(read).zh).toMatch(sentence)
  })

  it('that truly ends in 000 passes from a CSV', async () => {
    let n = 0
    while (!/^\d+000$/.test(creditCodeOf(`91610199${String(n).padStart(9, '0')}`))) n++
    const true000 = creditCodeOf(`91610199${String(n).padStart(9, '0')}`)
    expect((await csv(`${header}甲公司,${true000},\n`)).rows[0]!.cells.creditCode).toBe(true000)
  })
})

function spreadsheetMl(): string {
  const cell = (value: string) => `<Cell><Data ss:Type="String">${value}</Data></Cell>`
  const [first, second, third] = rows as [string[], string[], string[]]
  const list = [
    `<Row>${first.map(cell).join('')}</Row>`,
    `<Row ss:Index="3">${second.map(cell).join('')}</Row>`,
    `<Row>${cell(third[0]!)}<Cell ss:Index="2"><Data ss:Type="String">${third[1]}</Data></Cell></Row>`,
  ]
  const hidden = '<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>'
  return `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Worksheet ss:Name="旧"><Table><Row>${first.map(cell).join('')}</Row><Row>${second.map(cell).join('')}</Row></Table>${hidden}</Worksheet>
    <Worksheet ss:Name="名单"><Table>${list.join('')}</Table></Worksheet></Workbook>`
}
