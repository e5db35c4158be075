import { describe, expect, test } from 'vitest'
import { checkRow } from '#server/modules/rosters/compare.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'

const checked = (cells: Record<string, string>) => {
  const row = checkRow(enterpriseRoster, { name: '回坊小店', ...cells })
  if (!row.ok) throw new Error(JSON.stringify(row.reasons))
  return row
}

describe('a phone number', () => {
  test.each([
    ['13800138000', '13800138000', null],
    ['138 0013 8000', '13800138000', null],
    ['电话：13800138000', '13800138000', null],
    ['029-87654321转801', '029-87654321-801', null],
    ['87654321', '87654321', null],
    ['400-123-4567', '400-123-4567', null],
    ['13800138000/13900139000', '13800138000', false],
    ['13800138000、029-87654321', '13800138000', false],
    ['13800138000（微信同号）', '13800138000', false],
    ['029-87654321（白天）13800138000（夜间）', '029-87654321', false],
    ['张三13800138000', '13800138000', false],
    ['见备注', null, true],
    ['138001380001', null, true],
    ['无', null, null],
  ])('%s is %s', (text, value, isDoubtful) => {
    const row = checked({ contactPhone: text })
    expect(row.value.contactPhone).toBe(value)
    expect(row.texts).toEqual(isDoubtful === null ? [] : [{ column: 'contactPhone', text, isDoubtful }])
  })

  test('gives the name before it to a person without one, and never replaces one', () => {
    expect(checked({ contactName: '', contactPhone: '张三 13800138000' }).value.contactName).toBe('张三')
    expect(checked({ contactName: '李四', contactPhone: '张三13800138000' }).value.contactName).toBe('李四')
    expect(checked({ contactName: '', contactPhone: '手机13800138000' }).value.contactName).toBe(null)
  })
})

describe('a headcount', () => {
  test.each([
    ['56', 56, null],
    ['1,200人', 1200, null],
    ['共60人', 60, null],
    ['1.2万', 12_000, null],
    ['不详', null, null],
    ['？', null, null],
    ['约50', 50, false],
    ['300+', 300, false],
    ['10余人', 10, false],
    ['50人左右', 50, false],
    ['60(含外地8人)', 60, false],
    ['男10女5', 15, false],
    ['50-100人', 50, true],
    ['50至100', 50, true],
    ['看情况', null, true],
    ['-1', null, true],
    ['1000001', null, true],
  ])('%s is %s', (text, value, isDoubtful) => {
    const row = checked({ headcount: text })
    expect(row.value.headcount).toBe(value)
    expect(row.texts).toEqual(isDoubtful === null ? [] : [{ column: 'headcount', text, isDoubtful }])
  })
})

test('the word 清空 takes a value away where that is possible, and is a text where it is not', () => {
  expect(checked({ address: '清空', headcount: '（清空）' }).value).toMatchObject({ address: '', headcount: '' })
  expect(checkRow(enterpriseRoster, { name: '清空' })).toMatchObject({ ok: true, value: { name: '清空' } })
})
