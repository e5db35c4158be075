import { z } from 'zod'
import { type CodeFault, codeFaultWords, readCreditCode } from '#server/modules/enterprises/credit-code.ts'
import { wordsOfEnums } from '#server/platform/enum-type.ts'
import type { Sentence } from '#server/platform/errors.ts'
import { tidyText } from '#server/platform/text.ts'
import { compactText, hasLostDigits } from './text.ts'

/** The reasons for which a cell is refused: the code, which is stored, and its words in both languages. */
export const cellReasons = {
  REQUIRED: { zh: '必填', en: 'is required' },
  TOO_SHORT: { zh: '太短', en: 'is too short' },
  TOO_LONG: { zh: '太长', en: 'is too long' },
  LOST_DIGITS: codeFaultWords({ reason: 'LOST_DIGITS' }),
  NOT_A_COUNT: { zh: '不是整数', en: 'is not a whole number' },
  OUT_OF_RANGE: { zh: '超出范围', en: 'is out of range' },
  PHONE_FORM: { zh: '不是手机号或带区号的电话', en: 'is neither a mobile nor a phone with its area code' },
  NOT_A_DATE: { zh: '不是日期,请写成 2020-03-24', en: 'is not a date: write it as 2020-03-24' },
  NOT_A_TIME: { zh: '不是时间,请写成 09:30', en: 'is not a time of day: write it as 09:30' },
  NOT_A_CHOICE: { zh: '没有这个选项', en: 'is none of the choices' },
  FORM: { zh: '格式不对', en: 'has not the right form' },
} satisfies Record<string, Sentence>

/** One of the reasons above, or what is wrong with a credit code. */
export type CellReason = keyof typeof cellReasons | CodeFault['reason']

/** What a cell holds once it is checked; an empty cell holds null. */
export type CellValue = string | number | string[] | null

/** A value, or why there is none. `detail` is the range that would be right, the name of the enum, or what is wrong with a code. */
export type CheckedValue = { value: CellValue } | { reason: CellReason; detail?: string }

/**
 * The result of checking a cell. Where the value says less than the cell, `keepsText` is true; `isDoubtful` as well where
 * somebody has to check whether the value is right.
 */
export type CheckedCell = CheckedValue & { keepsText?: true; isDoubtful?: true }

/** How the cells of a column are checked. Only a cell with something in it is. */
export type CellCheck = {
  /** True where spaces and full-width characters mean nothing. */
  isCompact: boolean
  /** The enum of the API of which the cell holds values, where it does. */
  choices?: { name: string }
  check: (text: string) => CheckedCell
}

/** What is written in a cell whose value is to be taken away: an empty cell changes nothing. */
export const clearWords = { zh: '清空', en: 'CLEAR' } satisfies Sentence

/** The value of a cell in which that is written. */
export const cleared = ''

/** A text of `least` to `most` characters. */
export const textCell = (least: number, most: number): CellCheck => ({
  isCompact: false,
  check: (text) => {
    const length = [...text].length
    if (length < least) return { reason: 'TOO_SHORT' }
    return length > most ? { reason: 'TOO_LONG' } : { value: text }
  },
})

/** A text that this type of a deed's input takes. */
export const inputCell = (type: z.ZodType<string>): CellCheck => ({
  isCompact: false,
  check: (text) => {
    const { success, data, error } = type.safeParse(text)
    if (success) return { value: data }
    const code = error.issues[0]?.code
    return { reason: code === 'too_small' ? 'TOO_SHORT' : code === 'too_big' ? 'TOO_LONG' : 'FORM' }
  },
})

/** A unified social credit code. */
export const creditCodeCell: CellCheck = {
  isCompact: true,
  check: (text) => {
    const read = readCreditCode(text)
    return 'code' in read ? { value: read.code } : read
  },
}

/** A whole number from `least` to `most`. */
export const countCell = (least: number, most: number): CellCheck => ({
  isCompact: true,
  check: (text) => {
    const count = text.replace(/^第|[人名个家位队站号]$/g, '').replace(/,(?=\d{3})/g, '')
    if (!/^-?\d+$/.test(count)) return { reason: 'NOT_A_COUNT' }
    const value = Number(count)
    if (value >= least && value <= most) return { value }
    return { reason: 'OUT_OF_RANGE', detail: `${least.toLocaleString('en')}–${most.toLocaleString('en')}` }
  },
})

/** A day, with its year: 2020-03-24, 2020/3/24, 2020.3.24 or 2020年3月24日. */
export const dateCell: CellCheck = {
  isCompact: true,
  check: (text) => {
    const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]?00:00(?::00)?)?$/.exec(text) ?? []
    const date = z.iso.date().safeParse(`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`)
    return date.success ? { value: date.data } : { reason: 'NOT_A_DATE' }
  },
}

/** A time of day. */
export const timeCell: CellCheck = {
  isCompact: true,
  check: (text) => {
    const [, hour, minute] = /^(\d{1,2})[:时点](\d{2})?(?::00|分)?$/.exec(text) ?? []
    const time = `${hour?.padStart(2, '0')}:${minute ?? '00'}`
    return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? { value: time } : { reason: 'NOT_A_TIME' }
  },
}

/** One of the values of an enum of the API, by its word in either language. `others` are further words for values. */
export const choiceCell = <V extends string>(
  type: { name: string },
  others: Partial<Record<V, string[]>> = {},
): CellCheck => ({
  isCompact: false,
  choices: type,
  check: (text) => {
    const value = choiceOf(type, text, others)
    return value ? { value } : { reason: 'NOT_A_CHOICE', detail: type.name }
  },
})

/** Several values of an enum, by their words with signs or spaces between them. */
export const choicesCell = <V extends string>(
  type: { name: string },
  others: Partial<Record<V, string[]>> = {},
): CellCheck => ({
  isCompact: false,
  choices: type,
  check: (text) => {
    const values = partsOf(text).map((part) => choiceOf(type, part, others))
    if (values.some((value) => !value)) return { reason: 'NOT_A_CHOICE', detail: type.name }
    return { value: [...new Set(values as string[])] }
  },
})

/** Texts of up to `most` characters each, with signs between them. */
export const textsCell = (most: number): CellCheck => ({
  isCompact: false,
  check: (text) => {
    const values = [...new Set(partsOf(text))]
    return values.some((value) => [...value].length > most) ? { reason: 'TOO_LONG' } : { value: values }
  },
})

/** The parts of a cell between the signs 、,;/; a comma within a number is none. */
export const partsOf = (text: string): string[] =>
  text
    .split(/[、，；;/]|,(?!\d{3}(?!\d))/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

function choiceOf(
  { name }: { name: string },
  text: string,
  others: Partial<Record<string, string[]>>,
): string | undefined {
  const same = (word: string) => word.toLowerCase() === text.toLowerCase()
  const words = Object.entries(wordsOfEnums.get(name) ?? {})
  return words.find(([value, { zh, en }]) => [value, zh, en, ...(others[value] ?? [])].some(same))?.[0]
}

// no column takes so long a text, and to look for phone numbers and counts in it would take long
const longestCell = 2000

const empty = /^(?:[-—–/\\]+|无|暂无|没有|N\/A|NONE|NULL)$/i
const clear = /^[([{（【]?(?:清空|CLEAR)[)\]}）】]?$/i

/**
 * Checks one cell: its value, which is null where nothing stands in it, or why it is refused. Where the value may be taken
 * away, the word for that is `cleared`.
 */
export function checkCell({ isCompact, check }: CellCheck, cell: string, mayClear = false): CheckedCell {
  if (cell.length > longestCell) return { reason: 'TOO_LONG' }
  if (mayClear && clear.test(cell.trim())) return { value: cleared }
  const text = empty.test(cell.trim()) ? '' : (isCompact ? compactText : tidyText)(cell)
  if (text === '') return { value: null }
  return hasLostDigits(compactText(text)) ? { reason: 'LOST_DIGITS' } : check(text)
}
