import { z } from 'zod'

/** Text as it was meant: half-width letters and digits, single spaces, none inside Chinese words or at the ends. */
export const tidyText = (text: string): string =>
  text
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (character) => character.normalize('NFKC'))
    .replace(/\p{Cf}/gu, '')
    .replace(/^'(?=[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim()

/** One line of an input, tidied before it is measured: what nobody can see is no name. */
export const line = (least: number, most: number) =>
  z.string().transform(tidyText).pipe(z.string().min(least).max(most))

/** A phone as people write it. */
export const phone = z.string().regex(/^\+?[\d -]{5,20}$/)

/** The same, or nothing. */
export const phoneOrNone = z.string().regex(/^(\+?[\d -]{5,20})?$/)
