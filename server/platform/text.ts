import { z } from 'zod'

/**
 * Cleans text that a person has typed or pasted: full-width letters and digits become half-width, invisible characters (but
 * for the joiners within emoji) and the apostrophe that marks a formula or a number as text go, and spaces become single ones,
 * without any between Chinese characters or at the ends.
 */
export const tidyText = (text: string): string =>
  text
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (character) => character.normalize('NFKC'))
    .replace(/\p{Cf}(?<!\p{ExtPict}[\uFE0F\p{EMod}]?\u200D(?=\p{ExtPict}))/gu, '')
    .replace(/^'(?=[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]|\s*\d+(?:E\d+)?\s*$)/i, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/ (?<=\p{Script=Han} )(?=\p{Script=Han})/gu, '')
    .trim()

/**
 * The zod type of a line of text that has `least` to `most` characters after `tidyText`: spaces and invisible
 * characters alone are no text.
 */
export const line = (least: number, most: number) =>
  z.string().transform(tidyText).pipe(z.string().min(least).max(most))

/** The zod type of a phone number: 5 to 20 digits, spaces and hyphens, with or without a plus sign. */
export const phone = z.string().regex(/^\+?[\d -]{5,20}$/)

/** The zod type of a phone number that may be empty. */
export const phoneOrNone = z.string().regex(/^(\+?[\d -]{5,20})?$/)

/** The same where a form may send a number as it was shown, with digits masked: `enteredPhone` reads it. */
export const shownPhone = z.string().regex(/^\+?[\d* -]{5,20}$/)
export const shownPhoneOrNone = z.string().regex(/^(\+?[\d* -]{5,20})?$/)

/**
 * The zod type of text of several lines that has `least` to `most` characters without the spaces at its ends; invisible
 * characters alone are no text.
 */
export const paragraph = (least: number, most: number) =>
  z
    .string()
    .transform((text) => (tidyText(text) === '' ? '' : text.trim()))
    .pipe(z.string().min(least).max(most))
