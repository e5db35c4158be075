import type { Locale, Sentence } from '#server/platform/errors.ts'

/** The client's lists of the values of enums, in the order in which the server declares them, and the words for each value. */
export function clientEnums(wordsOfEnums: ReadonlyMap<string, Readonly<Record<string, Sentence>>>): string {
  const enums = [...wordsOfEnums].sort(([a], [b]) => (a < b ? -1 : 1))
  const lists = enums.map(([name, words]) => `  ${name}: ${JSON.stringify(Object.keys(words))},\n`)
  const wordsIn = (locale: Locale) =>
    enums.map(([name, words]) => {
      const pairs = Object.entries(words).map(([value, word]) => `${value}: ${JSON.stringify(word[locale])}`)
      return `  ${name}: { ${pairs.join(', ')} },\n`
    })
  return `// Generated from the enums that the server declares. Never edited by hand.
/** The values of each enum, in their order. */
export const enums = {
${lists.join('')}} as const

/** What each value is called in Chinese. */
export const enumWordsZh = {
${wordsIn('zh').join('')}}

/** What each value is called in English. */
export const enumWordsEn: typeof enumWordsZh = {
${wordsIn('en').join('')}}
`
}
