import { RosterTrouble } from './problem.ts'
import { mostFileColumns, type SheetRow } from './sheet.ts'

/** The separators between the cells of a text file, the usual first. */
export const separators = [',', '\t', ';', '|', '，']

/**
 * The rows of a text in which something stands, each with the number of the line on which it begins. A cell in quotes may hold separators and line breaks. A quote within a cell is a character. Where
 * a quote does not end before another row has begun, the text is refused with the line of the quote: what comes after it would
 * vanish in one cell.
 */
export function* separatedRows(text: string, separator: string): Generator<SheetRow> {
  let [at, line, widest] = [0, 1, 0]
  while (at < text.length) {
    const row: SheetRow = { number: line, cells: [] }
    let count = 0
    for (let isLast = false; !isLast; count++) {
      const cell = text[at] === '"' ? quotedCell(text, at, separator) : undefined
      if (cell) {
        const { lines, columns } = cell
        const swallows = columns > 1 && columns >= widest - 1
        if (lines > 0 && (swallows || !cell.isClosed)) throw new RosterTrouble('UNCLOSED_QUOTE', { line })
        line += lines
      }
      const end = cell?.isClosed ? cell.end : bareEnd(text, at, separator)
      const value = cell?.isClosed ? cell.value : text.slice(at, end)
      if (value.trim() !== '') {
        if (count >= mostFileColumns) throw new RosterTrouble('TOO_MANY_COLUMNS')
        while (row.cells.length < count) row.cells.push('')
        row.cells.push(value)
      }
      isLast = text[end] !== separator
      at = end + 1
      if (isLast && text[end] === '\r' && text[end + 1] === '\n') at++
    }
    line++
    widest = Math.max(widest, Math.min(count, row.cells.length))
    if (row.cells.length > 0) yield row
  }
}

function bareEnd(text: string, from: number, separator: string): number {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return end
}

/**
 * A cell that begins with a quote. `lines` are its line breaks, `columns` the most cells that one whole line within it would have.
 * It is not closed where its last quote is followed by more text.
 */
function quotedCell(text: string, from: number, separator: string) {
  let [at, lines, columns, value] = [from + 1, 0, 0, '']
  let cells = 0
  for (let start = at; at < text.length; at++) {
    const sign = text[at]
    if (sign === separator) cells++
    else if (sign === '\n' || (sign === '\r' && text[at + 1] !== '\n')) {
      // the first line is not whole: it began with the cell
      if (lines > 0) columns = Math.max(columns, cells + 1)
      ;[lines, cells] = [lines + 1, 0]
    } else if (sign === '"') {
      value += text.slice(start, at)
      if (text[at + 1] !== '"') {
        let end = at + 1
        while (text[end] === ' ') end++
        const isClosed = end >= text.length || [separator, '\n', '\r'].includes(text[end]!)
        return { end, value, lines, columns, isClosed }
      }
      start = ++at
    }
  }
  return { end: at, value, lines, columns, isClosed: false }
}
