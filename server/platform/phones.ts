import { invalid } from './errors.ts'

/** A run of digits that is long enough for a phone number, with what people write between them. */
const numbers = /\+?\d(?:[ -]?\d){6,}/g

/** A phone number as everybody is shown it: 138****5678. Whoever needs it whole asks for it, which is written down. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '').length
  const [head, tail] = digits >= 10 ? [3, 4] : digits >= 7 ? [0, 4] : [0, 2]
  let place = 0
  return phone.replace(/\d/g, (digit) => {
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
