import { AppError, conflict, type Locale, type Sentence } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Clash } from './header.ts'
import type { AnyKind } from './kind.ts'
import { plain } from './plain.ts'
import type { Details, FileSheet, RosterProblem } from './problem.ts'
import { columnLetters, mostCellLength, mostFileColumns, mostFileSheets } from './sheet.ts'

type Data = Details & { kind: AnyKind }

const sentences: Record<RosterProblem, (data: Data) => Sentence> = {
  EMPTY: () => ({ zh: '文件是空的。', en: 'The file is empty.' }),
  TOO_LARGE: () => ({ zh: '文件超过 10 MB。', en: 'The file is larger than 10 MB.' }),
  TOO_MANY_ROWS: ({ kind: { mostRows } }) => ({
    zh: `名册超过 ${mostRows.toLocaleString('en')} 行,请分成几个文件。`,
    en: `The roster has more than ${mostRows.toLocaleString('en')} rows: split it.`,
  }),
  TOO_MANY_COLUMNS: () => ({
    zh: `有内容的列超过 ${mostFileColumns} 列,请删去名册以外的列。`,
    en: `More than ${mostFileColumns} columns hold something: delete those that are not of the roster.`,
  }),
  TOO_MANY_SHEETS: () => ({
    zh: `工作表超过 ${mostFileSheets} 张,请分成几个文件。`,
    en: `The file has more than ${mostFileSheets} sheets: split it.`,
  }),
  UNPACKS_TOO_LARGE: () => ({
    zh: '文件解压后过大,未读取。请另存为只有名册的 .xlsx。',
    en: 'The file unpacks to far more than a roster needs and was not read. Save the roster alone as .xlsx.',
  }),
  OLD_EXCEL: () => ({
    zh: '这是旧版 .xls 文件,请在 Excel、WPS 或 LibreOffice 中打开,另存为 .xlsx 后再上传。',
    en: 'This is an old .xls file: open it in Excel, WPS or LibreOffice, save it as .xlsx and try again.',
  }),
  ENCRYPTED: () => ({ zh: '文件有密码,请去掉密码后再上传。', en: 'The file has a password: remove it and try again.' }),
  WEB_PAGE: () => ({
    zh: '这是网页文件,只是改了扩展名。请打开后另存为 .xlsx。',
    en: 'This is a web page under another name: open it and save it as .xlsx.',
  }),
  NOT_A_WORKBOOK: () => ({
    zh: '这不是 .xlsx 或 .csv 文件。请另存为 .xlsx 后再上传。',
    en: 'This is neither an .xlsx nor a .csv file. Save it as .xlsx and try again.',
  }),
  DAMAGED: () => ({
    zh: '文件已损坏,读不出来。请重新另存一份。',
    en: 'The file is damaged and cannot be read. Save it anew.',
  }),
  FORBIDDEN_XML: () => ({
    zh: '文件含有不允许的内容(DTD),未读取。',
    en: 'The file holds something that is not allowed in it (a DTD) and was not read.',
  }),
  ENCODING: () => ({
    zh: '文字编码无法识别,请用 UTF-8 或 GBK 保存。',
    en: 'The text is in an unknown encoding: save it as UTF-8 or GBK.',
  }),
  UNCLOSED_QUOTE: ({ line }) => ({
    zh: `第 ${line} 行的引号没有结束,后面的行会并到一格里。请补上或删去这个引号。`,
    en: `The quote that begins on line ${line} does not end, so that the rows after it would fall into one cell: close or delete it.`,
  }),
  CELL_TOO_LONG: ({ cell }) => {
    const { sheet, row, column } = cell!
    const at = columnLetters(column)
    return {
      zh: `${sheet && `工作表“${sheet}”`}第 ${row} 行 ${at} 列的内容超过 ${mostCellLength.toLocaleString('en')} 个字符,请删短。`,
      en: `Column ${at} of row ${row}${sheet && ` of the sheet “${sheet}”`} holds more than ${mostCellLength.toLocaleString('en')} characters: shorten it.`,
    }
  },
  ONLY_HIDDEN: () => ({
    zh: '文件里只有隐藏的工作表。请在表格软件里取消隐藏要导入的工作表。',
    en: 'All sheets of the file are hidden: unhide the one to be imported.',
  }),
  NO_SHEET: ({ kind, sheets = [] }) => ({
    zh: `没有可以导入的工作表。${sheets.map((sheet) => `“${sheet.name}”:${lackOf(sheet, kind).zh}`).join(' ')}`,
    en: `No sheet can be imported. ${sheets.map((sheet) => `“${sheet.name}”: ${lackOf(sheet, kind).en}`).join(' ')}`,
  }),
  NO_HEADER: ({ kind, sheets }) => lackOf({ reason: 'NO_HEADER', ...sheets?.[0] }, kind),
  NO_COLUMN: ({ kind, sheets }) => lackOf({ reason: 'NO_COLUMN', ...sheets?.[0] }, kind),
  DUPLICATED_HEADER: ({ kind, sheets }) => lackOf({ reason: 'DUPLICATED_HEADER', ...sheets?.[0] }, kind),
  TOO_SLOW: () => ({
    zh: '读取文件用时过长,已停止。请另存为只有名册的 .xlsx。',
    en: 'Reading the file took too long and was stopped. Save the roster alone as .xlsx.',
  }),
}

/** What a sheet lacks that could be read. */
export function lackOf({ reason, missing = [], clash, ...found }: Partial<FileSheet>, kind: AnyKind): Sentence {
  switch (reason) {
    case 'HIDDEN':
      return { zh: '隐藏的工作表,不读取。', en: 'It is hidden and is not read.' }
    case 'CHART':
      return { zh: '只有图表,没有表格。', en: 'It is a chart and has no rows.' }
    case 'EMPTY':
      return { zh: '空的。', en: 'It is empty.' }
    case 'NO_COLUMN':
      return {
        zh: `表头缺少${namesOf(kind, missing, 'zh')}一列。${foundWords(found).zh}`,
        en: `The header row has no column for ${namesOf(kind, missing, 'en')}.${foundWords(found).en}`,
      }
    case 'DUPLICATED_HEADER':
      return clashWords(kind, clash!)
    default:
      return {
        zh: `没有找到表头。表头至少要有${needsOf(kind, 'zh').join('和')}。${foundWords(found).zh}`,
        en: `No header row was found. It needs at least ${needsOf(kind, 'en').join(' and ')}.${foundWords(found).en}`,
      }
  }
}

function clashWords({ columns }: AnyKind, { header, before, column }: Clash): Sentence {
  if (plain(header) === plain(before)) {
    return {
      zh: `表头“${header}”出现了两次,请改名或删去一列。`,
      en: `The header “${header}” stands there twice: rename or remove one.`,
    }
  }
  const { zh, en } = columns[column]!.name
  return {
    zh: `“${before}”和“${header}”两列都对应“${zh}”,只能留一列。`,
    en: `“${before}” and “${header}” both mean the column “${en}”: leave one of them.`,
  }
}

const mostNamed = 8

/** What stands in the row that may be the header. */
function foundWords({ headerRow, headers = [] }: Partial<FileSheet>): Sentence {
  const words = headers.slice(0, mostNamed).map(({ header }) => [...header].slice(0, 20).join(''))
  if (!headerRow || words.length === 0) return { zh: '', en: '' }
  const more = headers.length > mostNamed ? '…' : ''
  return {
    zh: `第 ${headerRow} 行是:${words.join('、')}${more}。`,
    en: ` Row ${headerRow} has: ${words.join(', ')}${more}.`,
  }
}

/** The names of columns of which one is enough. */
const namesOf = ({ columns }: AnyKind, keys: readonly string[], locale: Locale): string =>
  keys.map((key) => `“${columns[key]!.name[locale]}”`).join({ zh: '或', en: ' or ' }[locale])

/** The names of the columns that a file of this kind must have. */
const needsOf = (kind: AnyKind, locale: Locale): string[] => kind.needs.map((keys) => namesOf(kind, keys, locale))

/**
 * The error INVALID for a file that is refused as a whole. Its `reason` is a code by which tests can tell one refusal from
 * another; the caller gets the headers of its sheets, so that somebody can say what they mean.
 */
export class RosterFileError extends AppError {
  readonly reason: RosterProblem

  constructor(reason: RosterProblem, kind: AnyKind, details: Details = {}) {
    const found = details.sheets?.filter(({ headers }) => headers.length > 0)
    const sheets = found?.map(({ name, headerRow, headers }) => ({ name, headerRow, headers }))
    super('INVALID', sentences[reason]({ ...details, kind }), { field: 'file', ...(sheets?.length && { sheets }) })
    this.name = 'RosterFileError'
    this.reason = reason
  }
}

/** CONFLICT: what the roster was compared with has changed since the preview. */
export const outdated = (id: string) =>
  conflict(
    {
      zh: '预览之后资料有变动,请重新预览这份名册。',
      en: 'What it was compared with has changed since the preview: preview this roster again.',
    },
    globalId('RosterImport', id),
  )
