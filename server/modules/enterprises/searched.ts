import type { Enterprise, Prisma } from '#codegen/prisma/client.ts'
import type { Viewer } from '#server/platform/context.ts'
import { lettersOf, type PinyinArm, pinyinOf, pinyinSearch } from '#server/platform/pinyin.ts'
import { plain } from '#server/platform/plain.ts'
import { contains, gramsOf, partLength, partsOf, searchedFor, type Word } from '#server/platform/search.ts'
import type { onlySearched } from '#server/postgres/only-searched.ts'
import { seesDetails } from './access.ts'

/** An enterprise without the columns by which it is only found. */
export type Unsearched = Omit<Enterprise, keyof typeof onlySearched.enterprise>

/**
 * The columns by which an enterprise is found, made of its name and its credit code. Whatever writes one of these writes them as
 * well.
 */
export const searchedColumns = ({ name, creditCode }: { name: string; creditCode: string | null }) => {
  const plainName = plain(name)
  return { plainName, grams: gramsOf(name), pinyin: pinyinOf(plainName), codeParts: partsOf(creditCode ?? '') }
}

type Where = Prisma.EnterpriseWhereInput

/**
 * The conditions that an enterprise fits each word of a search: its name holds it or is read so, or its credit code holds it, for
 * those alone who may read that. It is also how the lists of its visits and orders are searched.
 */
export function enterpriseSearch(viewer: Viewer, search: string | null | undefined): Where[] {
  const conditions = searchedFor(search, (word) => ofWord(viewer, word))
  if (conditions.length < 2) return conditions
  // pinyin is also typed with blanks
  const together = pinyinOfWord(plain(search!.replace(/\s+/g, '')))
  return together.length > 0 ? [{ OR: [{ AND: conditions }, ...together] }] : conditions
}

function ofWord(viewer: Viewer, { word, grams }: Word): Where {
  const inName = { grams: { hasEvery: grams } }
  // the index of grams finds the candidates; those of a longer word may stand apart, so that it is compared as a whole
  const named = [...word].length > 2 ? { ...inName, plainName: contains(word) } : inName
  const ways = [named, ...pinyinOfWord(word), ...codeOfWord(viewer, word)]
  return ways.length > 1 ? { OR: ways } : named
}

const pinyinOfWord = (word: string): Where[] => pinyinSearch(lettersOf(word)).map(readSo)

const readSo = ({ every, some }: PinyinArm): Where => ({
  AND: [...(every.length ? [{ pinyin: { hasEvery: every } }] : []), ...(some ? [{ pinyin: { hasSome: some } }] : [])],
})

const codeOfWord = (viewer: Viewer, word: string): Where[] =>
  seesDetails(viewer) && /^[0-9A-Z]+$/.test(word) && word.length >= partLength
    ? [{ codeParts: { hasEvery: partsOf(word) }, creditCode: contains(word) }]
    : []
