import fc from 'fast-check'
import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'
import { sheetsFile, type TestSheet } from './sheets.ts'

/** A true list: its enterprises, each with the cells that it has in every sheet. */
type Listed = { name: string; creditCode: string; address: string; contactName: string; contactPhone: string }

/** A generated workbook around a true list, and what must be read of it. */
export type GeneratedList = { bytes: Uint8Array; listed: Listed[]; notes: number; left: number }

const columns = ['name', 'creditCode', 'address', 'contactName', 'contactPhone'] as const
const headers: Record<(typeof columns)[number], readonly string[]> = {
  name: [
    '企业名称',
    '单位名称',
    '商户名称',
    '*企业名称(必填)',
    '纳税人名称',
    '企業名稱',
    'ENTNAME',
    '复工企业名称',
    '企业／单位名称',
  ],
  creditCode: [
    '统一社会信用代码',
    '信用代码',
    '纳税人识别号',
    '統一社會信用代碼',
    'UNISCID',
    '统一社会信用代码/组织机构代码',
    '税号',
  ],
  address: ['地址', '经营地址', '经营场所', '住 所', 'OPLOC', '企业地址', '生产经营地址'],
  contactName: ['联系人', '负责人', '法定代表人', '经营者', '单位负责人', 'LEREP'],
  contactPhone: ['联系电话', '电话', '手机', '联系方式', 'TEL', '联系人电话'],
}
const extras = ['序号', '备注', '是否复工', '登记日期']

const pick = <T>(from: readonly T[]) => fc.constantFrom(...from)

const headerRow = fc.record({
  order: fc.shuffledSubarray([...columns, ...extras], { minLength: 9 }),
  words: fc.record(Object.fromEntries(columns.map((column) => [column, pick(headers[column])]))),
  groups: pick(['none', 'above', 'merged']),
  title: fc.boolean(),
})

const sheetShape = fc.record({
  header: headerRow,
  rows: fc.integer({ min: 1, max: 12 }),
  blanks: fc.array(fc.nat(12), { maxLength: 3 }),
  total: fc.boolean(),
  note: fc.boolean(),
  repeated: fc.boolean(),
  bare: fc.boolean(),
})

/** Workbooks as offices keep them: titles, groups of headers, blank rows, totals, notes, hidden sheets, summaries and charts. */
export const generatedLists: fc.Arbitrary<GeneratedList> = fc
  .record({
    sheets: fc.array(sheetShape, { minLength: 1, maxLength: 4 }),
    others: fc.array(pick(['hidden', 'veryHidden', 'chart', 'summary', 'empty'] as const), { maxLength: 3 }),
    areOthersFirst: fc.boolean(),
  })
  .map(({ sheets, others, areOthersFirst }) => {
    const listed: Listed[] = []
    let notes = 0
    const lists = sheets.map((shape, nth): TestSheet => {
      const made = listSheet(shape, nth, listed)
      notes += made.notes
      return made.sheet
    })
    const more = others.map((kind, nth): TestSheet => otherSheet(kind, nth))
    const bytes = sheetsFile(areOthersFirst ? [...more, ...lists] : [...lists, ...more])
    return { bytes, listed, notes, left: more.length }
  })

type Shape = typeof sheetShape extends fc.Arbitrary<infer S> ? S : never

function listSheet(shape: Shape, nth: number, listed: Listed[]): { sheet: TestSheet; notes: number } {
  const { order, words, groups, title } = shape.header
  const of = (column: string) => (words as Record<string, string>)[column] ?? column
  const head = order.map(of)
  const rows: string[][] = title ? [['2020年2月企业名单'], ['填报单位:街道总工会']] : []
  const merges: string[] = []
  if (groups !== 'none') {
    rows.push(order.map((_, index) => (index === 0 ? '基本信息' : index === 5 ? '其他情况' : '')))
    if (groups === 'merged') merges.push(`A${rows.length}:E${rows.length}`, `F${rows.length}:I${rows.length}`)
  }
  rows.push(head)
  let notes = 0
  for (let row = 0; row < shape.rows; row++) {
    const each = enterprise(listed.length)
    listed.push(each)
    if (shape.blanks.includes(row)) rows.push([])
    rows.push(
      order.map((column) => (each as Record<string, string>)[column] ?? (column === '序号' ? String(row + 1) : '')),
    )
    if (shape.repeated && row === 4) notes += rows.push(head) && 1
  }
  if (shape.total) notes += rows.push(['合计', String(shape.rows)]) && 1
  if (shape.note) notes += rows.push(['填表人:张三']) && 1
  return { sheet: { name: `表${nth + 1}`, rows, merges, bare: shape.bare && merges.length === 0 }, notes }
}

function otherSheet(kind: 'hidden' | 'veryHidden' | 'chart' | 'summary' | 'empty', nth: number): TestSheet {
  const name = `${kind}${nth}`
  if (kind === 'chart') return { name, isChart: true }
  if (kind === 'empty') return { name, rows: [] }
  if (kind === 'summary')
    return {
      name,
      rows: [
        ['片区', '户数', '复工率'],
        ['一片', '35', '60%'],
        ['合计', '35', ''],
      ],
    }
  const each = enterprise(9_000_000 + nth)
  return {
    name,
    state: kind,
    rows: [
      ['企业名称', '统一社会信用代码'],
      [each.name, each.creditCode],
    ],
  }
}

const enterprise = (nth: number): Listed => ({
  name: `示例${nth}号商店`,
  creditCode: creditCodeOf(`91610199${String(nth).padStart(9, '0')}`),
  address: `示例路${nth}号`,
  contactName: '张三',
  contactPhone: '13800138000',
})

/** A sentence that says how what was read differs from the list; null where every row is accounted for. */
export function unaccounted(
  { listed, notes, left }: GeneratedList,
  file: {
    sheets: readonly { reason: string | null; skipped: readonly number[]; rows: number }[]
    rows: readonly { cells: object }[]
  },
): string | null {
  const read = file.rows.map(({ cells }) =>
    columns.map((column) => (cells as Record<string, string>)[column]).join('|'),
  )
  const wanted = listed.map((each) => columns.map((column) => each[column]).join('|'))
  const lost = wanted.filter((row) => !read.includes(row))
  const extra = read.filter((row) => !wanted.includes(row))
  const skipped = file.sheets.reduce((sum, sheet) => sum + sheet.skipped.length, 0)
  const leftOut = file.sheets.filter(({ reason }) => reason !== null).length
  if (lost.length > 0) return `${lost.length} rows lost, first ${lost[0]}`
  if (extra.length > 0 || read.length !== wanted.length) return `${read.length} rows for ${wanted.length}: ${extra[0]}`
  if (skipped !== notes) return `${skipped} rows skipped of ${notes} totals and notes`
  return leftOut === left ? null : `${leftOut} sheets left out of ${left}`
}
