import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { rolesOfDeeds } from '#server/log/deed.ts'
import '#server/schema.ts'
import { files } from './setup/sources.ts'

const read = (file: string) => readFileSync(file, 'utf8')

/** The files of ours that a file imports. */
const importsOf = (file: string): string[] =>
  [...read(file).matchAll(/(?:from|import) '([#.][^']+)'/g)].map(([, path]) =>
    path!.startsWith('#') ? path!.slice(1) : `${file.slice(0, file.lastIndexOf('/'))}/${path!.slice(2)}`,
  )

/** These files and all that they import. */
function reachedFrom(start: readonly string[]): Set<string> {
  const reached = new Set<string>()
  const go = (file: string) => {
    if (reached.has(file) || !files.includes(file)) return
    reached.add(file)
    importsOf(file).forEach(go)
  }
  start.forEach(go)
  return reached
}

/** The tables into which these files insert rows. */
const tablesOf = (from: Iterable<string>): string[] => [
  ...new Set(
    [...from].flatMap((file) =>
      [...read(file).matchAll(/(?:insert(?:All)?\(\s*'|INSERT INTO ")(\w+)/g)].map(([, table]) => table!),
    ),
  ),
]

const isOfServer = (file: string) => file.startsWith('server/modules/')

/** The files that declare a deed which the command centre may do. */
const deeds = files.filter((file) => {
  const name = isOfServer(file) && /= deed\(\s*'(\w+)'/.exec(read(file))?.[1]
  return name && rolesOfDeeds.get(name)?.includes('COMMAND')
})

/** What practice data make without a deed so far. A table leaves this list when its deed comes. */
const withoutDeed = ['Stream', 'TradeUnion']

it('whatever practice data fill can be filled by a deed of the command centre', () => {
  const seeds = reachedFrom(files.filter((file) => file.startsWith('prisma/seed/')))
  const filled = tablesOf([...seeds].filter(isOfServer))
  expect(filled.length).toBeGreaterThan(15)
  const made = tablesOf([...reachedFrom(deeds)].filter(isOfServer))
  expect(filled.filter((table) => !made.includes(table)).sort()).toEqual(withoutDeed)
})
