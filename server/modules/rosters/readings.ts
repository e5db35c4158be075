import { isMasked } from '#server/platform/phones.ts'
import { tidyText } from '#server/platform/text.ts'
import type { CellCheck, CheckedCell, CheckedValue } from './cells.ts'
import { compactText } from './text.ts'

// Cells as people write them. As much of each is read as can be; what the value does not say is kept as the cell's text.

const separated = /(?<!\d)(?:(?:\+|00)?86[- ]?)?(1\d{2})[- ]?(\d{4})[- ]?(\d{4})(?!\d)/
const landline = /(?<!\d)\(?(0\d{2,3})\)?[- ]?(\d{7,8})(?:\s*(?:转|-|#|x|ext\.?)\s*(\d{1,6}))?(?!\d)/i
const service = /(?<!\d)([48]00-?\d{3}-?\d{4})(?!\d)/
const local = /(?<![\d-])(\d{7,8})(?![\d-])/
const anyPhone = new RegExp([separated, landline, service, local].map(({ source }) => source).join('|'), 'gi')

/** The phone numbers in a text, as they are kept, and the text without them. */
export function phonesIn(text: string): { phones: string[]; rest: string } {
  const phones: string[] = []
  const rest = text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(anyPhone, (...found) => {
      const [a, b, c, area, number, extension, free, bare] = found.slice(1) as (string | undefined)[]
      const fixed = area && `${area}-${number}${extension ? `-${extension}` : ''}`
      phones.push(a ? `${a}${b}${c}` : (fixed ?? free ?? bare ?? ''))
      return ' '
    })
  return { phones, rest }
}

const onlyLabels = /^(?:联系|办公|移动|固定)?(?:电话|手机|座机|号码|tel|phone|mobile)?[\s:.,;'"、]*$/i

/**
 * A mobile phone, a phone with its area code or without, or the number of a service. Of several the first is taken, and of
 * a number with a name or a note the number; then the text is kept.
 */
export const phoneCell: CellCheck = {
  isCompact: false,
  check: (text) => {
    // a file that was exported has masked numbers, which say nothing new
    if (isMasked(text)) return { value: null }
    const known = plainPhone(compactText(text))
    if (known) return { value: known }
    const { phones, rest } = phonesIn(text)
    if (phones.length === 0) return { reason: 'PHONE_FORM' }
    return { value: phones[0]!, ...((phones.length > 1 || !onlyLabels.test(rest.trim())) && { keepsText: true }) }
  },
}

/** A cell that holds one number and nothing else, as it is kept. */
function plainPhone(text: string): string | null {
  const phone = text
    .replace(/^(?:\+|00)86-?/, '')
    .replace(/^86(?=1\d{10}$)/, '')
    .replace(/^\((0\d{2,3})\)-?/, '$1-')
    .replace(/(?:转|X|#|EXT\.?)(?=\d{1,6}$)/, '-')
  const mobile = phone.replaceAll('-', '')
  if (/^1\d{10}$/.test(mobile)) return mobile
  return /^0\d{2,3}-?\d{7,8}(?:-\d{1,6})?$/.test(phone) || /^[48]00-?\d{3}-?\d{4}$/.test(phone) ? phone : null
}

/** The name that stands before a phone number in one cell, such as 张三 in 张三13800138000; null where there is none. */
export const nameBefore = (text: string): string | null =>
  /^([\p{Script=Han}·]{2,10})[\s:：]*(?=[+\d(（])/u
    .exec(tidyText(text))?.[1]
    ?.replace(/^(?:联系)?(?:电话|手机|座机).*$/u, '') || null

const unknownCount = /^(?:不详|不清楚|不明|未知|未统计|待统计|待定|保密|[?？]+)$/

/**
 * How many people work somewhere. Of about 50 (约50, 50余人, 300+) the number is taken and the text kept, of 50 to 100 the
 * lower one, which somebody has to check. What says that nobody knows is no number.
 */
export const headcountCell = (most: number): CellCheck => {
  const within = (value: number): CheckedValue =>
    value <= most ? { value } : { reason: 'OUT_OF_RANGE', detail: `0–${most.toLocaleString('en')}` }
  return {
    isCompact: false,
    check: (cell) => {
      const text = compactText(cell).replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
      if (unknownCount.test(text)) return { value: null }
      const exact = /^共?(\d+)[人名个]?$/.exec(text)
      if (exact) return within(Number(exact[1]))
      return readCount(text, within)
    },
  }
}

function readCount(text: string, within: (value: number) => CheckedValue): CheckedCell {
  const amount = (digits: string, unit = '') => Math.round(Number(digits) * (/[万W]/i.test(unit) ? 10_000 : 1))
  const sexes = /^男\D{0,2}(\d+)\D{0,3}女\D{0,2}(\d+)\D{0,2}$/.exec(text)
  if (sexes) return { ...within(Number(sexes[1]) + Number(sexes[2])), keepsText: true }
  const range = /^\D{0,3}(\d+)[人名]?(?:-|~|～|至|到)(\d+)[人名]?\D{0,2}$/.exec(text)
  if (range) return { ...within(Number(range[1])), keepsText: true, isDoubtful: true }
  const about =
    /^(?:约|大约|近|不到|将近|共|总共|大概|>|<|≥|≤)?(\d+(?:\.\d+)?)(万|W)?(?:余|多|来)?[人名个]?(?:左右|以上|以下|余|多)?(?:\+|\(.*\))?$/i.exec(
      text,
    )
  if (about) {
    const value = within(amount(about[1]!, about[2]))
    return /^\d+(?:\.\d+)?万$/.test(text) ? value : { ...value, keepsText: true }
  }
  return { reason: 'NOT_A_COUNT' }
}
