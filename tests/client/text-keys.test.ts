import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { begin } from '#client/text/zh-CN/begin.ts'
import { board } from '#client/text/zh-CN/board.ts'
import { common } from '#client/text/zh-CN/common.ts'
import { desk } from '#client/text/zh-CN/desk.ts'
import { field } from '#client/text/zh-CN/field.ts'
import { files } from '#tests/setup/sources.ts'

const keysOf = (words: object, path = ''): string[] =>
  Object.entries(words).flatMap(([key, inner]) =>
    typeof inner === 'object' ? keysOf(inner, `${path}${key}.`) : [`${path}${key}`.replace(/_(zero|one|other)$/, '')],
  )

const source = files
  .filter((file) => file.startsWith('client/') && !file.startsWith('client/text/'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

const literals = new Set([...source.matchAll(/'([\w.-]+)'/g)].map(([, text]) => text!))

/** The keys that are put together, such as `views.${name}`: what is put in may be any word. */
const patterns = [...source.matchAll(/`((?:[\w-]+\.)+\$\{[^`]*)`/g)]
  .map(([, text]) => text!.replace(/\$\{[^}]*\}/g, '*'))
  .filter((text) => /^[\w.*-]+$/.test(text))
  .map((text) => new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('*', '[\\w-]+')}$`))

it.each(Object.entries({ begin, board, common, desk, field }))(
  'says somewhere all that the texts of %s hold',
  (_, words) => {
    const unused = keysOf(words).filter((key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)))
    expect([...new Set(unused)]).toEqual([])
  },
)
