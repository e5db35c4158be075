import { invalid } from './errors.ts'

/**
 * What looks like a phone number among other words: that of a mobile phone, one with its area, or seven or eight digits that are no
 * date; not a part of a code.
 */
const numbers =
  /(?<![\dA-Za-z])(?:\+?86[ -]?)?(?:1[3-9]\d(?:[ -]?\d){8}|0\d{2,3}[ -]?\d{3,4}[ -]?\d{4}|(?!(?:19|20)\d{6})[2-9]\d{6,7})(?![\dA-Za-z])/g

/**
 * A phone number as everybody is shown it: 138****5678; of several with other signs between them, each. Whoever needs it whole
 * asks for it, which is written down.
 */
export const maskPhone = (phone: string): string => phone.replace(/\d(?:[\d -]*\d)?/g, maskDigits)

function maskDigits(number: string): string {
  const digits = number.replace(/\D/g, '').length
  const [head, tail] = digits >= 10 ? [3, 4] : digits >= 7 ? [0, 4] : [0, 2]
  let place = 0
  return number.replace(/\d/g, (digit) => {
    place += 1
    return place <= head || place > digits - tail ? digit : '*'
  })
}

/** Whether a text is a phone number with digits masked. */
export const isMasked = (text: string): boolean => /^\+?(?=.*\d)[\d -]*\*[\d* -]*$/.test(text)

/** The same for the phone numbers in a text. */
export const maskPhonesIn = (text: string): string => text.replace(numbers, maskPhone)

/**
 * The phone number that a form says: what is entered, or the recorded one where the form has it as it was shown. INVALID where it
 * is masked otherwise.
 */
export function enteredPhone(entered: string, recorded: string | undefined, field: string): string {
  if (!entered.includes('*')) return entered
  if (recorded !== undefined && entered === maskPhone(recorded)) return recorded
  throw invalid(field, {
    zh: '号码中间被隐去了,请填写完整的号码。',
    en: 'The number is masked: enter it in full.',
  })
}
