import { createHash } from 'node:crypto'
import { tidyText } from '#server/platform/text.ts'
import type { HeaderPlan, HeaderTexts, ReadHeader } from './header.ts'
import { plain } from './plain.ts'
import type { Merge, Sheet, SheetRow } from './sheet.ts'

/** The header of a sheet: what its columns mean, and after how many of the sheet's rows the data begins. */
export type Header = KnownHeader & { dataFrom: number; row: number }

/** A header by whose `key` it is known again, and whether it was read by what was said of an earlier file. */
export type KnownHeader = ReadHeader & { key: string; isRemembered: boolean }

type Reading = (headers: readonly HeaderTexts[]) => KnownHeader

const headRows = 50
const mostDepth = 4

/**
 * Finds the header among the first rows of the sheet: one row, or up to four of which the upper ones have titles of groups.
 * More known columns are better, then fewer rows, then the upper place.
 */
export function findHeader({ rows, merges }: Sheet, plan: HeaderPlan, readHeader: Reading): Header | undefined {
  let best: (Header & { score: number; depth: number }) | undefined
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const head = rows.slice(0, headRows).map(({ number, cells }) => ({ number, cells: cells.map(tidyText) }))
  const origins = mergedOrigins(merges, head, width)
  for (let depth = 1; depth <= mostDepth; depth++) {
    for (let first = 0; first + depth <= head.length; first++) {
      const block = head.slice(first, first + depth)
      const headers = blockTexts(block, width, origins)
      const read = readHeader(headers.map(({ texts }) => texts))
      const score = Math.max(Object.keys(read.columns).length, read.said)
      if (score <= (best?.score ?? 0) || !isHeader(read, plan) || (depth > 1 && !isJoined(read, headers))) continue
      best = { ...read, score, depth, dataFrom: first + depth, row: block.at(-1)!.number }
    }
  }
  return best
}

/** The row that whoever looks at the sheet would take for its header: the first that is about as wide as the widest. */
export function likelyHeader({ rows }: Sheet): { row: number; texts: string[] } | undefined {
  const head = rows.slice(0, headRows).map(({ number, cells }) => ({ row: number, texts: cells.map(tidyText) }))
  const width = ({ texts }: { texts: string[] }) => texts.filter((text) => text !== '').length
  const widest = Math.max(0, ...head.map(width))
  return head.find((row) => width(row) > widest / 2)
}

/** By what a header is known again in another file: its words, made short. */
export function headerKey(headers: readonly HeaderTexts[]): string {
  const words = headers.map(([text = '']) => plain(text))
  return createHash('sha256').update(words.join('|').replace(/\|+$/, '')).digest('hex')
}

/** True for a row with a column that a file must have and a second one, with headers alone, or with one that somebody has named. */
function isHeader({ columns, texts, said }: ReadHeader, { needs }: HeaderPlan): boolean {
  if (needs[0]!.every((column) => columns[column] === undefined)) return false
  const known = Object.keys(columns).length
  return known > 1 || said > 0 || known === texts.filter((text) => text !== '').length
}

/** True where the last row belongs to the header: at least half of what stands in it has a meaning. A row of data has none. */
function isJoined({ columns, texts }: ReadHeader, headers: readonly BlockHeader[]): boolean {
  const known = new Set(Object.values(columns))
  const filled = headers.flatMap(({ last }, index) => (last === '' ? [] : [{ last, index }]))
  const meant = filled.filter(({ last, index }) => known.has(index) && texts[index]!.endsWith(last))
  return filled.length > 0 && meant.length * 2 >= filled.length
}

/**
 * For each cell of the first rows that a merged cell covers, the place that holds the text. Merged cells do not overlap, so that
 * no more of them is looked at than there are cells.
 */
function mergedOrigins(merges: Merge[], head: readonly SheetRow[], width: number): Map<string, string> {
  const origins = new Map<string, string>()
  const last = head.at(-1)!.number
  let left = head.length * width
  for (const merge of merges) {
    if (merge.top > last) continue
    for (const { number } of head) {
      if (number < merge.top || number > merge.bottom) continue
      for (let column = merge.left; column <= Math.min(merge.right, width - 1); column++) {
        if (left-- === 0) return origins
        origins.set(`${number} ${column}`, `${merge.top} ${merge.left}`)
      }
    }
  }
  return origins
}

/** The texts that a header of several rows may have, the fullest first, and the one of its last row alone. */
type BlockHeader = { texts: HeaderTexts; last: string }

/** The headers of a block of rows, whose cells are tidied. A title of a group stands above its first header only, or is merged over all of them. */
function blockTexts(block: readonly SheetRow[], width: number, origins: ReadonlyMap<string, string>): BlockHeader[] {
  const filled = new Map<string, string>(
    block.flatMap(({ number, cells }) => cells.map((cell, column) => [`${number} ${column}`, cell] as const)),
  )
  const groups = block.map(() => '')
  let before = ''
  return Array.from({ length: width }, (_, column) => {
    const places = block.map(({ number }) => origins.get(`${number} ${column}`) ?? `${number} ${column}`)
    const isCovered = places.join() === before
    before = places.join()
    if (isCovered) return { texts: [''], last: '' }
    const own = places.map((place, row) => (place === places[row - 1] ? '' : (filled.get(place) ?? '')))
    const last = own.at(-1)!
    if (block.length === 1) return { texts: [last], last }
    const grouped = own.map((text, row) => {
      if (text !== '' || places[row] === places[row - 1]) groups[row] = text
      return row < own.length - 1 && last !== '' ? groups[row]! : text
    })
    const parts = own.flatMap((_, row) => [own.slice(row).join(''), own.slice(0, row).join('')])
    const texts = [own.join(''), grouped.join(''), ...parts].filter((text) => text !== '')
    return { texts: texts.length > 0 ? [...new Set([grouped.join(''), ...texts])] : [''], last }
  })
}
