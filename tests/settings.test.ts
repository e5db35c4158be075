import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Env, readEnv, settingNames } from '#server/platform/env.ts'
import { root } from '#server/platform/paths.ts'

type Line = { name: string; standard: string; unit: string; sentence: string }

/** The lines of the table in settings.md. */
const lines: Line[] = [
  ...readFileSync(join(root, 'server', 'platform', 'settings.md'), 'utf8').matchAll(
    /^\| `(\w+)` \|([^|]*)\|([^|]*)\| (.*) \|$/gm,
  ),
].map(([, name, standard, unit, sentence]) => ({
  name: name!,
  standard: standard!.trim(),
  unit: unit!.trim(),
  sentence: sentence!,
}))

describe('the documented settings', () => {
  test('are all that the environment is read for, in its order', () => {
    expect(lines.map(({ name }) => name)).toEqual(settingNames)
  })

  test('have the defaults that a start without any of them has', () => {
    const defaults = readEnv({})
    expect(Object.fromEntries(lines.map(({ name, standard }) => [name, standard]))).toEqual(
      Object.fromEntries(settingNames.map((name) => [name, String(defaults[name] ?? '')])),
    )
  })

  test('are full sentences, and every limit has its unit', () => {
    for (const { name, unit, sentence } of lines) {
      expect(sentence, name).toMatch(/^[A-Z].{20,}[.]$/)
      if (/^(RESUME|MAX|SOCKETS|OPERATIONS|MESSAGES|SIGN_INS)|_MS$/.test(name)) expect(unit, name).toBeTruthy()
    }
  })
})

describe('a setting at its edges', () => {
  const taken = (name: keyof Env, value: string) => readEnv({ [name]: value })[name]
  const refused = (name: keyof Env, value: string) => () => readEnv({ [name]: value })

  test.each<[keyof Env, string, unknown, string]>([
    ['PORT', '0', 0, '-1'],
    ['PORT', '65535', 65_535, '65536'],
    ['TRUST_PROXY', '0', 0, '-1'],
    ['TRUST_PROXY', '9', 9, '10'],
    ['SIZHEN_PRACTICE_PASSWORD', '8letters', '8letters', '7letter'],
    ['SIZHEN_PRACTICE_PASSWORD', 'x'.repeat(200), 'x'.repeat(200), 'x'.repeat(201)],
    ['RESUME_LIMIT', '1', 1, '0'],
    ['MAX_COST', '7', 7, '7.5'],
    ['PUBLIC_URL', 'http://a.example', 'http://a.example', 'ftp://a.example'],
    ['PUBLIC_URL', 'https://a.example', 'https://a.example', 'a.example'],
    ['DATABASE_URL', 'postgres://a/b', 'postgres://a/b', 'mysql://a/b'],
    ['DATABASE_URL', 'postgresql://a/b', 'postgresql://a/b', 'a/b'],
    ['SIZHEN_SEED', 'none', 'none', 'other'],
    ['LOG_LEVEL', 'silent', 'silent', 'loud'],
    ['BACKUP_KEEP', '0', 0, '-1'],
  ])('%s takes %s as %j and refuses %s', (name, value, expected, beyond) => {
    expect(taken(name, value)).toBe(expected)
    expect(refused(name, beyond)).toThrow(new RegExp(`^${name} .*can't be used: it must be [^.]+\\.$`))
  })

  test('with an empty value is as if it were not set', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '', LOG_LEVEL: '' })).toEqual(readEnv({}))
  })

  test('that is secret is not repeated when it is refused', () => {
    expect(refused('SIZHEN_PRACTICE_PASSWORD', 'short')).not.toThrow('short')
    expect(refused('DATABASE_URL', 'mysql://a:secret@b/c')).not.toThrow('secret')
  })
})
