import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { root } from '#server/platform/paths.ts'
import { schema } from '#server/schema.ts'

const file = join(root, 'codegen', 'schema.graphql')
const text = `${printSchema(lexicographicSortSchema(schema))}\n`
if (text !== (await readFile(file, 'utf8').catch(() => ''))) await writeFile(file, text)
process.exit()
