import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue } from '#server/log/catalogue.ts'
import { schema } from '#server/schema.ts'
import { ownFiles } from './setup/own-files.ts'
import { files } from './setup/sources.ts'

/** The files that every module names alike: what they hold is said in shared words in README and at their tops. */
const standardFiles =
  /^(schema|access|events|event-fields|enums|jobs|limits|load|lists|orders|payload|tallies|set-up)\.ts$/

const wordsOf = (name: string) =>
  name
    .replace(/([A-Z])/g, '-$1')
    .toLowerCase()
    .split('-')

/** The mutations that a file declares. */
const mutationsIn = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:= deed\(\s*|builder\.mutationField\()'(\w+)'/g)].map(([, name]) => name!)

const within = (folder: string) => (path: string) => path.startsWith(folder)

describe('the files of the modules', () => {
  it('a module has the files that all have, one file for each mutation, and those that are named here', () => {
    const others = files.filter(
      (file) =>
        /^server\/modules\/[^/]+\//.test(file) && !standardFiles.test(basename(file)) && !mutationsIn(file).length,
    )
    const named = Object.entries(ownFiles).flatMap(([module, names]) =>
      names.map((name) => `server/modules/${module}/${name}.ts`),
    )
    expect(others.sort()).toEqual(named.sort())
    for (const module of new Set(files.filter(within('server/modules/')).map((file) => file.split('/')[2])))
      expect(files).toContain(`server/modules/${module}/access.ts`)
  })

  it('a mutation has a file of its own, which is called by words of its name in their order', () => {
    const declaring = files.filter((file) => within('server/')(file) && mutationsIn(file).length > 0)
    expect(declaring.length).toBeGreaterThan(35)
    for (const file of declaring) {
      const mutations = mutationsIn(file)
      expect(mutations, file).toHaveLength(1)
      const left = wordsOf(mutations[0]!)
      for (const word of basename(file, '.ts').split('-')) {
        const at = left.indexOf(word)
        expect(at, `${file} declares ${mutations[0]}`).toBeGreaterThanOrEqual(0)
        left.splice(0, at + 1)
      }
    }
  })

  it('every mutation of the schema is declared in such a file', () => {
    const declared = files.filter(within('server/')).flatMap(mutationsIn)
    expect(declared.sort()).toEqual(Object.keys(schema.getMutationType()!.getFields()).sort())
  })

  it('an event makes old only what is a field of Query', () => {
    const queries = Object.keys(schema.getQueryType()!.getFields())
    const named = [...catalogue.values()].flatMap(({ makesOld }) => makesOld)
    expect(named.filter((name) => !queries.includes(name))).toEqual([])
  })
})
