import { AppError, conflict, type Locale, type Sentence } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { AnyKind } from './kind.ts'
import type { RosterProblem } from './problem.ts'

/** What is wrong with a file besides the problem itself, as the reader of files says it. */
type Details = { header?: string | undefined; missing?: readonly string[] | undefined }

type Data = Details & { kind: AnyKind }

const sentences: Record<RosterProblem, (data: Data) => Sentence> = {
  EMPTY: () => ({ zh: '文件是空的。', en: 'The file is empty.' }),
  TOO_LARGE: () => ({ zh: '文件超过 10 MB。', en: 'The file is larger than 10 MB.' }),
  TOO_MANY_ROWS: ({ kind: { mostRows } }) => ({
    zh: `名册超过 ${mostRows.toLocaleString('en')} 行,请分成几个文件。`,
    en: `The roster has more than ${mostRows.toLocaleString('en')} rows: split it.`,
  }),
  UNPACKS_TOO_LARGE: () => ({
    zh: '文件解压后过大,未读取。请另存为只有名册的 .xlsx。',
    en: 'The file unpacks to far more than a roster needs and was not read. Save the roster alone as .xlsx.',
  }),
  OLD_EXCEL: () => ({
    zh: '这是旧版 .xls 文件,请在 Excel 或 WPS 中另存为 .xlsx。',
    en: 'This is an old .xls file: save it as .xlsx in Excel or WPS.',
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
  NO_HEADER: ({ kind }) => ({
    zh: `没有找到表头。表头至少要有${needsOf(kind, 'zh').join('和')}。`,
    en: `No header row was found. It needs at least ${needsOf(kind, 'en').join(' and ')}.`,
  }),
  NO_COLUMN: ({ kind, missing = [] }) => ({
    zh: `表头缺少${namesOf(kind, missing, 'zh')}一列。`,
    en: `The header row has no column for ${namesOf(kind, missing, 'en')}.`,
  }),
  DUPLICATED_HEADER: ({ header }) => ({
    zh: `表头“${header}”出现了两次,请改名或删去一列。`,
    en: `The header “${header}” stands there twice: rename or remove one.`,
  }),
  TOO_SLOW: () => ({
    zh: '读取文件用时过长,已停止。请另存为只有名册的 .xlsx。',
    en: 'Reading the file took too long and was stopped. Save the roster alone as .xlsx.',
  }),
}

/** The names of columns of which one is enough. */
const namesOf = ({ columns }: AnyKind, keys: readonly string[], locale: Locale): string =>
  keys.map((key) => `“${columns[key]!.name[locale]}”`).join({ zh: '或', en: ' or ' }[locale])

/** The names of the columns that a file of this kind must have. */
const needsOf = (kind: AnyKind, locale: Locale): string[] => kind.needs.map((keys) => namesOf(kind, keys, locale))

/**
 * The error INVALID for a file that is refused as a whole. Its `reason` is a code by which tests and clients can tell
 * one refusal from another.
 */
export class RosterFileError extends AppError {
  readonly reason: RosterProblem

  constructor(reason: RosterProblem, kind: AnyKind, details: Details = {}) {
    super('INVALID', sentences[reason]({ ...details, kind }), { field: 'file' })
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
