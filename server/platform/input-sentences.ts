import type { z } from 'zod'
import type { Locale, Sentence } from './errors.ts'

/** What zod has found wrong with an input. */
export type InputIssue = z.core.$ZodIssue

const wrongForm: Sentence = { zh: '格式不对,请检查后重新填写。', en: 'This is not in the right form: check it.' }

/**
 * The sentence about a wrong input, in the caller's language, as a person would say it: zod's own name types and signs. A form that
 * has no sentence here is one that a person does not write, or that a regular expression checks.
 */
export const inputSentence = (issue: InputIssue, locale: Locale): string => (sentenceOf(issue) ?? wrongForm)[locale]

function sentenceOf(issue: InputIssue): Sentence | undefined {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive ?? true)
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum), issue.inclusive ?? true)
    case 'invalid_type':
      return wrongTypes[issue.expected]
    case 'invalid_value':
      return { zh: '请在给出的选项中选择。', en: 'Choose one of the given values.' }
    case 'invalid_format':
      return wrongFormats[issue.format]
    case 'not_multiple_of':
      return notMultiple(issue.divisor)
    default:
      return undefined
  }
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

function tooSmall(origin: string, least: number, isInclusive: boolean): Sentence {
  if (origin === 'string') {
    if (least === 1) return { zh: '不能为空,请填写。', en: 'This must not be empty.' }
    return {
      zh: `太短了,至少要 ${least} 个字符。`,
      en: `This is too short: it has at least ${count(least, 'character')}.`,
    }
  }
  if (origin === 'array') {
    return { zh: `太少了,至少要有 ${least} 项。`, en: `These are too few: there is at least ${count(least, 'entry')}.` }
  }
  return isInclusive
    ? { zh: `不能小于 ${least}。`, en: `This must be at least ${least}.` }
    : { zh: `必须大于 ${least}。`, en: `This must be more than ${least}.` }
}

function tooBig(origin: string, most: number, isInclusive: boolean): Sentence {
  if (origin === 'string') {
    return { zh: `太长了,最多 ${most} 个字符。`, en: `This is too long: it has at most ${count(most, 'character')}.` }
  }
  if (origin === 'array') {
    return { zh: `太多了,最多 ${most} 项。`, en: `These are too many: there are at most ${most}.` }
  }
  return isInclusive
    ? { zh: `不能大于 ${most}。`, en: `This must be at most ${most}.` }
    : { zh: `必须小于 ${most}。`, en: `This must be less than ${most}.` }
}

const wrongTypes: Partial<Record<string, Sentence>> = {
  int: { zh: '请填写整数。', en: 'This must be a whole number.' },
  number: { zh: '请填写数字。', en: 'This must be a number.' },
  string: { zh: '请填写文字。', en: 'This must be text.' },
}

const wrongFormats: Partial<Record<string, Sentence>> = {
  guid: { zh: '编号无效。', en: 'This is no valid id.' },
  uuid: { zh: '编号无效。', en: 'This is no valid id.' },
  date: { zh: '请填写日期,如 2020-03-05。', en: 'This must be a date such as 2020-03-05.' },
  datetime: {
    zh: '请填写带时区的时间,如 2020-03-05T09:30:00+08:00。',
    en: 'This must be a time with its zone, such as 2020-03-05T09:30:00+08:00.',
  },
  time: { zh: '请填写时间,如 09:30。', en: 'This must be a time such as 09:30.' },
  url: { zh: '请填写完整的网址。', en: 'This must be a whole web address.' },
}

/** A step such as 0.001 says how many places a number may have. */
function notMultiple(step: number): Sentence {
  const places = Math.round(-Math.log10(step))
  return places > 0 && step === Number(`1e-${places}`)
    ? { zh: `最多保留 ${places} 位小数。`, en: `This has at most ${count(places, 'decimal')}.` }
    : { zh: `必须是 ${step} 的倍数。`, en: `This must be a multiple of ${step}.` }
}
