import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { readEnv } from '#server/platform/env.ts'
import { db } from '#server/postgres/db.ts'
import { withClient } from './database.ts'
import { run } from './run.ts'

await run({
  usage: `Counts all figures again from the rows and prints every figure that differs from what is stored. The server may
go on serving. The exit code is 1 when there is a difference.

  npm run verify-tallies

Takes DATA_DIR and DATABASE_URL as the server does.`,

  work: ({ signal }) =>
    withClient(readEnv(), 'join', async () => {
      const unions = await db.tradeUnion.findMany({ orderBy: { id: 'asc' }, select: { id: true, name: true } })
      let found = 0
      for (const union of unions) {
        signal.throwIfAborted()
        found += await verifyUnion(union)
      }
      return found > 0 ? 1 : 0
    }),
})

/** Prints the differences of one union and answers with how many there are. */
async function verifyUnion({ id, name }: { id: string; name: string }): Promise<number> {
  const differences = await tallyDifferences(id)
  console.log(`${name}: ${differences.length === 0 ? 'the tallies are what the rows add up to' : 'differences'}`)
  for (const { squad, figure, stored, recounted } of differences) {
    const whose = squad === null ? 'union' : `squad ${squad}`
    console.log(`  ${whose} ${figure}: ${JSON.stringify(stored)} stored, ${JSON.stringify(recounted)} recounted`)
  }
  return differences.length
}
