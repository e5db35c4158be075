import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { readEnv } from '#server/platform/env.ts'
import { StartError } from '#server/platform/start-error.ts'
import { db, openDb } from '#server/postgres/db.ts'
import { joinPostgres } from '#server/postgres/embedded.ts'

/** Recounts every union's tallies, prints what differs, and answers with how much that is. */
async function verifyAll(): Promise<number> {
  const unions = await db.tradeUnion.findMany({ orderBy: { id: 'asc' }, select: { id: true, name: true } })
  let found = 0
  for (const { id, name } of unions) {
    const differences = await tallyDifferences(id)
    found += differences.length
    console.log(`${name}: ${differences.length === 0 ? 'the tallies are what the rows add up to' : 'differences'}`)
    for (const { squad, figure, stored, recounted } of differences) {
      const whose = squad === null ? 'union' : `squad ${squad}`
      console.log(`  ${whose} ${figure}: ${JSON.stringify(stored)} stored, ${JSON.stringify(recounted)} recounted`)
    }
  }
  return found
}

async function main(): Promise<void> {
  const env = readEnv()
  const embedded = env.DATABASE_URL ? null : await joinPostgres(env.DATA_DIR)
  try {
    openDb(env.DATABASE_URL ?? embedded!.url, 2)
    const found = await verifyAll().finally(() => db.$disconnect())
    if (found > 0) process.exitCode = 1
  } finally {
    await embedded?.stop()
  }
}

await main().catch((error) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
})
