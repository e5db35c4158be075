import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { countRows, readRows } from '#server/modules/rosters/compare.ts'
import { RosterFileError } from '#server/modules/rosters/errors.ts'
import { headerPlanOf } from '#server/modules/rosters/kind.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'
import { answerRoster } from '#server/modules/rosters/parse.ts'
import { code, csv, other, read, reasonOf } from './setup/roster-reading.ts'
import { aRawWorkbook, rawRow } from './setup/workbook.ts'

const head = '企业名称,地址,联系电话\n'
const spent = async (work: () => Promise<unknown>) => {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** Milliseconds of the processor, far above what is needed and far below what a square of the length would take. */
const briefly = 8000

describe('a long cell', () => {
  it('is refused with its row and column where no spreadsheet takes it', async () => {
    const text = `${head}甲公司,路,\n乙公司,${'长'.repeat(32_768)},\n`
    const answer = await answerRoster({ bytes: strToU8(text), fileName: 'a.csv', plan: headerPlanOf(enterpriseRoster) })
    if (!('reason' in answer)) throw new Error('It was read.')
    expect(new RosterFileError(answer.reason, enterpriseRoster, answer).sentence).toEqual({
      zh: '第 3 行 B 列的内容超过 32,767 个字符,请删短。',
      en: 'Column B of row 3 holds more than 32,767 characters: shorten it.',
    })
  })

  it('keeps its text to be checked where the row need not have it, and is refused where it decides', async () => {
    const { rows } = await csv(
      `${head}甲公司,${'长'.repeat(32_767)},${'029 '.repeat(8000)}\n${'乙'.repeat(3000)},路,\n`,
    )
    const [kept, refused] = await readRows(enterpriseRoster, rows)
    expect(kept!.texts.map(({ column, isDoubtful }) => [column, isDoubtful])).toEqual([
      ['address', true],
      ['contactPhone', true],
    ])
    expect(refused!.reasons).toEqual([{ column: 'name', reason: 'TOO_LONG' }])
  })

  it.each([
    ['two million characters', () => strToU8(`${head}甲公司,${'北院门'.repeat(700_000)},\n`), 'CELL_TOO_LONG'],
    ['words in front of nothing', () => strToU8(`企业名称,${'复工'.repeat(1_000_000)}\n甲公司,路\n`), 'CELL_TOO_LONG'],
    ['a header of words', () => strToU8(`企业名称,地址,${'复工'.repeat(16_000)}\n甲公司,路\n`), 'READ'],
    ['many long phones', () => strToU8(head + `甲公司,路,${'0291 '.repeat(6000)}\n`.repeat(100)), 'READ'],
    ['a long cell in a workbook', () => workbook([rawRow(2, ['甲公司', '长'.repeat(300_000)])]), 'CELL_TOO_LONG'],
    [
      'blanks between tags',
      () => workbook([`<row r="2"><c r="A2">${' '.repeat(1_000_000)}<v>1</v></c></row>`]),
      'READ',
    ],
    ['tags without an end', () => workbook(['<c '.repeat(300_000)]), 'DAMAGED'],
  ] as const)('does not take the square of its length: %s', async (_, bytes, reason) => {
    const file = bytes()
    expect(
      await spent(async () => {
        expect(await reasonOf(read(file, 'a'))).toBe(reason)
      }),
    ).toBeLessThan(briefly)
  })
})

const workbook = (rows: string[], more = '') =>
  aRawWorkbook(`<sheetData>${rawRow(1, ['企业名称', '地址', '联系电话'])}${rows.join('')}</sheetData>${more}`)

const merged = (refs: string[]) => `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`

it('merged cells that lie over each other 20,000 times are looked at once', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => rawRow(i + 2, [`甲${i}`, '路', '1']))
  const file = workbook(rows, merged(Array.from({ length: 20_000 }, (_, i) => `B${(i % 50) + 2}:CV20001`)))
  expect(await spent(() => read(file, 'a'))).toBeLessThan(2 * briefly)
})

it('rows of one name without an address are told apart by their phone numbers', async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `老孙家,,13${String(i).padStart(9, '0')}\n`)
  const { rows } = await csv(head + lines.join(''))
  const taken = await readRows(enterpriseRoster, rows)
  expect(countRows(taken)).toMatchObject({ created: 20_000, refused: 0 })
  const twice = await csv(`${head}老孙家,,13800138000\n老孙家,,138-0013-8000\n老孙家,,\n老孙家,,\n`)
  expect((await readRows(enterpriseRoster, twice.rows)).map(({ kind }) => kind)).toEqual([
    'CREATE',
    'REFUSE',
    'CREATE',
    'REFUSE',
  ])
})

describe('a quote in a text file', () => {
  it.each([
    ['in the last of two columns', `企业名称,地址\n甲公司,"北院门,1 号\n东侧,2 楼\n找李四,有电梯"\n乙公司,路\n`, 2],
    ['in the first of two columns', `企业名称,地址\n"甲公司\n分店,东\n分店,西",路\n乙公司,路\n`, 2],
    ['with one comma in each line but the first', `企业名称,地址\n甲公司,"地址\n北院门,1 号\n东侧,2 楼"\n`, 1],
    ['with empty lines', `企业名称,地址\n甲公司,"北院门,1 号\n\n东侧,2 楼"\n`, 1],
    ['with a comma in each line', `企业名称,信用代码,地址\n甲公司,${code},"北院门,1 号\n东侧,2 楼\n西侧,3 楼"\n`, 1],
  ])('that ends well is no fault: %s', async (_, text, count) => {
    expect((await csv(text)).rows).toHaveLength(count)
  })

  it.each([
    ['that never ends', `企业名称,地址\n甲公司,路\n"乙公司,路\n丙公司,路\n丁公司,路\n`, 3],
    ['that ends before the next one', `企业名称,地址\n甲公司,"路\n乙公司,路\n丙公司,"路"\n`, 2],
    ['that hides many rows of the last column', `企业名称,地址\n甲,"路\n乙,路\n丙,路\n丁,路\n戊,路"\n`, 2],
    ['that ends at a stray one', `企业名称,地址\n"甲公司,路\n乙公司,路\n丙公司",路\n`, 2],
    [
      'that ends at a stray one, with a total between',
      `企业名称,信用代码,地址\n"甲公司,${code},路\n乙公司,${other},路\n丙公司,,路\n合计 3\n丁公司",,路\n`,
      2,
    ],
    [
      'that hides wide rows',
      `企业名称,信用代码,地址,联系电话\n"甲公司,${code},路,\n乙公司,${other},路\n丙公司",,路,\n`,
      2,
    ],
  ])('is found at its line: %s', async (_, text, line) => {
    const answer = await answerRoster({ bytes: strToU8(text), fileName: 'a.csv', plan: headerPlanOf(enterpriseRoster) })
    expect(answer).toMatchObject({ reason: 'UNCLOSED_QUOTE', line })
  })
})
