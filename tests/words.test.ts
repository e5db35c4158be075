import { GraphQLEnumType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { enumWords as enumWordsEn } from '#codegen/graph/enum-words-en.ts'
import { enumWords as enumWordsZh } from '#codegen/graph/enum-words-zh.ts'
import { enums } from '#codegen/graph/enums.ts'
import { IssueSourceEnum } from '#server/modules/issues/enums.ts'
import { StepEnum } from '#server/modules/visits/enums.ts'
import { wordOf } from '#server/platform/enum-type.ts'
import { schema } from '#server/schema.ts'

const names = Object.keys(enums) as (keyof typeof enums)[]

describe.each(names)('the enum %s', (name) => {
  it('has in the client’s list the values of the schema', () => {
    const type = schema.getType(name) as GraphQLEnumType
    expect(type).toBeInstanceOf(GraphQLEnumType)
    expect([...enums[name]].sort()).toEqual(type.getValues().map(({ name }) => name))
  })

  it('has for each value a word of its own in both languages', () => {
    for (const [words, letter] of [
      [enumWordsZh[name], /^[\p{Script=Han},]+$/u],
      [enumWordsEn[name], /^[A-Z][a-z -]+$/],
    ] as const) {
      expect(Object.keys(words)).toEqual([...enums[name]])
      for (const word of Object.values(words)) expect(word).toMatch(letter)
      expect(new Set(Object.values(words)).size).toBe(enums[name].length)
    }
  })
})

describe('a value in a file for people', () => {
  it('is called by its word in the reader’s language', () => {
    expect(wordOf(IssueSourceEnum, 'CALL', 'zh')).toBe('电话')
    expect(wordOf(IssueSourceEnum, 'CALL', 'en')).toBe('Call')
  })

  it('is an empty text where there is none', () => {
    expect(wordOf(StepEnum, null, 'zh')).toBe('')
    expect(wordOf(StepEnum, [], 'en')).toBe('')
  })

  it('is one of several, joined as the language joins them', () => {
    expect(wordOf(StepEnum, ['LOOK', 'ASK'], 'zh')).toBe('望、问')
    expect(wordOf(StepEnum, ['LOOK', 'ASK'], 'en')).toBe('Look, Ask')
  })
})
