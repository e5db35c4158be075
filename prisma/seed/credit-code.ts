import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'

const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Administrative code 610199 is not assigned to any district: no real firm can have such a code. */
const practicePrefix = '91610199'

/**
 * A unified social credit code with right check characters (GB 11714 for the inner organisation
 * code, GB 32100-2015 for the whole) that marks itself as practice data.
 */
export function practiceCreditCode(serial: number): string {
  const body = `MAL${serial.toString().padStart(5, '0')}`
  return creditCodeOf(practicePrefix + body + organisationCheck(body))
}

function organisationCheck(body: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * organisationAlphabet.indexOf(body[i]!), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}
