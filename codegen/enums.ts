import type { Locale, Sentence } from '#server/platform/errors.ts'

type Enums = ReadonlyMap<string, Readonly<Record<string, Sentence>>>

const inOrder = (enums: Enums) => [...enums].sort(([a], [b]) => (a < b ? -1 : 1))
const head = '// Generated from the enums that the server declares. Never edited by hand.\n'

/** The client's lists of the values of enums, in the order in which the server declares them. */
export function clientEnums(enums: Enums): string {
  const lists = inOrder(enums).map(([name, words]) => `  ${name}: ${JSON.stringify(Object.keys(words))},\n`)
  return `${head}/** The values of each enum, in their order. */
export const enums = {
${lists.join('')}} as const
`
}

/** The client's words for each value of each enum. Each language is a file of its own, because a page loads only one. */
export function clientEnumWords(enums: Enums, locale: Locale): string {
  const lines = inOrder(enums).map(([name, words]) => {
    const pairs = Object.entries(words).map(([value, word]) => `${value}: ${JSON.stringify(word[locale])}`)
    return `  ${name}: { ${pairs.join(', ')} },\n`
  })
  return `${head}/** What each value is called. */
export const enumWords = {
${lines.join('')}}
`
}
