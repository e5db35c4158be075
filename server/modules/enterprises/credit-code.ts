const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const form = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{9}$/

/** The full credit code (GB 32100-2015) of its first 17 characters: they and their check character. */
export function creditCodeOf(first17: string): string {
  if (!form.test(first17)) throw new RangeError('A credit code begins with 17 characters of its alphabet.')
  let sum = 0
  let weight = 1
  for (const character of first17) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return first17 + alphabet[(31 - (sum % 31)) % 31]
}

/** True for 18 characters in the form of a credit code, upper case. Says nothing about the check character. */
export const looksLikeCreditCode = (code: string): boolean => code.length === 18 && form.test(code.slice(0, 17))

/** True for a credit code whose check character is right. */
export const isCreditCode = (code: string): boolean =>
  looksLikeCreditCode(code) && creditCodeOf(code.slice(0, 17)) === code
