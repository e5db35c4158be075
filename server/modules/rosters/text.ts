/**
 * Cleans a credit code, a phone number or a count: half-width characters, no spaces, no apostrophe that marks text in
 * Excel, and numbers written in digits.
 */
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

/**
 * Writes 1.3812345678E+10 and 13812345678.0 as digits. A number whose exponent hides digits stays as it is, so that
 * the check of the row refuses it.
 */
function writtenOut(text: string): string {
  const [, head, fraction = '', exponent] = /^(\d)(?:\.(\d+))?E\+?(\d{1,2})$/.exec(text) ?? []
  if (head && fraction.length === Number(exponent)) return head + fraction
  return text.replace(/^(\d+)\.0+$/, '$1')
}

/** True for a number that a spreadsheet has cut: its last digits are gone. */
export const hasLostDigits = (text: string): boolean => /^\d(\.\d+)?E\+?\d{1,2}$/.test(text)
