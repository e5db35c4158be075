import { isInputObjectType } from 'graphql'
import { expect, it } from 'vitest'
import type { z } from 'zod'
import { inputSentence } from '#server/platform/input-sentences.ts'
import { schema } from '#server/schema.ts'

/** The checks of everything that a caller may send: of the fields of inputs, and of arguments. */
function checks(): z.ZodType[] {
  const fields = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((type) => Object.values(type.getFields()))
  const roots = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!]
  const args = roots.flatMap((root) => Object.values(root.getFields()).flatMap(({ args }) => args))
  return [...fields, ...args].flatMap(({ extensions }) => {
    const { validate } = (extensions.pothosOptions ?? {}) as { validate?: z.ZodType }
    return validate && 'safeParse' in validate ? [validate] : []
  })
}

/** Values of which each check refuses some. */
const wrong = [
  '',
  ' ',
  'x',
  'x'.repeat(50_000),
  -5,
  0,
  0.12345,
  1e9,
  1.5,
  true,
  {},
  [],
  Array(5000).fill('x'),
  '2020-13-45',
]

const refused = checks().flatMap((check) => wrong.flatMap((value) => check.safeParse(value).error?.issues ?? []))

it('says of each value that an input refuses what is wrong, as a person would', () => {
  const kinds = new Set(refused.map(({ code, ...rest }) => [code, 'origin' in rest ? rest.origin : ''].join(' ')))
  expect([...kinds]).toEqual(
    expect.arrayContaining([
      'too_small string',
      'too_big string',
      'too_big array',
      'too_small number',
      'invalid_type ',
    ]),
  )
  for (const issue of refused) {
    const [zh, en] = [inputSentence(issue, 'zh'), inputSentence(issue, 'en')]
    expect(zh).toMatch(/^[\p{Script=Han}][\p{Script=Han}\d ,.:+\-T]*。$/u)
    expect(en).toMatch(/^(?!Invalid)[A-Z][^<>=]*\.$/)
    expect(en).not.toMatch(/string|array|expected|undefined|NaN/i)
  }
})

it('has a sentence of its own for each kind of fault but a form that only a regular expression knows', () => {
  const form = inputSentence({ code: 'custom', path: [], message: '', input: '' }, 'zh')
  const others = refused.filter((issue) => inputSentence(issue, 'zh') === form)
  const kinds = new Set(others.map((issue) => ('format' in issue ? issue.format : issue.code)))
  const unsaid = ['regex', 'custom', 'invalid_type', 'starts_with']
  expect([...kinds].filter((kind) => !unsaid.includes(kind!))).toEqual([])
})

it('says the shortest password in both languages', () => {
  const issue = { code: 'too_small', origin: 'string', minimum: 8, inclusive: true, path: [], message: '' } as never
  expect(inputSentence(issue, 'zh')).toBe('太短了,至少要 8 个字符。')
  expect(inputSentence(issue, 'en')).toBe('This is too short: it has at least 8 characters.')
})
