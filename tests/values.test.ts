import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOnlySigns } from '#client/desk/list/only-signs.ts'
import { addDays, dateOf, isoDate, localDate, momentsOf } from '#server/platform/clock.ts'
import { globalId, optionalRowId, rowId } from '#server/platform/ids.ts'
import { plain } from '#server/platform/plain.ts'
import { parseDate, parseDateTime, parseTimeOfDay, parseUuid } from '#server/platform/scalars.ts'
import { gramsOf, searchWords } from '#server/platform/search.ts'
import { line, paragraph, phone, phoneOrNone, tidyText } from '#server/platform/text.ts'

/** Which of the values are read; the others have to be INVALID. */
function taken(read: (value: unknown) => unknown, values: unknown[]): unknown[] {
  return values.filter((value) => {
    try {
      read(value)
      return true
    } catch (error) {
      expect(error).toMatchObject({ code: 'INVALID' })
      return false
    }
  })
}

describe('a Date', () => {
  it('is a day that exists, of the years 2000 to 2099', () => {
    const days = ['2000-01-01', '2020-02-29', '2099-12-31']
    const others = ['1999-12-31', '2100-01-01', '2021-02-29', '2020-2-9', '2020-03-24T00:00:00Z', '', 20200324, null]
    expect(taken(parseDate, [...days, ...others])).toEqual(days)
  })
})

describe('a DateTime', () => {
  it('is ISO 8601 with a zone, of the years 2000 to 2100', () => {
    const moments = [
      '2000-01-01T00:00:00Z',
      '2020-03-24T09:00:00+08:00',
      '2020-03-24T09:00:00.123-05:30',
      '2100-12-31T23:59:59.999Z',
    ]
    const others = ['1999-12-31T23:59:59Z', '2101-01-01T00:00:00Z', '2020-03-24T09:00:00', '2020-03-24', '', 0, null]
    expect(taken(parseDateTime, [...moments, ...others])).toEqual(moments)
    expect(parseDateTime('2020-03-24T09:00:00+08:00').toISOString()).toBe('2020-03-24T01:00:00.000Z')
  })
})

describe('a TimeOfDay', () => {
  it('is HH:MM of a day of 24 hours', () => {
    const times = ['00:00', '09:30', '23:59']
    const others = ['24:00', '9:30', '09:60', '09:30:00', '09:30Z', '09:3', '', 930, null]
    expect(taken(parseTimeOfDay, [...times, ...others])).toEqual(times)
  })
})

describe('ids', () => {
  const id = '0190a5c2-7b3e-7c11-8d2f-0a1b2c3d4e5f'

  it('are UUIDs in lower case, however they are written', () => {
    expect(parseUuid(id.toUpperCase())).toBe(id)
    expect(taken(parseUuid, [id, 'x', '', `${id} `, null])).toEqual([id])
  })

  it('belong to a type: of another one they are NOT_FOUND, and INVALID where they are none', () => {
    expect(rowId('Visit', globalId('Visit', id), 'visitId')).toBe(id)
    const reading = (given: string) => () => rowId('Visit', given, 'visitId')
    expect(reading(globalId('Issue', id))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
    const invalid = expect.objectContaining({ code: 'INVALID', details: { field: 'visitId' } })
    for (const given of ['', 'x', id, globalId('Visit', '1')]) expect(reading(given)).toThrow(invalid)
    expect([null, undefined].map((given) => optionalRowId('Visit', given, 'visitId'))).toEqual([null, null])
  })
})

describe('a local day', () => {
  it('is made of the moments that have its date, for any moment', () => {
    const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, (moment) => {
        const date = localDate(moment)
        const { gte, lt } = momentsOf(date)
        expect(gte <= moment && moment < lt).toBe(true)
        expect([localDate(gte), localDate(new Date(lt.getTime() - 1))]).toEqual([date, date])
        expect([localDate(lt), isoDate(dateOf(date))]).toEqual([isoDate(addDays(dateOf(date), 1)), date])
      }),
    )
  })
})

describe('text that was typed or pasted', () => {
  it.each([
    ['  a   b\t\n c ', 'a b c'],
    ['西安 回坊  食品', '西安回坊食品'],
    ['西安 ABC 食品', '西安 ABC 食品'],
    ['ＡＢｚ０９', 'ABz09'],
    ['（北院门）', '（北院门）'],
    ['回\u200b坊\ufeff\u00ad', '回坊'],
    ["'=1+1", '=1+1'],
    ["'＋86", '＋86'],
    ["'quoted'", "'quoted'"],
    ['a\u0007b', 'a b'],
    ['👨\u200d👧 甲\u200d乙', '👨\u200d👧 甲乙'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(tidyText(typed)).toBe(kept)
  })

  it('stays as it is once it is tidy', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const tidy = tidyText(text)
        fc.pre(!tidy.startsWith("'"))
        expect(tidyText(tidy)).toBe(tidy)
      }),
    )
  })

  it('is a line where it has enough characters once it is tidy, and not too many', () => {
    const short = line(2, 3)
    const are = ['a', ' a ', 'ab', ' abc ', 'abcd', '\u200b\u200b', '西 安'].map(
      (text) => short.safeParse(text).success,
    )
    expect(are).toEqual([false, false, true, true, false, false, true])
    expect(short.parse('  西 安 ')).toBe('西安')
  })

  it('is a paragraph where something of it can be seen, and stays as it was typed', () => {
    const some = paragraph(1, 5)
    const are = ['', ' \n ', '\u200b\u2060', '\u200b ', 'a', 'abcdef'].map((text) => some.safeParse(text).success)
    expect(are).toEqual([false, false, false, false, true, false])
    expect(some.parse(' 一\n二 ')).toBe('一\n二')
    expect(paragraph(0, 5).parse('\u200b')).toBe('')
  })

  it('is a phone number with 5 to 20 digits, spaces and hyphens, with or without a plus sign', () => {
    const numbers = ['12345', '029-8765 4321', `+${'1'.repeat(20)}`, '1'.repeat(20)]
    const others = ['1234', `+${'1'.repeat(21)}`, '1'.repeat(21), '138x0000000', '++12345', '12345+', ' ', '１２３４５']
    expect([...numbers, ...others].filter((text) => phone.safeParse(text).success)).toEqual(numbers)
    expect([...numbers, ...others, ''].filter((text) => phoneOrNone.safeParse(text).success)).toEqual([...numbers, ''])
    expect(phone.safeParse('').success).toBe(false)
  })
})

describe('the index of a search', () => {
  /** Whether an enterprise with these grams may hold every word of the search, as the register's query asks. */
  const mayHold = (kept: string[], search: string) =>
    searchWords(search).every(({ grams }) => grams.every((gram) => kept.includes(gram)))

  it('has every enterprise whose name holds what is searched for, whatever that is and however it is written', () => {
    const name = fc.string({
      unit: fc.constantFrom(...'西安回坊食品有限公司AbＣ9 -（）“”·%_*\\é𠮷🍜ﬁ'),
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(name, fc.nat(19), fc.nat(19), (text, start, length) => {
        const kept = gramsOf(text)
        const part = [...text].slice(start, start + length + 1).join('')
        for (const search of [part, part.toLowerCase(), part.normalize('NFKC'), part.normalize('NFD'), plain(part)]) {
          expect(mayHold(kept, search)).toBe(true)
        }
      }),
    )
  })

  it('leaves out those that do not hold a neighbouring pair of it', () => {
    const kept = gramsOf('西安回坊食品')
    expect(['回坊', '西安 食品', '安回'].map((search) => mayHold(kept, search))).toEqual([true, true, true])
    expect(['坊回', '西安食品', '书'].map((search) => mayHold(kept, search))).toEqual([false, false, false])
  })
})

it('the desk knows of which signs alone nothing is left to search for, as the server does', () => {
  const typed = fc.string({
    unit: fc.constantFrom(...'（）()【】“”"\'-－·•,，。 %_*店A🍜'),
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(typed, (text) => {
      expect(isOnlySigns(text)).toBe(text.trim() !== '' && plain(text) === '')
    }),
  )
})
