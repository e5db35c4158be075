import { z } from 'zod'
import { builder } from './builder.ts'

/** The argument by which a list is searched for words. Its description says what they are looked for in. */
export const searchArg = (description: string) =>
  builder.args((t) => ({ search: t.string({ required: false, validate: z.string().max(100), description }) }))

/** The words of a text as a search compares them: letters and digits, half width, capitals. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

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
 * What an index keeps of texts: their single characters and neighbouring pairs. PostgreSQL's function `grams_of` makes the
 * same of one text.
 */
export function gramsOf(...texts: string[]): string[] {
  const grams = new Set<string>()
  for (const word of texts.flatMap(wordsOf)) addGrams(word, grams)
  return [...grams]
}

/** The words of a search, each with the pairs (or the one character) that a text must have to hold it. */
export const searchWords = (search: string): { word: string; grams: string[] }[] =>
  wordsOf(search).map((word) => {
    const grams = [...addGrams(word, new Set())]
    const pairs = grams.filter((gram) => [...gram].length === 2)
    return { word, grams: pairs.length > 0 ? pairs : grams }
  })

/** The condition of Prisma that a column holds a word, whatever its case. What has no case is not compared so, which takes longer. */
export const holding = (word: string) => ({
  contains: word,
  ...(word.toLowerCase() !== word.toUpperCase() && { mode: 'insensitive' as const }),
})

/** The conditions of Prisma that one or another of these columns holds each word of a search, for tables of few rows. */
export const searchedIn = <C extends string>(search: string | null | undefined, ...columns: C[]) =>
  wordsOf(search ?? '').map((word) => ({
    OR: columns.map((column) => ({ [column]: holding(word) }) as { [column in C]?: ReturnType<typeof holding> }),
  }))

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
