import { buffer } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'
import {
  inertText,
  type Table,
  type TableColumn,
  type TableFormat,
  workbookRows,
  writeTable,
} from '#server/modules/reports/table-file.ts'
import { readRosterFile } from '#server/modules/rosters/file.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'

const columns: TableColumn[] = [
  { key: 'name', header: '企业名称', width: 30, type: 'text' },
  { key: 'creditCode', header: '统一社会信用代码', type: 'text' },
  { key: 'headcount', header: '员工人数', type: 'number' },
  { key: 'contactPhone', header: '联系电话', type: 'text' },
  { key: 'at', header: '走访时间', type: 'date' },
]
const code = creditCodeOf('91610199123456789')
const row = {
  name: '甲,"乙"\n公司',
  creditCode: code,
  headcount: 56,
  contactPhone: '13800000000',
  at: new Date('2020-03-24T04:00:00Z'),
}
const write = async (rows: Table['rows'], format: TableFormat) =>
  buffer(await writeTable({ title: '企业[名册]/2020', columns, rows }, format))

test('CSV: UTF-8 with a mark, CRLF, quotes as RFC 4180 has them, times by Beijing', async () => {
  const bytes = await write([row], 'CSV')
  expect(bytes.toString()).toBe(
    `\uFEFF企业名称,统一社会信用代码,员工人数,联系电话,走访时间\r\n"甲,""乙""\n公司",${code},56,13800000000,2020-03-24 12:00\r\n`,
  )
})

test('XLSX: codes and phones are text, counts are numbers, times are dates', async () => {
  const bytes = await write([row], 'XLSX')
  const [, cells] = await readSheet(bytes)
  expect(cells).toEqual(['甲,"乙"\n公司', code, 56, '13800000000', new Date('2020-03-24T12:00:00Z')])
})

test('rows may come one by one from a database, and a failure there reaches the reader', async () => {
  const arriving = async function* (count: number) {
    for (let n = 0; n < count; n++) yield row
    throw new Error('database away')
  }
  await expect(write(arriving(3), 'CSV')).rejects.toThrow('database away')
  await expect(write(arriving(3), 'XLSX')).rejects.toThrow('database away')
})

test('a list too long for a workbook is refused in words', async () => {
  const many = Array.from({ length: workbookRows + 1 }, () => ({}))
  await expect(write(many, 'XLSX')).rejects.toMatchObject({ code: 'INVALID', details: { field: 'format' } })
})

test.each(['XLSX', 'CSV'] as const)('%s goes out and comes back in as a roster', async (format) => {
  const roster = [
    { ...row, name: '甲公司' },
    { name: '-乙公司', creditCode: code, headcount: null },
  ]
  const file = await readRosterFile(await write(roster, format), 'roster', enterpriseRoster)
  expect(file.rows.map(({ cells }) => cells)).toEqual([
    { name: '甲公司', creditCode: code, headcount: '56', contactPhone: '13800000000' },
    { name: '-乙公司', creditCode: code, headcount: '', contactPhone: '' },
  ])
})

test('in a CSV no text of digits stands bare that a spreadsheet would save with other digits, and it is read back', async () => {
  const codes = ['916101040000000517', '012345', '123456789012', '12345678E9', '０１２３４５']
  const rows = [...codes, '13800000000', '029-87654321', '12345678901', '0'].map((name) => ({
    name,
    contactPhone: name,
  }))
  const bytes = await write(rows, 'CSV')
  const lines: string[][] = parse(bytes, { bom: true, from: 2 })
  expect(lines.map(([name]) => name)).toEqual([
    ...codes.map((text) => `'${text}`),
    '13800000000',
    '029-87654321',
    '12345678901',
    '0',
  ])
  const { rows: read } = await readRosterFile(bytes, 'roster.csv', enterpriseRoster)
  const kept = rows.map(({ name }) => name.normalize('NFKC'))
  expect(read.map(({ cells }) => cells.name)).toEqual(kept)
  expect(read.map(({ cells }) => cells.contactPhone)).toEqual(kept)
})

// what LibreOffice 7.4 and Gnumeric 1.12 have made of such a file when they opened and saved it
test.each([
  ['LibreOffice', "'916101040000000517,'012345"],
  ['Gnumeric', '916101040000000517,012345'],
])('a CSV that %s has saved is read with all its digits', async (_, line) => {
  const file = new TextEncoder().encode(`统一社会信用代码,联系电话,企业名称\n${line},甲公司\n`)
  const { rows } = await readRosterFile(file, 'saved.csv', enterpriseRoster)
  expect(rows[0]!.cells).toMatchObject({ creditCode: '916101040000000517', contactPhone: '012345' })
})

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '\0=1',
  '\0x',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
  '\x01=1',
])('%j is neutralised', (text) => {
  expect(inertText(text)).toMatch(/^'/)
})

test('whatever the text, no cell of either format is a formula, and nothing else changes', async () => {
  const hostile = fc.tuple(
    fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠', '', "'"),
    fc.string({ unit: 'binary' }),
  )
  const texts = fc.array(
    hostile.map(([start, rest]) => start + rest),
    { minLength: 1, maxLength: 20 },
  )
  await fc.assert(
    fc.asyncProperty(texts, async (names) => {
      const rows = names.map((name) => ({ name, contactPhone: name, headcount: name, at: name }))
      const lines: string[][] = parse(await write(rows, 'CSV'), { bom: true })
      const xml = strFromU8(unzipSync(await write(rows, 'XLSX'))['xl/worksheets/sheet1.xml']!)
      expect(xml).not.toMatch(/<f[\s>]/)
      for (const [index, name] of names.entries()) {
        for (const cell of lines[index + 1]!) expect(cell).not.toMatch(/^[=+\-@\t\r\n\0＝＋－＠]/)
        expect(lines[index + 1]![0]).toBe(inertText(name))
      }
    }),
    { numRuns: 50 },
  )
})
