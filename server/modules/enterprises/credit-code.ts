import type { Sentence } from '#server/platform/errors.ts'

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

/** True for a credit code whose check character is right. */
export const isCreditCode = (code: string): boolean =>
  code.length === 18 && form.test(code.slice(0, 17)) && creditCodeOf(code.slice(0, 17)) === code

/** What is wrong with a credit code: `detail` says which character, or how many there are. */
export type CodeFault = {
  reason: 'LOST_DIGITS' | 'CODE_SIGN' | 'CODE_SHORT' | 'CODE_LONG' | 'CODE_FORM' | 'CODE_CHECK'
  detail?: string
}

// the letters that no code has, and what each is mistaken for
const mistaken: Record<string, string> = { I: '1', O: '0', S: '5', V: 'U、Y', Z: '2' }

/**
 * The credit code in a text, in capitals. Blanks, hyphens, full stops, quotes and words before it or in brackets around it are
 * forgiven, since the check character tells whether the rest is a code.
 */
export function readCreditCode(text: string): { code: string } | CodeFault {
  const whole = text.normalize('NFKC').toUpperCase()
  if (/^\s*\d(?:\.\d+)?E\+?\d{1,2}\s*$/.test(whole)) return { reason: 'LOST_DIGITS' }
  const code = whole
    .replace(/\([^()]*\p{Script=Han}[^()]*\)/gu, '')
    .replace(/^[\s\p{P}]*(?:\p{Script=Han}+|CODE|CREDIT CODE|USCC|NO)[\s\p{P}]*/u, '')
    .replace(/[\s\p{P}\p{Cf}\p{Cc}]/gu, '')
  if (isCreditCode(code)) return { code }
  const signs = [...code]
  const at = signs.findIndex((sign) => !alphabet.includes(sign))
  if (at >= 0) return { reason: 'CODE_SIGN', detail: `${at + 1} ${signs[at]}` }
  if (signs.length !== 18)
    return { reason: signs.length < 18 ? 'CODE_SHORT' : 'CODE_LONG', detail: String(signs.length) }
  return { reason: form.test(code.slice(0, 17)) ? 'CODE_CHECK' : 'CODE_FORM' }
}

/** What a code with this fault is or has, to be said after its name. */
export function codeFaultWords({ reason, detail = '' }: CodeFault): Sentence {
  switch (reason) {
    case 'LOST_DIGITS':
      return {
        zh: '被表格软件当作数字,末几位已丢失,请改为文本格式重新填写',
        en: 'was kept as a number and has lost its last digits: enter it again as text',
      }
    case 'CODE_SIGN':
      return signWords(...(detail.split(' ') as [string, string]))
    case 'CODE_SHORT':
      return {
        zh: `只有 ${detail} 位,应为 18 位,少 ${18 - Number(detail)} 位`,
        en: `has ${detail} characters instead of 18: ${18 - Number(detail)} are missing`,
      }
    case 'CODE_LONG':
      return {
        zh: `有 ${detail} 位,应为 18 位,多 ${Number(detail) - 18} 位`,
        en: `has ${detail} characters instead of 18: ${Number(detail) - 18} too many`,
      }
    case 'CODE_FORM':
      return {
        zh: '第 3 至 8 位应为数字(登记机关的行政区划)',
        en: 'must have digits from the 3rd to the 8th character (the place of registration)',
      }
    case 'CODE_CHECK':
      return {
        zh: '最后一位(校验位)与前 17 位不符,请逐位核对',
        en: 'has a last character (the check) that does not fit the 17 before it: compare each',
      }
  }
}

function signWords(at: string, sign: string): Sentence {
  const like = mistaken[sign]
  return like
    ? {
        zh: `第 ${at} 位是字母 ${sign} ,代码中没有 I、O、S、V、Z(易与 1、0、5、U、2 混淆),请核对是否为 ${like}`,
        en: `has the letter ${sign} as character ${at}: no code has I, O, S, V or Z, which look like 1, 0, 5, U and 2; is it ${like}?`,
      }
    : {
        zh: `第 ${at} 位是“${sign}”,代码中只有数字和大写字母`,
        en: `has “${sign}” as character ${at}: a code has digits and capital letters only`,
      }
}
