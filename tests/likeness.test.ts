import { expect, it } from 'vitest'
import { likenessOf, marksOf, type Told } from '#server/modules/enterprises/likeness.ts'
import { placeForm } from '#server/modules/enterprises/place.ts'
import { enterpriseColumns } from '#server/modules/rosters/kinds/enterprise-columns.ts'
import { matchOf, registerOf } from '#server/modules/rosters/kinds/register.ts'

const oneForm = (...addresses: string[]) => expect([...new Set(addresses.map(placeForm))]).toHaveLength(1)
const twoForms = (one: string, other: string) => expect(placeForm(one)).not.toBe(placeForm(other))

it('an address has one form, whatever stands before the road, behind the number and of its kind', () => {
  oneForm(
    '北院门88号',
    '北院门 88 号',
    '北院门８８号',
    '北院门街88号',
    '西安市莲湖区北院门88号',
    '陕西省西安市莲湖区北院门街88号',
    '陕西省西安市莲湖区北院门街道办事处北院门 88 号',
    '西安莲湖区，北院门（街）88号',
    '北院门街道北院门88号',
    '北院门88号一层',
    '北院门88号2楼',
  )
  oneForm('西大街 100号', '西安市莲湖区西大街100号')
  oneForm('西羊市9号', '西安市西羊市9号')
  oneForm('', '')
})

it('another number, road or estate is another address', () => {
  twoForms('北院门88号', '北院门8号')
  twoForms('北院门1-1号', '北院门11号')
  twoForms('西羊市9号', '东羊市9号')
  twoForms('阳光小区3号楼', '月光小区3号楼')
  twoForms('北大街2号', '北街2号')
  twoForms('莲湖区', '碑林区')
  twoForms('北院门88号', '')
})

const nobody: Told = { creditCode: '', addresses: [], phones: [] }
const like = (entered: Partial<Told>, known: Partial<Told>) =>
  likenessOf(marksOf({ ...nobody, ...entered }), marksOf({ ...nobody, ...known }))

it('says how alike two of one name are', () => {
  expect(like({ addresses: ['北院门 1 号'] }, { addresses: ['北院门１号'] })).toBe('SAME')
  expect(like({ addresses: ['北院门 1 号'] }, { addresses: ['莲湖区北院门1号'] })).toBe('LIKELY')
  expect(like({ phones: ['029-1234567'] }, { phones: ['+86 29 1234567'] })).toBe('SAME')
  expect(like({ addresses: ['北院门1号'], phones: ['1'] }, { addresses: ['西羊市9号'], phones: ['1'] })).toBe('LIKELY')
  expect(like({ addresses: ['北院门1号'] }, { addresses: ['西羊市9号'] })).toBeNull()
  expect(like({ addresses: ['北院门1号'] }, {})).toBe('POSSIBLE')
  expect(like({}, {})).toBe('SAME')
  expect(like({ creditCode: 'A' }, { creditCode: 'B' })).toBeNull()
  expect(like({ creditCode: 'A' }, {})).toBe('SAME')
})

it('an import says of each two what is said of them elsewhere, for it goes by the same marks', async () => {
  const addresses = ['', '北院门1号', '莲湖区北院门1号', '西羊市9号']
  const phones = ['', '13800138000', '13900139000']
  const codes = ['', '91610104MA6U0001XD', '91610104MA6U0002XB']
  const all = addresses.flatMap((address) =>
    phones.flatMap((contactPhone) => codes.map((creditCode) => ({ address, contactPhone, creditCode }))),
  )
  const empty = Object.fromEntries(Object.keys(enterpriseColumns).map((column) => [column, '']))
  const told = ({ address, contactPhone, creditCode }: (typeof all)[number]): Told => ({
    creditCode,
    addresses: [address],
    phones: [contactPhone],
  })
  for (const entered of all) {
    for (const known of all) {
      if (entered.creditCode && entered.creditCode === known.creditCode) continue
      const values = { ...empty, ...known, name: '回坊小吃' } as never
      const register = await registerOf([
        { id: '1', isRetired: false, values, doubles: [], phoneTexts: [], apartFrom: [] },
      ])
      const match = matchOf({ ...entered, name: '回坊小吃' }, [], register)
      const alike = like(told(entered), told(known))
      expect([entered, known, match !== null, match?.isSure]).toEqual([
        entered,
        known,
        alike !== null,
        alike ? alike === 'SAME' && !entered.creditCode : undefined,
      ])
    }
  }
})
