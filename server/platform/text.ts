import { z } from 'zod'

// signs that are not seen, or that turn the direction of what stands beside them; joiners within emoji are part of what is seen
const invisible = /\p{Cf}(?<!\p{ExtPict}[\uFE0F\p{EMod}]?\u200D(?=\p{ExtPict}))/gu

/**
 * Cleans text that a person has typed or pasted: full-width letters and digits become half-width, invisible characters (but
 * for the joiners within emoji) and the apostrophe that marks a formula or a number as text go, and spaces become single ones,
 * without any between Chinese characters or at the ends.
 */
export const tidyText = (text: string): string =>
  text
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (character) => character.normalize('NFKC'))
    .replace(invisible, '')
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
 * The zod type of text of several lines that has `least` to `most` characters without the spaces at its ends. Invisible
 * characters and controls but for the ends of lines and tabs are left out: they could hide words, or turn them round.
 */
export const paragraph = (least: number, most: number) =>
  z
    .string()
    .transform((text) => {
      const seen = text
        .replace(/\r\n?/g, '\n')
        .replace(invisible, '')
        .replace(/(?![\n\t])\p{Cc}/gu, '')
      return tidyText(seen) === '' ? '' : seen.trim()
    })
    .pipe(z.string().min(least).max(most))
