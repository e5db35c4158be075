import { codeFaultWords } from '#server/modules/enterprises/credit-code.ts'
import { wordOf, wordsOfEnums } from '#server/platform/enum-type.ts'
import type { Locale, Sentence } from '#server/platform/errors.ts'
import { maskPhone, maskPhonesIn } from '#server/platform/phones.ts'
import { cellReasons } from './cells.ts'
import type { Columns, Entry, RefusedCell } from './kind.ts'

/** A value of a column as people read it: the values of an enum are called by their words. */
export function valueText(columns: Columns, column: string, value: string, locale: Locale): string {
  const choices = columns[column]?.cell.choices
  if (choices) return wordOf(choices, value.split(' ').filter(Boolean), locale)
  return columns[column]?.phoneOf ? maskPhone(value) : value
}

/** What a cell of a row holds: a text, or several. */
export type CellValues = { column: string; value: string | readonly string[] }

/** What the cells of a row hold, by the columns of its kind. */
export const valuesOf = (entry: Entry | null, columns: Columns): CellValues[] =>
  Object.keys(columns).flatMap((column) => {
    const value = entry?.[column]
    if (value === undefined || value === null) return []
    return [{ column, value: Array.isArray(value) ? value.map(String) : String(value) }]
  })

/** What a cell of a column says, as people read it: several values as a list in the caller's language. */
export function cellText(columns: Columns, column: string, value: string | readonly string[], locale: Locale): string {
  if (typeof value === 'string') return valueText(columns, column, value, locale)
  if (columns[column]?.cell.choices) return valueText(columns, column, value.join(' '), locale)
  return value.join({ zh: '、', en: ', ' }[locale])
}

/** A sentence that says which cell of a row is refused, and why. */
export function reasonSentence(columns: Columns, cell: RefusedCell, locale: Locale): string {
  const name = columns[cell.column]?.name[locale] ?? cell.column
  if ('sentence' in cell) return locale === 'zh' ? `${name}:${cell.sentence.zh}` : `${name}: ${cell.sentence.en}`
  const said = wordsOf(cell)
  return locale === 'zh' ? `${name}:${said.zh}` : `${name} ${said.en}`
}

function wordsOf({ reason, detail = '', sheet }: Extract<RefusedCell, { reason: string }>): Sentence {
  switch (reason) {
    case 'DUPLICATE':
      return sheet === undefined
        ? { zh: `与第 ${detail} 行重复`, en: `repeats row ${detail}` }
        : { zh: `与工作表“${sheet}”第 ${detail} 行重复`, en: `repeats row ${detail} of the sheet “${sheet}”` }
    case 'NO_SUCH_ZONE':
      return detail
        ? { zh: `没有这个片区,现有:${detail}`, en: `is no zone of ours; there are: ${detail.replaceAll('、', ', ')}` }
        : { zh: '没有这个片区,本工会还没有划分片区', en: 'is no zone of ours; there are none yet' }
    case 'NOT_A_CHOICE': {
      const words = Object.values(wordsOfEnums.get(detail) ?? {})
      const { zh, en } = cellReasons[reason]
      return {
        zh: `${zh},可填:${words.map((word) => word.zh).join('、')}`,
        en: `${en}: ${words.map((word) => word.en).join(', ')}`,
      }
    }
    case 'OUT_OF_RANGE':
      return detail ? { zh: `应在 ${detail} 之间`, en: `must be within ${detail}` } : cellReasons[reason]
    case 'CODE_SIGN':
    case 'CODE_SHORT':
    case 'CODE_LONG':
    case 'CODE_FORM':
    case 'CODE_CHECK':
      return codeFaultWords({ reason, detail })
    default:
      return cellReasons[reason]
  }
}

/** The text of a cell as it stood, with phone numbers masked: in the column of phone numbers all digits of it that may be of one. */
export const textWithoutPhones = (columns: Columns, column: string, text: string): string =>
  columns[column]?.phoneOf ? maskPhone(text) : maskPhonesIn(text)
