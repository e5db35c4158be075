import { RosterTrouble } from './problem.ts'
import { mostFileColumns, type SheetRow } from './sheet.ts'

/** The separators between the cells of a text file, the usual first. */
export const separators = [',', '\t', ';', '|', '，']

// in a table of two columns a note whose lines have one comma each looks like rows, so that fewer such lines are none
const mostLinesWithOne = 3

/**
 * The rows of a text in which something stands, each with the number of the line on which it begins. A cell in quotes may hold
 * separators and line breaks. A quote within a cell is a character. Where a quote does not end before another row has begun, the
 * text is refused with the line of the quote: what comes after it would vanish in one cell. Rows are within a quote where
 * the line on which it begins, the one on which it ends and most between them are as wide as the rows before if quotes mean nothing.
 */
export function* separatedRows(text: string, separator: string): Generator<SheetRow> {
  let [at, line, widest, most] = [0, 1, 0, 0]
  while (at < text.length) {
    const row: SheetRow = { number: line, cells: [] }
    let count = 0
    for (let isLast = false; !isLast; count++) {
      const cell = text[at] === '"' ? quotedCell(text, at, separator) : undefined
      if (cell) {
        const { lines, widths } = cell
        const [first = 0, ...within] = widths
        const last = within.pop() ?? 0
        const isRow = (width: number) => width > 1 && width <= most && width >= (widest > 3 ? widest - 1 : widest)
        const swallows =
          within.length >= (widest === 2 && count > 0 ? mostLinesWithOne : 1) &&
          isRow(count + first) &&
          isRow(last + restOf(text, cell.end, separator)) &&
          within.filter(isRow).length * 2 >= within.length
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
    most = Math.max(most, count)
    if (row.cells.length > 0) yield row
  }
}

/** How many cells follow on the same line. */
function restOf(text: string, from: number, separator: string): number {
  let cells = 0
  for (let at = from; at < text.length && text[at] !== '\n' && text[at] !== '\r'; at++) {
    if (text[at] === separator) cells++
  }
  return cells
}

function bareEnd(text: string, from: number, separator: string): number {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return end
}

/**
 * A cell that begins with a quote. `lines` are its line breaks, `widths` how many cells each line of it that is not empty would
 * have without the quotes. It is not closed where its last quote is followed by more text.
 */
function quotedCell(text: string, from: number, separator: string) {
  let [at, lines, value] = [from + 1, 0, '']
  const widths: number[] = []
  let [cells, lineStart] = [0, at]
  for (let start = at; at < text.length; at++) {
    const sign = text[at]
    if (sign === separator) cells++
    else if (sign === '\n' || (sign === '\r' && text[at + 1] !== '\n')) {
      if (text.slice(lineStart, at).trim() !== '' || lines === 0) widths.push(cells + 1)
      ;[lines, cells, lineStart] = [lines + 1, 0, at + 1]
    } else if (sign === '"') {
      value += text.slice(start, at)
      if (text[at + 1] !== '"') {
        let end = at + 1
        while (text[end] === ' ') end++
        const isClosed = end >= text.length || [separator, '\n', '\r'].includes(text[end]!)
        return { end, value, lines, widths: [...widths, cells + 1], isClosed }
      }
      start = ++at
    }
  }
  return { end: at, value, lines, widths: [...widths, cells + 1], isClosed: false }
}
