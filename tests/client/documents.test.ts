import { type DocumentNode, type FragmentDefinitionNode, Kind, visit } from 'graphql'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { files } from '#tests/setup/sources.ts'

beforeEach(() => vi.resetModules())

/** The names of the fragments that a document uses and does not have. */
function missingIn(document: DocumentNode): string[] {
  const defined = document.definitions
    .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
    .map(({ name }) => name.value)
  const used: string[] = []
  visit(document, { FragmentSpread: ({ name }) => void used.push(name.value) })
  return used.filter((name) => !defined.includes(name))
}

describe('the documents of the desk', () => {
  const ofTheDesk = files.filter((file) => /^client\/(desk|graph|modules)\/.*documents\.ts$/.test(file))

  it.each(ofTheDesk)('%s has every fragment that it uses, whichever page is opened first', async (file) => {
    await import('#client/desk/documents.ts')
    const documents = (await import(`/${file}`)) as Record<string, DocumentNode>
    for (const [name, document] of Object.entries(documents)) expect([name, missingIn(document)]).toEqual([name, []])
  })
})
