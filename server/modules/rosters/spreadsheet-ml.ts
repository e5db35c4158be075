import { RosterTrouble } from './problem.ts'
import { type Merge, mostFileColumns, mostSheetRows, type Sheet } from './sheet.ts'
import { numberText } from './workbook.ts'
import { readXml } from './xml.ts'

/** True for a SpreadsheetML 2003 text, which Excel and many registers write as .xml or as .xls. */
export const isSpreadsheetMl = (text: string): boolean =>
  /^\s*<(?:\?xml|(?:\w+:)?Workbook)\b/.test(text) &&
  text.slice(0, 4000).includes('urn:schemas-microsoft-com:office:spreadsheet')

/** The sheets of a SpreadsheetML 2003 text, in the order of their tabs. */
export function readSpreadsheetMl(xml: string, mostRows: number): Sheet[] {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new RosterTrouble('FORBIDDEN_XML')
  const sheets: Sheet[] = []
  let [row, column, type, value] = [0, -1, '', '']
  let [isData, isVisible] = [false, false]
  let cells: string[] = []
  const place = (index: string | undefined, before: number): number => (index ? Number(index) : before + 1)
  readXml(xml, {
    open(name, attribute) {
      const sheet = sheets.at(-1)
      if (name === 'Worksheet') {
        sheets.push({ name: attribute('Name') ?? '', rows: [], merges: [], exact: true })
        row = 0
      } else if (name === 'Row' && sheet) {
        row = place(attribute('Index'), row)
        ;[column, cells] = [-1, []]
      } else if (name === 'Cell' && sheet) {
        column = place(attribute('Index'), column + 1) - 1
        const merge = mergeAt(row, column, Number(attribute('MergeDown') ?? 0), Number(attribute('MergeAcross') ?? 0))
        if (merge.bottom > merge.top || merge.right > merge.left) sheet.merges.push(merge)
      } else if (name === 'Data') [isData, type, value] = [true, attribute('Type') ?? '', '']
      else if (name === 'Visible') [isVisible, value] = [true, '']
    },
    text(text) {
      if (isData || isVisible) value += text
    },
    close(name) {
      const sheet = sheets.at(-1)
      if (name === 'Data') {
        isData = false
        const cell = dataText(type, value)
        if (cell === '' || !sheet) return
        if (column >= mostFileColumns) throw new RosterTrouble('TOO_MANY_COLUMNS')
        while (cells.length < column) cells.push('')
        cells[column] = cell
      } else if (name === 'Cell' && sheet?.merges.at(-1)?.top === row && sheet.merges.at(-1)!.left === column) {
        column = sheet.merges.at(-1)!.right
      } else if (name === 'Row' && sheet && cells.length > 0) {
        sheet.rows.push({ number: row, cells })
        if (sheet.rows.length > mostSheetRows(mostRows)) throw new RosterTrouble('TOO_MANY_ROWS')
      } else if (name === 'Visible') {
        isVisible = false
        if (sheet && /hidden$/i.test(value.trim())) Object.assign(sheet, { rows: [], merges: [], left: 'HIDDEN' })
      }
    },
  })
  return sheets
}

const mergeAt = (top: number, left: number, down: number, across: number): Merge => ({
  top,
  left,
  bottom: top + down,
  right: left + across,
})

function dataText(type: string, value: string): string {
  if (type === 'Number') return numberText(value)
  return type === 'DateTime' ? value.replace(/T.*$/, '') : value
}
