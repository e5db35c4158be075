import { tidyText } from '#server/platform/text.ts'
import { plain } from './plain.ts'
import { columnLetters } from './sheet.ts'

/** What the reader of files knows of one column. It is sent to a thread of its own, so it is data alone. */
export type HeaderColumn = {
  /** What the column is called in a file that has no headers. */
  title: string
  /** The headers that mean the column, the preferred first. */
  words: readonly string[]
  /** The column with the name of the person whose phone number this column has. */
  phoneOf?: string | undefined
  /** True where spaces and full-width characters mean nothing, as in a code or a number. */
  isCompact: boolean
}

/** What the reader of files knows of one kind of roster. */
export type HeaderPlan = {
  columns: Readonly<Record<string, HeaderColumn>>
  /** The columns that a file must have: of each list one at least. Without any of the first list there is no header row. */
  needs: readonly (readonly string[])[]
  /** How many rows a file may have. */
  mostRows: number
}

/** The cells of one row by column; a column that the file does not have is absent, an empty cell is ''. */
export type RosterCells = Partial<Record<string, string>>

/** The words of a list, which are separated by upright bars. */
export const wordList = (words: string): string[] => words.split(' | ')

// Earlier words are preferred where a roster has several columns of one meaning (经营地址 beside 注册地址).
const phoneWords = wordList(
  '电话 | 联系电话 | 电话号码 | 联系电话号码 | 手机 | 手机号 | 手机号码 | 手机电话 | 电话手机 | 联系手机 | 联系手机号 | 联系号码 | 联系方式 | 移动电话 | 办公电话 | 单位电话 | 企业电话 | 固定电话 | 固话 | 座机 | 号码 | phone | telephone | tel | mobile | phone number | phone no | telephone number | tel no | mobile phone | mobile number | cell phone | contact number | contact phone | mobtel',
)

/** Whether a header says that phone numbers stand below it, whosever they are. */
export const meansPhone = (header: string): boolean => {
  const form = plain(header)
  return phoneWords.some((word) => form.endsWith(plain(word)))
}

type Meaning = { column: string; rank: number }

const barePhones = new Map(phoneWords.map((word, nth) => [plain(word), nth]))

// A phone of a preferred person comes first, then the preferred kind of phone (电话 before 座机).
function phoneRank(person: number, nth: number): number {
  return person * phoneWords.length + nth
}

/** What whoever imports a file says of its columns: which header means which column, or null where it means none. */
export type HeaderMapping = readonly { header: string; column: string | null }[]

/** What a header may say: the first text that means a column is taken. A header of one row has one text. */
export type HeaderTexts = readonly string[]

/** A header whose column another header before it means as well. */
export type Clash = { header: string; before: string; column: string }

/**
 * The index of each known column in a header row, and the text by which each header was read. `said` is how many of the headers
 * somebody has said the meaning of, or that they have none. `clash` is undefined where no two headers mean one column.
 */
export type ReadHeader = {
  columns: Partial<Record<string, number>>
  texts: string[]
  said: number
  clash?: Clash | undefined
}

// a longer text is none that names a column
const longestHeader = 500

// what a header means without a word in front is less sure than what it means as it stands
const lessSure = 10_000
const wordsInFront =
  /^(?:复工复产|复工|复产|申报|填报|申请|上报|登记|受访|被访|走访|拟|本|该|现|企业|单位|公司|商户|商家|店铺|门店|店)(?=..)/
const wordsBehind = /(?:必填|选填|如有|若有)$/

/** Makes what tells the meaning of one header; `person` is that of the header before it. */
function meaningReader({ columns }: HeaderPlan) {
  const phones = new Map(
    Object.entries(columns).flatMap(([column, { phoneOf }]) => (phoneOf ? [[phoneOf, column] as const] : [])),
  )
  const meanings = meaningsOf(columns, phones)
  const barePhone = (nth: number | undefined, person: Meaning | undefined): Meaning | undefined => {
    const [first] = phones
    if (nth === undefined || !first) return undefined
    if (person) return { column: phones.get(person.column)!, rank: phoneRank(person.rank, nth) }
    return { column: first[1], rank: phoneRank(columns[first[0]]!.words.length, nth) }
  }
  const known = (text: string, person: Meaning | undefined) =>
    meanings.get(text) ?? barePhone(barePhones.get(text), person)
  const meaningOf = (header: string, person: Meaning | undefined): Meaning | undefined => {
    if (header.length > longestHeader) return undefined
    const withoutRemark = header.normalize('NFKC').replace(/[([{【〔][^)\]}】〕]*[)\]}】〕]?/g, '')
    const joined = withoutRemark.replace(/[及和与或]/g, '')
    const [first = '', ...others] = withoutRemark.split(/[/、|及和与或]/)
    for (const text of [header, withoutRemark, joined, first, ...others].map(plain)) {
      const meaning = known(text, person)
      if (meaning) return meaning
    }
    for (let text = plain(withoutRemark).replace(/^\d+/, ''), shorter = ''; text; text = shorter) {
      const meaning = known(text, person)
      if (meaning) return { ...meaning, rank: meaning.rank + lessSure }
      shorter = text.replace(wordsBehind, '').replace(wordsInFront, '')
      if (shorter === text) return undefined
    }
  }
  return { meaningOf, isPerson: (meaning: Meaning | undefined) => meaning !== undefined && phones.has(meaning.column) }
}

/**
 * Makes what reads the headers of this kind of roster. A column that is only called 电话 belongs to the person whose name
 * is in the column before it, else to the first column of phone numbers. What `mapping` says of a header goes before all.
 */
export function headerReader(
  plan: HeaderPlan,
  mapping: HeaderMapping = [],
): (headers: readonly HeaderTexts[]) => ReadHeader {
  const { meaningOf, isPerson } = meaningReader(plan)
  return (headers) => {
    const saidOf = mappingReader(mapping)
    let said = 0
    const columns: ReadHeader['columns'] = {}
    const ranks: Partial<Record<string, number>> = {}
    const names: Partial<Record<string, string>> = {}
    const clashes = new Map<string, Clash>()
    let person: Meaning | undefined
    const texts = headers.map((candidates, index) => {
      const told = saidOf(candidates, index)
      if (told && told.text !== '') said++
      const { text, meaning } = told ?? firstKnown(candidates, (text) => meaningOf(text, person))
      person = isPerson(meaning) ? meaning : undefined
      if (!meaning) return text
      const { column, rank } = meaning
      const known = ranks[column] ?? Number.POSITIVE_INFINITY
      if (rank === known) clashes.set(column, { header: headerName(text, index), before: names[column]!, column })
      if (rank >= known) return text
      clashes.delete(column)
      columns[column] = index
      ranks[column] = rank
      names[column] = headerName(text, index)
      return text
    })
    return { columns, texts, said, clash: [...clashes.values()][0] }
  }
}

/** What a header is called: by its words, without any by the letters of its column. */
export const headerName = (text: string, index: number): string => tidyText(text) || `(${columnLetters(index)})`

type Said = { text: string; meaning: Meaning | undefined }

function firstKnown(candidates: HeaderTexts, meaningOf: (text: string) => Meaning | undefined): Said {
  const read = candidates.map((text) => ({ text, meaning: text === '' ? undefined : meaningOf(text) }))
  const known = read.filter(({ meaning }) => meaning)
  return (
    known.find(({ meaning }) => meaning!.rank < lessSure) ??
    known[0] ?? { text: candidates[0] ?? '', meaning: undefined }
  )
}

/**
 * Makes what finds a header in a mapping. Of headers with the same words the first has what is said first. A column without a
 * header is called by its letters.
 */
function mappingReader(mapping: HeaderMapping): (candidates: HeaderTexts, index: number) => Said | undefined {
  const left = mapping.map(({ header, column }) => ({ header: plain(header), column }))
  return (candidates, index) => {
    if (left.length === 0) return undefined
    const isBare = candidates.every((text) => text === '')
    for (const text of candidates) {
      const word = plain(isBare ? columnLetters(index) : text)
      const at = left.findIndex(({ header }) => header === word)
      if (at < 0) continue
      const { column } = left[at]!
      left.splice(at, 1)
      return { text, meaning: column === null ? undefined : { column, rank: -1 } }
    }
  }
}

/** The column that each header means. `phones` has the column of phone numbers of each column of persons. */
function meaningsOf(columns: HeaderPlan['columns'], phones: ReadonlyMap<string, string>): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>()
  for (const [column, { words }] of Object.entries(columns)) {
    for (const [rank, word] of words.entries()) meanings.set(plain(word), { column, rank })
  }
  for (const [column, phone] of phones) {
    columns[column]!.words.forEach((title, rank) => {
      for (const ending of ['姓名', ' name']) meanings.set(plain(title + ending), { column, rank })
      phoneWords.forEach((ending, nth) => {
        meanings.set(plain(title + ending), { column: phone, rank: phoneRank(rank, nth) })
      })
    })
  }
  return meanings
}
