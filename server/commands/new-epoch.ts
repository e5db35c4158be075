import { randomUUID } from 'node:crypto'
import { readEnv } from '#server/platform/env.ts'
import { StartError } from '#server/platform/start-error.ts'
import { db, openDb } from '#server/postgres/db.ts'
import { startPostgres } from '#server/postgres/embedded.ts'

/** Begins another life of every stream: whoever comes back with a cursor of the one before takes the snapshot again. */
async function newEpoch(): Promise<void> {
  const { count } = await db.stream.updateMany({ data: { epoch: randomUUID() } })
  console.log(`${count} streams have a new epoch. 已更换 ${count} 个事件流的世代。`)
}

async function main(): Promise<void> {
  const env = readEnv()
  const embedded = env.DATABASE_URL ? null : await startPostgres(env.DATA_DIR)
  try {
    openDb(env.DATABASE_URL ?? embedded!.url, 2)
    await newEpoch().finally(() => db.$disconnect())
  } finally {
    await embedded?.stop()
  }
}

await main().catch((error) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
})
