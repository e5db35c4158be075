import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { RosterFileError } from '#server/modules/rosters/errors.ts'
import type { HeaderMapping } from '#server/modules/rosters/header.ts'
import { headerPlanOf } from '#server/modules/rosters/kind.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'
import { answerRoster } from '#server/modules/rosters/parse.ts'
import { code } from './setup/roster-reading.ts'

const answer = (text: string, mapping?: HeaderMapping) =>
  answerRoster({
    bytes: strToU8(text),
    fileName: 'a.csv',
    plan: headerPlanOf(enterpriseRoster),
    ...(mapping && { mapping }),
  })

/** What the file has, once somebody has said what its headers mean. */
async function read(text: string, mapping?: HeaderMapping) {
  const found = await answer(text, mapping)
  if ('reason' in found) throw new RosterFileError(found.reason, enterpriseRoster, found)
  return found.file
}

/** The sentences with which the file is refused. */
async function refusal(text: string, mapping?: HeaderMapping) {
  const found = await answer(text, mapping)
  if ('file' in found) throw new Error('It was read.')
  return [found.reason, new RosterFileError(found.reason, enterpriseRoster, found).sentence.zh]
}

describe('what somebody says of the headers', () => {
  it.each([
    ['the others ignored', [{ header: '乙列', column: null }]],
    ['nothing of the others', []],
  ])('may be one column alone, with %s', async (_, others) => {
    const file = await read('编号,甲列,乙列\n1,甲公司,随便\n', [{ header: '甲列', column: 'name' }, ...others])
    expect(file.rows.map(({ cells }) => cells)).toEqual([{ name: '甲公司' }])
  })

  it('names two headers that mean one column, whether they are said or read', async () => {
    const both = [
      { header: '甲列', column: 'name' },
      { header: '乙列', column: 'name' },
    ]
    expect(await refusal('甲列,乙列\n甲公司,乙公司\n', both)).toEqual([
      'DUPLICATED_HEADER',
      '“甲列”和“乙列”两列都对应“企业名称”,只能留一列。',
    ])
    expect(
      await refusal(`甲列,\n甲公司,${code}\n`, [
        { header: '甲列', column: 'name' },
        { header: '(B)', column: 'name' },
      ]),
    ).toEqual(['DUPLICATED_HEADER', '“甲列”和“(B)”两列都对应“企业名称”,只能留一列。'])
    expect(await refusal('企业名称,信用代码,信用代码\n')).toEqual([
      'DUPLICATED_HEADER',
      '表头“信用代码”出现了两次,请改名或删去一列。',
    ])
  })
})

describe('beside each header', () => {
  const long = '很长的备注'.repeat(20)
  const rows = `1,甲公司,${long}\n2,甲公司,\n3,乙公司,x\n4,丙公司,y\n5,丁公司,z\n`
  const samples = [
    ['1', '2', '3'],
    ['甲公司', '乙公司', '丙公司'],
    [long.slice(0, 30), 'x', 'y'],
  ]

  it('stand the first values that differ, cut where they are long', async () => {
    const { sheets } = await read(`地址,企业名称,备注\n${rows}`)
    expect(sheets[0]!.headers.map((header) => header.samples)).toEqual(samples)
  })

  it('and so they do where no column was known', async () => {
    const found = await answer(`甲列,乙列,丙列\n${rows}`)
    expect(found).toMatchObject({
      reason: 'NO_HEADER',
      sheets: [{ headers: samples.map((each) => ({ samples: each })) }],
    })
  })
})
