import { builder } from './builder.ts'
import type { Locale, Sentence } from './errors.ts'

/** One value of an enum: what people call it, and what it means. */
type Value = { word: Sentence; description: string; value?: string }

const words = new Map<string, Readonly<Record<string, Sentence>>>()

/** For each enum of the API the words for its values, in the order in which they are declared. The client's tables are made from it. */
export const wordsOfEnums: ReadonlyMap<string, Readonly<Record<string, Sentence>>> = words

/** Declares an enum of the API. The word of a value is what pages and files call it; it is written here and nowhere else. */
export function enumType<const V extends Record<string, Value>>(
  name: string,
  options: { description: string; values: V },
) {
  words.set(name, Object.fromEntries(Object.entries(options.values).map(([value, { word }]) => [value, word])))
  return builder.enumType(name, options)
}

/** What a value is called in the reader's language. Several are joined, and null is an empty text. */
export function wordOf(type: { name: string }, value: string | readonly string[] | null, locale: Locale): string {
  const wordsOfType = words.get(type.name)
  const values = value === null ? [] : [value].flat()
  return values.map((each) => wordsOfType?.[each]?.[locale] ?? each).join(locale === 'zh' ? '、' : ', ')
}
