import { isCreditCode, looksLikeCreditCode } from '#server/modules/enterprises/credit-code.ts'
import type { Sentence } from '#server/platform/errors.ts'
import { tidyText } from '#server/platform/text.ts'
import { type RosterCells, type RosterColumn, rosterColumns } from './columns.ts'
import { compactText, hasLostDigits } from './text.ts'

/** The values of a row without mistakes. A column that the file does not have is absent; an empty cell is null. */
export type RosterEntry = { name: string; creditCode: string; headcount?: number | null } & {
  [column in Exclude<RosterColumn, 'name' | 'creditCode' | 'headcount'>]?: string | null
}

/** The reasons for which a row is refused: the code, which is stored, and its words in both languages. */
export const rowReasons = {
  REQUIRED: { zh: '必填', en: 'is required' },
  TOO_SHORT: { zh: '太短', en: 'is too short' },
  TOO_LONG: { zh: '太长', en: 'is too long' },
  LOST_DIGITS: {
    zh: '被表格软件当作数字,末几位已丢失,请改为文本格式重新填写',
    en: 'was kept as a number and has lost its last digits: enter it again as text',
  },
  CODE_FORM: { zh: '不是 18 位统一社会信用代码', en: 'is not a credit code of 18 characters' },
  CODE_CHECK: { zh: '校验位不符,请核对', en: 'has a wrong check character' },
  NOT_A_COUNT: { zh: '不是整数', en: 'is not a whole number' },
  OUT_OF_RANGE: { zh: '应在 0 到 1,000,000 之间', en: 'must be between 0 and 1,000,000' },
  PHONE_FORM: { zh: '不是手机号或带区号的电话', en: 'is neither a mobile nor a phone with its area code' },
} satisfies Record<string, Sentence>

/** One of the reasons above. */
export type RowReason = keyof typeof rowReasons

/** The result of checking a row: its values, or all reasons for which it is refused. */
export type CheckedRow =
  | { ok: true; value: RosterEntry }
  | { ok: false; reasons: { column: RosterColumn; reason: RowReason }[] }

type Checked = { value: string | number | null } | { reason: RowReason }

const nothing = /^(?:[-—–/\\]+|无|暂无|没有|N\/A|NONE|NULL)$/i

/** Checks one row by itself. Whether its enterprise is in the register, or twice in the file, is checked elsewhere. */
export function checkRosterRow(cells: RosterCells): CheckedRow {
  const value: Record<string, string | number | null> = {}
  const reasons: { column: RosterColumn; reason: RowReason }[] = []
  for (const column of rosterColumns) {
    const cell = cells[column]
    const required = column === 'name' || column === 'creditCode'
    if (cell === undefined && !required) continue
    const text = cell === undefined || nothing.test(cell.trim()) ? '' : cell
    const checked = checkCell(column, text)
    if ('reason' in checked) reasons.push({ column, reason: checked.reason })
    else if (checked.value === null && required) reasons.push({ column, reason: 'REQUIRED' })
    else value[column] = checked.value
  }
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, value: value as RosterEntry }
}

function checkCell(column: RosterColumn, text: string): Checked {
  if (column === 'creditCode') return check(compactText(text), checkCode)
  if (column === 'headcount') return check(compactText(text), checkCount)
  if (column.endsWith('Phone')) return check(compactText(text), checkPhone)
  const [least, most] = column === 'name' ? [2, 100] : column === 'address' ? [1, 200] : [1, 50]
  return check(tidyText(text), (tidy) => {
    const length = [...tidy].length
    if (length < least) return { reason: 'TOO_SHORT' }
    return length > most ? { reason: 'TOO_LONG' } : { value: tidy }
  })
}

const check = (text: string, filled: (text: string) => Checked): Checked => {
  if (text === '') return { value: null }
  return hasLostDigits(text) ? { reason: 'LOST_DIGITS' } : filled(text)
}

function checkCode(code: string): Checked {
  if (!looksLikeCreditCode(code)) return { reason: 'CODE_FORM' }
  return isCreditCode(code) ? { value: code } : { reason: 'CODE_CHECK' }
}

function checkCount(text: string): Checked {
  const count = text.replace(/[人名个]$/, '').replace(/,(?=\d{3})/g, '')
  if (!/^-?\d+$/.test(count)) return { reason: 'NOT_A_COUNT' }
  return Number(count) >= 0 && Number(count) <= 1_000_000 ? { value: Number(count) } : { reason: 'OUT_OF_RANGE' }
}

function checkPhone(text: string): Checked {
  const phone = text
    .replace(/^(?:\+|00)86-?/, '')
    .replace(/^86(?=1\d{10}$)/, '')
    .replace(/^\((0\d{2,3})\)-?/, '$1-')
    .replace(/(?:转|X|#|EXT\.?)(?=\d{1,6}$)/, '-')
  const mobile = phone.replaceAll('-', '')
  if (/^1\d{10}$/.test(mobile)) return { value: mobile }
  const known = /^0\d{2,3}-?\d{7,8}(?:-\d{1,6})?$/.test(phone) || /^[48]00-?\d{3}-?\d{4}$/.test(phone)
  return known ? { value: phone } : { reason: 'PHONE_FORM' }
}
