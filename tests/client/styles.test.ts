import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { files, styles } from '#tests/setup/sources.ts'

const screens = files.filter((file) => file.startsWith('client/')).map((file) => readFileSync(file, 'utf8'))
const sheets = styles.map((file) => readFileSync(file, 'utf8').replace(/\/\*.*?\*\//gs, ''))

const classesIn = (sheet: string) => [...sheet.matchAll(/\.([a-z][\w-]*)(?=[^{}]*\{)/gi)].map(([, name]) => name!)

/** The classes that have a rule on paper alone, such as what is not printed, look like nothing on a screen. */
const onScreen = new Set(sheets.flatMap((sheet) => classesIn(sheet.replace(/^@media print \{.*?^\}/gms, ''))))
const anywhere = new Set(sheets.flatMap(classesIn))

/** The classes that the screens name in whole words; those that are put together with `${…}` are left out. */
const named = new Set(
  screens.flatMap((screen) =>
    [...screen.matchAll(/className=(?:"([^"]+)"|\{([^{}`]+)\})/g)]
      .flatMap(([, plain, chosen]) => plain ?? [...chosen!.matchAll(/'([^']+)'/g)].map(([, text]) => text!))
      .flatMap((text) => text.split(' '))
      .filter((name) => /^[a-z]+(-[a-z]+)+$/.test(name)),
  ),
)

it('has a rule for every class that a screen names: a part without one looks as the browser likes', () => {
  expect([...named].filter((name) => !anywhere.has(name))).toEqual([])
  expect([...named].filter((name) => name.startsWith('ui-') && !onScreen.has(name))).toEqual([])
})

it('has no rule for a class that nothing names', () => {
  const source = screens.join('\n')
  const isPutTogether = (name: string) =>
    source.includes(`${name.slice(0, name.indexOf('-') + 1)}\${`) ||
    source.includes(`${name.slice(0, name.lastIndexOf('-') + 1)}\${`)
  const unused = [...anywhere].filter((name) => !name.startsWith('react-aria-') && !source.includes(name))
  expect(unused.filter((name) => !isPutTogether(name))).toEqual([])
})
