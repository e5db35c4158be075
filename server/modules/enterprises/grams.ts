/** The words of a text as a search compares them: letters and digits, half width, capitals. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** What an index keeps of an enterprise: the single characters and neighbouring pairs of its name and code. */
export const gramsOf = (name: string, creditCode: string): string[] => [
  ...new Set([...wordsOf(name), ...wordsOf(creditCode)].flatMap(gramsIn)),
]

/** The words of a search, each with the pairs (or the one character) that an enterprise must have to hold it. */
export const searchWords = (search: string): { word: string; grams: string[] }[] =>
  wordsOf(search).map((word) => {
    const grams = [...new Set(gramsIn(word))]
    const pairs = grams.filter((gram) => [...gram].length === 2)
    return { word, grams: pairs.length > 0 ? pairs : grams }
  })

function gramsIn(word: string): string[] {
  const characters = [...word]
  return characters.flatMap((character, i) => (i === 0 ? [character] : [character, characters[i - 1] + character]))
}
