/** The columns that a roster may have. */
export const rosterColumns = [
  'name',
  'creditCode',
  'address',
  'industry',
  'headcount',
  'contactName',
  'contactPhone',
  'unionChairName',
  'unionChairPhone',
  'healthContactName',
  'healthContactPhone',
  'zone',
] as const

/** One of the columns a roster can have. */
export type RosterColumn = (typeof rosterColumns)[number]

/** The cells of one row by column; a column that the file does not have is absent, an empty cell is ''. */
export type RosterCells = Partial<Record<RosterColumn, string>>

const list = (words: string): string[] => words.split(' | ')

// Earlier words are preferred where a roster has several columns of one meaning (经营地址 beside 注册地址).
const words: Partial<Record<RosterColumn, string[]>> = {
  name: list(
    '企业名称 | 单位名称 | 公司名称 | 企业全称 | 单位全称 | 企业 | 单位 | 公司 | 名称 | enterprise name | company name | enterprise | company | name',
  ),
  creditCode: list(
    '统一社会信用代码 | 社会统一信用代码 | 社会信用代码 | 统一信用代码 | 信用代码 | 统一代码 | 社会信用代码证号 | unified social credit code | social credit code | credit code | uscc',
  ),
  address: list(
    '经营地址 | 实际经营地址 | 办公地址 | 企业地址 | 单位地址 | 详细地址 | 地址 | 所在地址 | 注册地址 | 住所 | business address | address | registered address',
  ),
  industry: list('行业 | 行业类别 | 所属行业 | 行业类型 | 行业分类 | 行业门类 | industry | sector'),
  headcount: list(
    '员工人数 | 职工人数 | 从业人数 | 企业人数 | 单位人数 | 员工总数 | 职工总数 | 在职人数 | 人数 | 员工数 | 职工数 | headcount | number of employees | employees | staff',
  ),
  zone: list('片区 | 所属片区 | 网格 | 所属网格 | 片区网格 | 网格片区 | 所在片区 | 所在网格 | zone | grid'),
}

const people = {
  contact: list(
    '联系人 | 企业联系人 | 单位联系人 | 负责人 | 企业负责人 | 单位负责人 | 主要负责人 | contact | contact person | owner',
  ),
  unionChair: list('工会主席 | 工会负责人 | 工会联系人 | union chair | trade union chair'),
  healthContact: list(
    '卫生联系人 | 防疫联系人 | 卫生防疫联系人 | 健康联系人 | 疫情防控联系人 | 防控联系人 | 防疫负责人 | 疫情防控负责人 | 防疫专员 | 防疫员 | 卫生员 | health contact',
  ),
}
const phoneWords = list(
  '电话 | 联系电话 | 电话号码 | 手机 | 手机号 | 手机号码 | 联系手机 | 联系方式 | 移动电话 | 固定电话 | 座机 | phone | telephone | tel | mobile | phone number | mobile phone',
)

type Meaning = { column: RosterColumn; rank: number }

/**
 * A header in lower case and half width, with its letters and digits only: without spaces, stars, colons and brackets.
 */
const plain = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const meanings = new Map<string, Meaning>()
for (const column of rosterColumns) {
  for (const [rank, word] of (words[column] ?? []).entries()) meanings.set(plain(word), { column, rank })
}
for (const [person, titles] of Object.entries(people)) {
  const [name, phone] = [`${person}Name`, `${person}Phone`] as RosterColumn[]
  titles.forEach((title, rank) => {
    for (const ending of ['', '姓名', ' name']) meanings.set(plain(title + ending), { column: name!, rank })
    phoneWords.forEach((ending, nth) => {
      meanings.set(plain(title + ending), { column: phone!, rank: phoneRank(rank, nth) })
    })
  })
}
const barePhones = new Map(phoneWords.map((word, nth) => [plain(word), nth]))

// A phone of a preferred person comes first, then the preferred kind of phone (电话 before 座机).
function phoneRank(person: number, nth: number): number {
  return person * phoneWords.length + nth
}

function meaningOf(header: string, person: Meaning | undefined): Meaning | undefined {
  const withoutRemark = header.normalize('NFKC').replace(/[([{【〔][^)\]}】〕]*[)\]}】〕]?/g, '')
  for (const text of [plain(header), plain(withoutRemark)]) {
    const meaning = meanings.get(text) ?? barePhone(barePhones.get(text), person)
    if (meaning) return meaning
  }
}

/**
 * The index of each known column in a header row. `clash` is a header whose meaning another header of the row has as
 * well; undefined where there is none.
 */
export type ReadHeader = { columns: Partial<Record<RosterColumn, number>>; clash?: string }

/**
 * Reads one header row. A column that is only called 电话 belongs to the person whose name is in the column before it,
 * else to the owner.
 */
export function readHeader(headers: string[]): ReadHeader {
  const columns: ReadHeader['columns'] = {}
  const ranks: Partial<Record<RosterColumn, number>> = {}
  const clashes = new Map<RosterColumn, string>()
  let person: Meaning | undefined
  headers.forEach((header, index) => {
    const meaning = meaningOf(header, person)
    person = meaning?.column.endsWith('Name') ? meaning : undefined
    if (!meaning) return
    const known = ranks[meaning.column] ?? Number.POSITIVE_INFINITY
    if (meaning.rank === known) clashes.set(meaning.column, header)
    if (meaning.rank >= known) return
    clashes.delete(meaning.column)
    columns[meaning.column] = index
    ranks[meaning.column] = meaning.rank
  })
  return { columns, clash: [...clashes.values()][0] }
}

function barePhone(nth: number | undefined, person: Meaning | undefined): Meaning | undefined {
  if (nth === undefined) return undefined
  if (!person) return { column: 'contactPhone', rank: phoneRank(people.contact.length, nth) }
  return { column: person.column.replace('Name', 'Phone') as RosterColumn, rank: phoneRank(person.rank, nth) }
}
