import { strToU8, zipSync } from 'fflate'
import writeWorkbook, { type SheetData } from 'write-excel-file/node'

/** An .xlsx as a library writes it. */
export const aWorkbook = async (data: SheetData): Promise<Uint8Array> =>
  new Uint8Array(await writeWorkbook(data).toBuffer())

const ooxml = 'http://schemas.openxmlformats.org'
const rels = `${ooxml}/officeDocument/2006/relationships`

/** The parts of a workbook with one sheet, from the XML that stands in its worksheet element. */
export const workbookParts = (sheet: string): Record<string, Uint8Array> => ({
  'xl/workbook.xml': strToU8(
    `<?xml version="1.0"?><workbook xmlns="${ooxml}/spreadsheetml/2006/main" xmlns:r="${rels}"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ),
  'xl/_rels/workbook.xml.rels': strToU8(
    `<?xml version="1.0"?><Relationships xmlns="${ooxml}/package/2006/relationships"><Relationship Id="rId1" Type="${rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ),
  'xl/worksheets/sheet1.xml': strToU8(`<?xml version="1.0"?><worksheet>${sheet}</worksheet>`),
})

/** An .xlsx from raw XML, for what no spreadsheet would write. */
export const aRawWorkbook = (sheet: string, more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({ ...workbookParts(sheet), ...more })

/** A row of inline strings, numbers as raw text in a `{ n }`. */
export function rawRow(row: number, cells: (string | { n: string })[]): string {
  const xml = cells.map((cell, index) => {
    const at = `r="${String.fromCharCode(65 + index)}${row}"`
    return typeof cell === 'string'
      ? `<c ${at} t="inlineStr"><is><t>${cell}</t></is></c>`
      : `<c ${at}><v>${cell.n}</v></c>`
  })
  return `<row r="${row}">${xml.join('')}</row>`
}

let gbkCodes: Map<string, number> | undefined

/** Text in GBK, as Excel in China saves a CSV: the decoder's table read backwards. */
export function gbk(text: string): Uint8Array {
  gbkCodes ??= readGbkTable()
  return Uint8Array.from(
    [...text].flatMap((character) => {
      if (character < '\x80') return [character.charCodeAt(0)]
      const code = gbkCodes!.get(character)!
      return [code >> 8, code & 0xff]
    }),
  )
}

function readGbkTable(): Map<string, number> {
  const decoder = new TextDecoder('gbk')
  const codes = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      codes.set(decoder.decode(Uint8Array.of(lead, trail)), (lead << 8) | trail)
    }
  }
  return codes
}

/** A million rows: with a number in each, or only with a border. */
export const millionRows = (bordered: boolean): string =>
  Array.from(
    { length: 1_000_000 },
    (_, i) => `<row r="${i + 4}"><c r="A${i + 4}"${bordered ? '/>' : '><v>1</v></c>'}</row>`,
  ).join('')
