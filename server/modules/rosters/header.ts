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
  '电话 | 联系电话 | 电话号码 | 手机 | 手机号 | 手机号码 | 联系手机 | 联系方式 | 移动电话 | 固定电话 | 座机 | phone | telephone | tel | mobile | phone number | mobile phone',
)

type Meaning = { column: string; rank: number }

/**
 * A header in lower case and half width, with its letters and digits only: without spaces, stars, colons and brackets.
 */
const plain = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const barePhones = new Map(phoneWords.map((word, nth) => [plain(word), nth]))

// A phone of a preferred person comes first, then the preferred kind of phone (电话 before 座机).
function phoneRank(person: number, nth: number): number {
  return person * phoneWords.length + nth
}

/**
 * The index of each known column in a header row. `clash` is a header whose meaning another header of the row has as
 * well; undefined where there is none.
 */
export type ReadHeader = { columns: Partial<Record<string, number>>; clash?: string | undefined }

/**
 * Makes what reads one header row of this kind of roster. A column that is only called 电话 belongs to the person whose name
 * is in the column before it, else to the first column of phone numbers.
 */
export function headerReader({ columns }: HeaderPlan): (headers: string[]) => ReadHeader {
  const phones = new Map(
    Object.entries(columns).flatMap(([column, { phoneOf }]) => (phoneOf ? [[phoneOf, column] as const] : [])),
  )
  const meanings = meaningsOf(columns, phones)
  const meaningOf = (header: string, person: Meaning | undefined): Meaning | undefined => {
    const withoutRemark = header.normalize('NFKC').replace(/[([{【〔][^)\]}】〕]*[)\]}】〕]?/g, '')
    for (const text of [plain(header), plain(withoutRemark)]) {
      const meaning = meanings.get(text) ?? barePhone(barePhones.get(text), person)
      if (meaning) return meaning
    }
  }
  const barePhone = (nth: number | undefined, person: Meaning | undefined): Meaning | undefined => {
    const [first] = phones
    if (nth === undefined || !first) return undefined
    if (person) return { column: phones.get(person.column)!, rank: phoneRank(person.rank, nth) }
    return { column: first[1], rank: phoneRank(columns[first[0]]!.words.length, nth) }
  }
  return (headers) => {
    const found: ReadHeader['columns'] = {}
    const ranks: Partial<Record<string, number>> = {}
    const clashes = new Map<string, string>()
    let person: Meaning | undefined
    headers.forEach((header, index) => {
      const meaning = meaningOf(header, person)
      person = meaning && phones.has(meaning.column) ? meaning : undefined
      if (!meaning) return
      const known = ranks[meaning.column] ?? Number.POSITIVE_INFINITY
      if (meaning.rank === known) clashes.set(meaning.column, header)
      if (meaning.rank >= known) return
      clashes.delete(meaning.column)
      found[meaning.column] = index
      ranks[meaning.column] = meaning.rank
    })
    return { columns: found, clash: [...clashes.values()][0] }
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
