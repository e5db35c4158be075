import { z } from 'zod'
import { builder } from './builder.ts'
import { lettersOf, type PinyinArm, pinyinOf, pinyinSearch } from './pinyin.ts'
import { plain } from './plain.ts'

/** The argument by which a list is searched for words. Its description says what they are looked for in. */
export const searchArg = (description: string) =>
  builder.args((t) => ({ search: t.string({ required: false, validate: z.string().max(100), description }) }))

/**
 * The letters of a text as a search compares them: texts with the same ones say the same, whatever their numbers, spaces and
 * signs are.
 */
export const formOf = (text: string): string =>
  (
    text
      .normalize('NFKC')
      .toUpperCase()
      .match(/\p{L}+/gu) ?? []
  ).join('')

/**
 * What an index keeps of texts: the single characters and neighbouring pairs of each as it is compared. PostgreSQL's function
 * `grams_of` makes the same of a text that is plain already.
 */
export function gramsOf(...texts: string[]): string[] {
  const grams = new Set<string>()
  for (const text of texts) addGrams(plain(text), grams)
  return [...grams]
}

/** A word of a search as it is compared, with the pairs (or the one character) that a text must have to hold it. */
export type Word = { word: string; grams: string[] }

/** The words of a search, without those of which nothing is left to compare. */
export const searchWords = (search: string): Word[] =>
  search
    .split(separators)
    .map(plain)
    .filter((word) => word !== '')
    .map((word) => {
      const grams = [...addGrams(word, new Set())]
      const pairs = grams.filter((gram) => [...gram].length === 2)
      return { word, grams: pairs.length > 0 ? pairs : grams }
    })

const separators = /[\s\p{Cc},，、;；。｡]+/u

/** The condition of Prisma that no row fulfils. */
export const nothing = { id: { in: [] as string[] } }

/**
 * The conditions of a search, one for each word: none where nothing is searched for, and one that nothing fulfils where only signs
 * are that no text keeps.
 */
export function searchedFor<C extends object>(
  search: string | null | undefined,
  conditionOf: (word: Word) => C,
): (C | typeof nothing)[] {
  if (!search?.trim()) return []
  const words = searchWords(search)
  return words.length > 0 ? words.map(conditionOf) : [nothing]
}

/** The condition of Prisma that a column holds a word, every character of which stands for itself. */
export const contains = (word: string) => ({ contains: word.replace(/[\\%_]/g, '\\$&') })

/** The same, whatever the case. What has no case is not compared so, which takes longer. */
export const holding = (word: string) => ({
  ...contains(word),
  ...(word.toLowerCase() !== word.toUpperCase() && { mode: 'insensitive' as const }),
})

/** The conditions of Prisma that one or another of these columns holds each word of a search, for tables of few rows. */
export const searchedIn = <C extends string>(search: string | null | undefined, ...columns: C[]) =>
  searchedFor(search, ({ word }) => ({
    OR: columns.map((column) => ({ [column]: holding(word) }) as { [column in C]?: ReturnType<typeof holding> }),
  }))

/** Makes what says whether texts that were read hold each word of a search: as they are written, or in pinyin. */
export function matcherOf(search: string): (...texts: string[]) => boolean {
  const words = searchWords(search).map(({ word }) => ({ word, arms: pinyinSearch(lettersOf(word)) }))
  return (...texts) => {
    const kept = texts.map(plain)
    return words.every(({ word, arms }) => kept.some((text) => text.includes(word) || sounds(text, arms)))
  }
}

function sounds(text: string, arms: readonly PinyinArm[]): boolean {
  if (arms.length === 0) return false
  const keys = new Set(pinyinOf(text))
  return arms.some(
    ({ every, some }) => every.every((key) => keys.has(key)) && (!some || some.some((key) => keys.has(key))),
  )
}

/** Adds the characters and neighbouring pairs of a word to the others. It makes no lists: a roster has thousands of names. */
function addGrams(word: string, grams: Set<string>): Set<string> {
  let last = ''
  for (const character of word) {
    grams.add(character)
    if (last) grams.add(last + character)
    last = character
  }
  return grams
}

/** How many signs of a number or a code stand together in its index: a search has at least as many. */
export const partLength = 4

/**
 * What an index keeps of a code: each four of its signs that stand together.
 */
export function partsOf(text: string): string[] {
  const signs = plain(text).replace(/[^0-9A-Z]/g, '')
  const parts = new Set<string>()
  for (let start = 0; start + partLength <= signs.length; start += 1) parts.add(signs.slice(start, start + partLength))
  return [...parts]
}
