// Signs that people leave out or write differently: blanks, what is invisible, brackets, quotes, hyphens, middle dots, and what
// separates words. The joiner within an emoji belongs to it.
const invisible = String.raw`\s\p{Cc}\u{FE00}-\u{FE0F}`
const marks = String.raw`\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'\u0060\u00B4\u2032-\u2037\u301D-\u301F`
const hyphens = String.raw`\p{Pd}\u2043\u2212`
const dots = String.raw`\u00B7\u02D9\u2022\u2027\u2219\u22C5\u30FB\u318D\uFF65`
const stops = ',，、;；。｡'
const joiner = String.raw`(?<!\p{ExtPict}\p{EMod}?)\u200D|\u200D(?!\p{ExtPict})`
const format = String.raw`(?![\u200D\u{E0020}-\u{E007F}])\p{Cf}`

const variants = /[\u{FE00}-\u{FE0F}]/gu
const ignored = new RegExp(`[${invisible}${marks}${hyphens}${dots}${stops}]|${joiner}|${format}`, 'gu')
const anyHyphen = new RegExp(`[${hyphens}]`, 'gu')
const anyDot = new RegExp(`[${dots}]`, 'gu')
const ignoredInNames = new RegExp(`[${invisible}${marks}]|${joiner}|${format}`, 'gu')

/** The text in capitals of usual width, without these signs. Some letters fall apart into such signs, so that they go twice. */
const without = (text: string, signs: RegExp): string =>
  text.replace(variants, '').replace(signs, '').normalize('NFKC').toUpperCase().normalize('NFKC').replace(signs, '')

/** A text as searches compare it: without brackets, quotes, blanks, hyphens and middle dots, whatever its width and case are. */
export const plain = (text: string): string => without(text, ignored)

/**
 * Whether two texts are the same name: only brackets, quotes, blanks, width or case differ. Hyphens and dots may not, for 1-1 is
 * not 11.
 */
export const sameName = (a: string, b: string): boolean => a === b || nameKey(a) === nameKey(b)

/** What all writings of a name have in common that `sameName` takes for one. */
export const nameKey = (name: string): string =>
  without(name, ignoredInNames).replace(anyHyphen, '-').replace(anyDot, '·')
