/** Codes, phones and counts: half width, no spaces, without the marks that force Excel to see text, numbers written out. */
export function compactText(text: string): string {
  const bare = text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}]/gu, '')
    .replace(/^="(.*)"$/, '$1')
    .replace(/^['\u2018\u2019`]/, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .toUpperCase()
  return writtenOut(bare)
}

/** 1.3812345678E+10 and 13812345678.0 as digits; an exponent that hides digits stays, for the row check to refuse. */
function writtenOut(text: string): string {
  const [, head, fraction = '', exponent] = /^(\d)(?:\.(\d+))?E\+?(\d{1,2})$/.exec(text) ?? []
  if (head && fraction.length === Number(exponent)) return head + fraction
  return text.replace(/^(\d+)\.0+$/, '$1')
}

/** True for a number that a spreadsheet has cut: its last digits are gone. */
export const hasLostDigits = (text: string): boolean => /^\d(\.\d+)?E\+?\d{1,2}$/.test(text)
