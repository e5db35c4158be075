import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { RosterFileError } from '#server/modules/rosters/errors.ts'
import { readRosterFile } from '#server/modules/rosters/file.ts'
import { headerPlanOf } from '#server/modules/rosters/kind.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'
import { answerRoster } from '#server/modules/rosters/parse.ts'
import { code, csv, header, read, reasonOf } from './setup/roster-reading.ts'
import { aRawWorkbook, millionRows, rawRow, workbookParts } from './setup/workbook.ts'

describe('a file that is no roster', () => {
  const bomb = new Uint8Array(60 * 1024 * 1024).fill(32)
  const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  const files: [string, string, () => Uint8Array, string?][] = [
    ['an old .xls', 'OLD_EXCEL', () => ole],
    ['a workbook with a password', 'ENCRYPTED', () => Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')])],
    [
      'a web page named .xls',
      'WEB_PAGE',
      () => strToU8('\uFEFF<html><table><tr><td>企业名称</td></tr></table></html>'),
      '名册.xls',
    ],
    ['text named .xlsx', 'NOT_A_WORKBOOK', () => strToU8(header), '名册.xlsx'],
    ['some other archive', 'NOT_A_WORKBOOK', () => zipSync({ 'word/document.xml': strToU8('<a/>') })],
    ['a picture', 'ENCODING', () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xff])],
    ['half a workbook', 'DAMAGED', () => aRawWorkbook('<sheetData/>').slice(0, 300)],
    ['a password on the archive', 'ENCRYPTED', () => withFlag(aRawWorkbook('<sheetData/>'))],
    ['an empty sheet', 'EMPTY', () => aRawWorkbook('<sheetData/>')],
    ['no header', 'NO_HEADER', () => strToU8('甲公司,1\n乙公司,2\n')],
    ['a header twice', 'DUPLICATED_HEADER', () => strToU8('企业名称,信用代码,信用代码\n')],
  ]
  const hostile: [string, string, () => Uint8Array][] = [
    ['nothing', 'EMPTY', () => new Uint8Array()],
    ['more than 10 MB', 'TOO_LARGE', () => new Uint8Array(10 * 1024 * 1024 + 1)],
    ['60 MB of blanks in 60 KB', 'UNPACKS_TOO_LARGE', () => aRawWorkbook('<sheetData/>', { 'xl/styles.xml': bomb })],
    [
      'the same, with a header that lies',
      'DAMAGED',
      () => withSize(aRawWorkbook('<sheetData/>', { 'xl/styles.xml': bomb }), 100),
    ],
    [
      '300 entries',
      'UNPACKS_TOO_LARGE',
      () =>
        aRawWorkbook(
          '<sheetData/>',
          Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.xml`, new Uint8Array()])),
        ),
    ],
    [
      'a document type',
      'FORBIDDEN_XML',
      () =>
        zipSync({
          ...workbookParts(''),
          'xl/sharedStrings.xml': strToU8(
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>',
          ),
        }),
    ],
    ['20,001 rows', 'TOO_MANY_ROWS', () => strToU8(header + `甲公司,${code},\n`.repeat(20_001))],
    ['a million rows', 'TOO_MANY_ROWS', () => strToU8(header + '甲,1,\n'.repeat(1_000_000))],
    [
      'a million rows in a workbook',
      'TOO_MANY_ROWS',
      () => aRawWorkbook(`<sheetData>${rawRow(1, ['名称', '信用代码'])}${millionRows(false)}</sheetData>`),
    ],
    [
      'a cell in the last column of every row',
      'TOO_MANY_COLUMNS',
      () => aRawWorkbook(`<sheetData>${lastColumns()}</sheetData>`),
    ],
    [
      'a row far beyond the last',
      'DAMAGED',
      () => aRawWorkbook('<sheetData><row r="900000000000"><c r="A900000000000"><v>1</v></c></row></sheetData>'),
    ],
  ]
  test.each(files)('%s: %s', async (_, reason, bytes, fileName = 'roster') => {
    expect(await reasonOf(read(bytes(), fileName))).toBe(reason)
  })

  test.each(hostile)('%s: %s', async (_, reason, bytes) => {
    expect(await reasonOf(readRosterFile(bytes(), 'roster', enterpriseRoster))).toBe(reason)
  })

  test('the refusal is INVALID at the file, in both languages, and the next file is read', async () => {
    const refused = await csv('企业名称,信用代码,信用代码').catch((error: unknown) => error as RosterFileError)
    expect(refused).toMatchObject({ code: 'INVALID', details: { field: 'file' } })
    expect((refused as RosterFileError).sentence.zh).toContain('“信用代码”出现了两次')
    expect((await csv(header)).rows).toEqual([])
  })

  test('whatever the bytes are, the answer is a roster or a refusal', async () => {
    const workbook = aRawWorkbook(`<sheetData>${rawRow(1, ['名称', '信用代码'])}${rawRow(2, ['甲', code])}</sheetData>`)
    const spoilt = fc.array(fc.tuple(fc.nat(workbook.length - 1), fc.nat(255)), { maxLength: 6 }).map((changes) => {
      const copy = workbook.slice()
      for (const [at, value] of changes) copy[at] = value
      return copy
    })
    const text = fc.string({ unit: 'grapheme', maxLength: 200 }).map((tail) => strToU8(header + tail))
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), spoilt, text)
    const names = fc.constantFrom('a.csv', 'a.xlsx', '')
    await fc.assert(
      fc.asyncProperty(bytes, names, async (file, name) => {
        expect(typeof (await reasonOf(readRosterFile(file, name, enterpriseRoster)))).toBe('string')
      }),
      { numRuns: 8 },
    )
    await fc.assert(
      fc.asyncProperty(bytes, names, async (file, fileName) => {
        const answer = await answerRoster({ bytes: file, fileName, plan: headerPlanOf(enterpriseRoster) })
        expect('file' in answer || answer.reason).toBeTruthy()
      }),
      { numRuns: 300 },
    )
  })
})

function lastColumns(): string {
  return Array.from({ length: 20_000 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`).join('')
}

/** The archive with the encryption bit set in every central header. */
const withFlag = (zip: Uint8Array): Uint8Array => patchCentral(zip, (view, at) => view.setUint16(at + 8, 1, true))

/** The archive with a false unpacked size in every central header. */
const withSize = (zip: Uint8Array, size: number): Uint8Array =>
  patchCentral(zip, (view, at) => view.setUint32(at + 24, size, true))

function patchCentral(zip: Uint8Array, patch: (view: DataView, at: number) => void): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length)
  for (let at = 0; at < zip.length - 4; at++) if (view.getUint32(at, true) === 0x02014b50) patch(view, at)
  return zip
}
