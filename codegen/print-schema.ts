import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { GraphQLNonNull, getNullableType, isObjectType, lexicographicSortSchema, printSchema } from 'graphql'
import { catalogue } from '#server/log/catalogue.ts'
import { rolesOfDeeds } from '#server/log/deed.ts'
import { wordsOfEnums } from '#server/platform/enum-type.ts'
import { root } from '#server/platform/paths.ts'
import { schema } from '#server/schema.ts'
import { clientEnums, clientEnumWords } from './enums.ts'
import { clientEventLines, clientEvents, clientRoles, listOfEvents } from './events.ts'

/** Writes a generated file; one that has not changed keeps its time, so that nothing is built again because of it. */
async function put(path: string, text: string): Promise<void> {
  const file = join(root, path)
  await mkdir(dirname(file), { recursive: true })
  if (text !== (await readFile(file, 'utf8').catch(() => ''))) await writeFile(file, text)
}

/** The schema as the types of our own page are made from it: without the nulls of what is FORBIDDEN, which it takes for errors. */
function pageSchema() {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType)
  for (const field of types.flatMap((type) => Object.values(type.getFields()))) {
    if (field.extensions.gated) field.type = new GraphQLNonNull(getNullableType(field.type))
  }
  return schema
}

await put('codegen/schema.graphql', `${printSchema(lexicographicSortSchema(schema))}\n`)
await put('codegen/graph/schema.graphql', printSchema(pageSchema()))
const events = [...catalogue.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
await put('codegen/graph/events.ts', clientEvents(events))
await put('codegen/graph/roles-of-deeds.ts', clientRoles(rolesOfDeeds))
await put('codegen/graph/enums.ts', clientEnums(wordsOfEnums))
for (const locale of ['zh', 'en'] as const) {
  await put(`codegen/graph/enum-words-${locale}.ts`, clientEnumWords(wordsOfEnums, locale))
  await put(`codegen/graph/event-lines-${locale}.ts`, clientEventLines(events, locale))
}
await put('server/log/EVENTS.md', listOfEvents(events))
process.exit()
