import { strToU8, zipSync } from 'fflate'

/** A sheet of a workbook as XML holds it: rows of texts, from row 1. `bare` leaves out the addresses of rows and cells. */
export type TestSheet = {
  name: string
  rows?: readonly (readonly string[])[]
  state?: 'hidden' | 'veryHidden'
  isChart?: boolean
  bare?: boolean
  merges?: readonly string[]
}

const ooxml = 'http://schemas.openxmlformats.org'
const rels = `${ooxml}/officeDocument/2006/relationships`

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

/** An .xlsx of these sheets. */
export function sheetsFile(sheets: readonly TestSheet[]): Uint8Array {
  const path = ({ isChart }: TestSheet, n: number) => `${isChart ? 'chartsheets' : 'worksheets'}/sheet${n + 1}.xml`
  const tabs = sheets.map(
    ({ name, state }, n) =>
      `<sheet name="${escaped(name)}" sheetId="${n + 1}"${state ? ` state="${state}"` : ''} r:id="r${n + 1}"/>`,
  )
  const targets = sheets.map(
    (sheet, n) =>
      `<Relationship Id="r${n + 1}" Type="${rels}/${sheet.isChart ? 'chartsheet' : 'worksheet'}" Target="${path(sheet, n)}"/>`,
  )
  const main = `${ooxml}/spreadsheetml/2006/main`
  return zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${rels}"><sheets>${tabs.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${ooxml}/package/2006/relationships">${targets.join('')}</Relationships>`,
    ),
    ...Object.fromEntries(
      sheets.map((sheet, n) => [
        `xl/${path(sheet, n)}`,
        strToU8(
          sheet.isChart ? `<chartsheet xmlns="${main}"/>` : `<worksheet xmlns="${main}">${dataOf(sheet)}</worksheet>`,
        ),
      ]),
    ),
  })
}

function dataOf({ rows = [], bare, merges = [] }: TestSheet): string {
  const cell = (text: string, row: number, column: number) => {
    const place = bare ? '' : ` r="${letters(column)}${row + 1}"`
    if (text === '' && !bare) return ''
    return text === '' ? '<c/>' : `<c${place} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
  }
  const lines = rows.map(
    (cells, row) =>
      `<row${bare ? '' : ` r="${row + 1}"`}>${cells.map((text, column) => cell(text, row, column)).join('')}</row>`,
  )
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  return `<sheetData>${lines.join('')}</sheetData>${merged && `<mergeCells>${merged}</mergeCells>`}`
}

const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
