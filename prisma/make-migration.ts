import { schemaDrift, withScratchDatabase, writeMigration } from '#prisma/engine.ts'

const [name = ''] = process.argv.slice(2)
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Usage: npx tsx prisma/make-migration.ts NAME (small letters, digits and _)')
  process.exit(2)
}

const sql = await withScratchDatabase(schemaDrift)
if (!sql.trim()) {
  console.log('The migrations already make what prisma/schema describes: nothing written.')
} else {
  console.log(sql)
  console.log(`Written to ${await writeMigration(name, sql)}. Read it before it lands.`)
}
