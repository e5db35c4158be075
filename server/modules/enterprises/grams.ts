/** The words of a text as a search compares them: letters and digits, half width, capitals. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** What an index keeps of an enterprise: the single characters and neighbouring pairs of its name and code. */
export function gramsOf(name: string, creditCode: string): string[] {
  const grams = new Set<string>()
  for (const word of [...wordsOf(name), ...wordsOf(creditCode)]) addGrams(word, grams)
  return [...grams]
}

/** The words of a search, each with the pairs (or the one character) that an enterprise must have to hold it. */
export const searchWords = (search: string): { word: string; grams: string[] }[] =>
  wordsOf(search).map((word) => {
    const grams = [...addGrams(word, new Set())]
    const pairs = grams.filter((gram) => [...gram].length === 2)
    return { word, grams: pairs.length > 0 ? pairs : grams }
  })

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
